/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.livehook.callback;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.decision.DecisionKind;

/**
 * The catalogue of the commands that Tencent sends, one row each.
 *
 * @since 0.1.0
 */
public final class CommandCatalog {

	private static final CommandCatalog STANDARD = new CommandCatalog(
			Stream.of(LiveCommands.all(), ChatCommands.all()).flatMap(List::stream).toList());

	// Tencent's names say it, also of those that Livehook does not know
	private static final Pattern BEFORE = Pattern.compile("\\w+\\.Callback(Before|Prev)\\w*");

	private static final int MAX_DIFFERENCE = 2;

	private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\p{Lower})(?=\\p{Upper})");

	// Words that nearly all names have
	private static final Set<String> COMMON_WORDS = Set.of("callback", "after", "before", "on", "prev");

	private final Map<String, CallbackCommand> byName = new LinkedHashMap<>();

	private final Map<Class<?>, CallbackCommand> byPayloadType = new LinkedHashMap<>();

	private final List<CallbackCommand> commands;

	/**
	 * Create a catalogue.
	 * @param commands the rows, with unique names and payload types
	 * @throws IllegalArgumentException if a name or a payload type is there twice
	 */
	public CommandCatalog(Collection<CallbackCommand> commands) {
		this.commands = List.copyOf(commands);
		for (CallbackCommand command : this.commands) {
			for (String name : command.names()) {
				Assert.isNull(this.byName.put(name, command), () -> "The command " + name + " is there twice");
			}
			Class<?> payloadType = command.payloadType();
			if (payloadType != null) {
				add(payloadType, command);
			}
		}
	}

	private void add(Class<?> payloadType, CallbackCommand command) {
		Assert.isNull(this.byPayloadType.put(payloadType, command),
				() -> "The payload type " + payloadType.getName() + " is there twice");
	}

	/**
	 * Return the catalogue of the commands of Live and Chat.
	 * @return the catalogue
	 */
	public static CommandCatalog standard() {
		return STANDARD;
	}

	/**
	 * Return a catalogue with further commands. A row takes the place of one that has the
	 * same name and kind of decision, and no record.
	 * @param commands the rows to add, with names and payload types of their own
	 * @return the catalogue
	 * @throws IllegalArgumentException if a name or a payload type is there twice
	 */
	public CommandCatalog with(CallbackCommand... commands) {
		List<CallbackCommand> all = new ArrayList<>(this.commands);
		for (CallbackCommand command : commands) {
			all.removeIf((other) -> other.payloadType() == null && other.name().equals(command.name())
					&& other.decision() == command.decision());
			all.add(command);
		}
		return new CommandCatalog(all);
	}

	/**
	 * Return the row of a command.
	 * @param name the command as it is sent, in any of its spellings
	 * @return the row, or {@code null} if the command is unknown
	 */
	public @Nullable CallbackCommand find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Return all spellings of a command.
	 * @param name the command in any of its spellings
	 * @return the spellings, only the name itself if the command is unknown
	 */
	public List<String> spellingsOf(String name) {
		CallbackCommand command = find(name);
		return (command != null) ? command.names() : List.of(name);
	}

	/**
	 * Return the row of a payload type.
	 * @param payloadType the type
	 * @return the row, or {@code null} if it is the record of no command
	 */
	public @Nullable CallbackCommand findByPayloadType(Class<?> payloadType) {
		return this.byPayloadType.get(payloadType);
	}

	/**
	 * Return the kind of decision of a before-callback.
	 * @param name the command as it is sent
	 * @return the kind, or {@code null} if the command is an event; a command without a
	 * row is a before-callback of kind {@link DecisionKind#GENERAL} if its name says so,
	 * such as {@code Group.CallbackBeforeMuteMember}
	 */
	public @Nullable DecisionKind<?> decisionOf(String name) {
		CallbackCommand command = find(name);
		if (command != null) {
			return command.decision();
		}
		return BEFORE.matcher(name).matches() ? DecisionKind.GENERAL : null;
	}

	/**
	 * Return the commands that a name was likely meant to be: the one whose name differs
	 * least, in two letters at most and whatever their case. If there is none, those of
	 * the same family and kind whose names have the most words in common with it.
	 * @param name a name that no command has
	 * @return the names of the commands, empty if there are none
	 */
	public List<String> findSimilar(String name) {
		return this.byName.keySet()
			.stream()
			.filter((known) -> differenceOf(known, name) <= MAX_DIFFERENCE)
			.min(Comparator.comparingInt((known) -> differenceOf(known, name)))
			.map(List::of)
			.orElseGet(() -> withMostWordsOf(name));
	}

	private List<String> withMostWordsOf(String name) {
		Map<Integer, List<String>> byCount = this.byName.keySet()
			.stream()
			.filter((known) -> familyOf(known).equalsIgnoreCase(familyOf(name)))
			.filter((known) -> (decisionOf(known) != null) == (decisionOf(name) != null))
			.filter((known) -> !COMMON_WORDS.containsAll(commonWords(known, name)))
			.collect(Collectors.groupingBy((known) -> commonWords(known, name).size()));
		return byCount.keySet().stream().max(Comparator.naturalOrder()).map(byCount::get).orElse(List.of());
	}

	private static Set<String> commonWords(String known, String name) {
		Set<String> words = words(known);
		words.retainAll(words(name));
		return words;
	}

	private static Set<String> words(String name) {
		String ownName = name.substring(name.indexOf('.') + 1);
		return BETWEEN_WORDS.splitAsStream(ownName)
			.map((word) -> word.toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(HashSet::new));
	}

	static String familyOf(String name) {
		return name.substring(0, Math.max(name.indexOf('.'), 0));
	}

	private static int differenceOf(String known, String name) {
		int[] distances = IntStream.rangeClosed(0, name.length()).toArray();
		for (int i = 1; i <= known.length(); i++) {
			int diagonal = distances[0];
			distances[0] = i;
			for (int j = 1; j <= name.length(); j++) {
				boolean same = Character.toLowerCase(known.charAt(i - 1)) == Character.toLowerCase(name.charAt(j - 1));
				int replaced = diagonal + (same ? 0 : 1);
				diagonal = distances[j];
				distances[j] = Math.min(replaced, Math.min(distances[j], distances[j - 1]) + 1);
			}
		}
		return distances[name.length()];
	}

	/**
	 * Return all rows.
	 * @return the rows in their order
	 */
	public Collection<CallbackCommand> commands() {
		return this.commands;
	}

}
