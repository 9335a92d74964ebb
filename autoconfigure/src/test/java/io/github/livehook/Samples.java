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

package io.github.livehook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;

import io.github.livehook.event.chat.content.ContentModerated;
import io.github.livehook.event.live.recording.RecordingChanged;

/**
 * Tencent's documented bodies.
 */
public final class Samples {

	public static final String AS_PRINTED = "start-battle-as-printed.txt";

	public static final String BATTLE_STARTED = "Live.CallbackAfterStartBattle.json";

	private Samples() {
	}

	public static String read(String name) {
		try (InputStream input = new ClassPathResource("samples/" + name).getInputStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the bodies of callbacks.
	 * @return their names, with the folder in front, in order
	 */
	public static List<String> bodies() {
		return files((name) -> name.endsWith(".json") && !name.startsWith("responses/"));
	}

	/**
	 * Return the command that the query of a callback has to name.
	 * @param name the name of its body
	 * @return the command, empty if the body names it
	 */
	public static String commandOf(String name) {
		if (name.startsWith("recording-eventinfo/")) {
			return RecordingChanged.COMMAND;
		}
		return name.startsWith(ContentModerated.COMMAND) ? ContentModerated.COMMAND : "";
	}

	/**
	 * Return the events that the bodies are read into.
	 * @return the names of their texts, in the folder {@code events}, in order
	 */
	public static List<String> events() {
		return files((name) -> name.startsWith("events/"));
	}

	private static List<String> files(Predicate<String> filter) {
		try {
			Path folder = new ClassPathResource("samples").getFile().toPath();
			try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
				return files.map((file) -> folder.relativize(file).toString().replace('\\', '/'))
					.filter(filter)
					.sorted()
					.toList();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a distinct battle, so that it is no repeat of another.
	 * @param battleId the id of the battle
	 * @return the documented body with that id
	 */
	public static String battle(String battleId) {
		return read(BATTLE_STARTED).replaceFirst("\"BattleId\": \"[^\"]*\"", "\"BattleId\": \"" + battleId + "\"");
	}

	/**
	 * Return a request that holds several battles.
	 * @param battleIds their ids
	 * @return the body
	 */
	public static String battles(String... battleIds) {
		return batch(Stream.of(battleIds).map(Samples::battle).toArray(String[]::new));
	}

	/**
	 * Return a request that holds several events.
	 * @param events the body of each
	 * @return the body
	 */
	public static String batch(String... events) {
		return "{\"Events\":[" + String.join(",", events) + "]}";
	}

}
