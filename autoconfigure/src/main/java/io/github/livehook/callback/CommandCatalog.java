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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.battle.BattleCreated;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.follow.Followed;
import io.github.livehook.event.live.follow.Unfollowed;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.room.AdminsChanged;
import io.github.livehook.event.live.room.MemberStateChanged;
import io.github.livehook.event.live.room.MetadataDeleted;
import io.github.livehook.event.live.room.MetadataSet;
import io.github.livehook.event.live.room.OwnerChanged;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.event.live.room.RoomThresholdReached;
import io.github.livehook.event.live.room.RoomUpdated;
import io.github.livehook.event.live.seat.SeatsChanged;

/**
 * The catalogue of commands that have a record of their own, one row each.
 *
 * @since 0.1.0
 */
public final class CommandCatalog {

	private static final CommandCatalog STANDARD = new CommandCatalog(
			List.of(CallbackCommand.after(BattleCreated.COMMAND, BattleCreated.class, "BattleId"),
					CallbackCommand.after(BattleStarted.COMMAND, BattleStarted.class, "BattleId"),
					CallbackCommand.after(BattleEnded.COMMAND, BattleEnded.class, "BattleId"),
					CallbackCommand.after(RoomCreated.COMMAND, RoomCreated.class),
					CallbackCommand.after(RoomDestroyed.COMMAND, RoomDestroyed.class),
					CallbackCommand.after(RoomUpdated.COMMAND, RoomUpdated.class),
					CallbackCommand.after(MetadataSet.COMMAND, MetadataSet.class),
					CallbackCommand.after(MetadataDeleted.COMMAND, MetadataDeleted.class),
					CallbackCommand.after(RoomThresholdReached.COMMAND, RoomThresholdReached.class),
					CallbackCommand.after(MemberStateChanged.COMMAND, MemberStateChanged.class),
					CallbackCommand.after(OwnerChanged.COMMAND, OwnerChanged.class),
					CallbackCommand.after(AdminsChanged.COMMAND, AdminsChanged.class),
					CallbackCommand.after(SeatsChanged.COMMAND, SeatsChanged.class),
					CallbackCommand.before(GiftRequest.COMMAND, GiftRequest.class, DecisionKind.GIFT),
					CallbackCommand.before(MessageRequest.COMMAND, MessageRequest.class, DecisionKind.MESSAGE),
					CallbackCommand.after(MessageSent.COMMAND, MessageSent.class, "GroupId", "MsgSeq", "MsgId"),
					CallbackCommand.after(Followed.COMMAND, Followed.class),
					CallbackCommand.after(Unfollowed.COMMAND, Unfollowed.class),
					CallbackCommand
						.after(RecordingChanged.COMMAND, RecordingChanged.class, "EventInfo.TaskId", "EventType",
								"EventInfo.EventMsTs", "EventInfo.Payload.*")
						.restamping("CallbackTs")
						.alsoNamed(RecordingChanged.COMMAND_OF_FOLLOW)));

	// Tencent's names say it, also of those that Livehook does not know
	private static final Pattern BEFORE = Pattern.compile("\\w+\\.Callback(Before|Prev)\\w*");

	private static final int MAX_DIFFERENCE = 2;

	private final Map<String, CallbackCommand> byName = new LinkedHashMap<>();

	private final Map<Class<?>, CallbackCommand> byPayloadType = new LinkedHashMap<>();

	/**
	 * Create a catalogue.
	 * @param commands the rows, with unique names and payload types
	 * @throws IllegalArgumentException if a name or a payload type is there twice
	 */
	public CommandCatalog(Collection<CallbackCommand> commands) {
		for (CallbackCommand command : commands) {
			for (String name : command.names()) {
				Assert.isNull(this.byName.put(name, command), () -> "The command " + name + " is there twice");
			}
			Assert.isNull(this.byPayloadType.put(command.payloadType(), command),
					() -> "The payload type " + command.payloadType().getName() + " is there twice");
		}
	}

	/**
	 * Return the catalogue of the commands that Livehook has records for.
	 * @return the catalogue
	 */
	public static CommandCatalog standard() {
		return STANDARD;
	}

	/**
	 * Return a catalogue with further commands.
	 * @param commands the rows to add, with names and payload types of their own
	 * @return the catalogue
	 * @throws IllegalArgumentException if a name or a payload type is there twice
	 */
	public CommandCatalog with(CallbackCommand... commands) {
		List<CallbackCommand> all = new ArrayList<>(commands());
		all.addAll(List.of(commands));
		return new CommandCatalog(all);
	}

	/**
	 * Return the row of a command.
	 * @param name the command as it is sent, in any of its spellings
	 * @return the row, or {@code null} if the command has no record
	 */
	public @Nullable CallbackCommand find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Return all spellings of a command.
	 * @param name the command in any of its spellings
	 * @return the spellings, only the name itself if the command has no record
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
	 * row is a before-callback if its name says so, such as
	 * {@code C2C.CallbackBeforeSendMsg}
	 */
	public @Nullable DecisionKind<?> decisionOf(String name) {
		CallbackCommand command = find(name);
		if (command != null) {
			return command.decision();
		}
		return BEFORE.matcher(name).matches() ? DecisionKind.GENERAL : null;
	}

	/**
	 * Return the command that a name was likely meant to be.
	 * @param name a name that no command has
	 * @return the command whose name differs in two letters at most, in whatever case, or
	 * {@code null} if there is none
	 */
	public @Nullable String findSimilar(String name) {
		return this.byName.keySet().stream().filter((known) -> isSimilar(known, name)).findFirst().orElse(null);
	}

	private static boolean isSimilar(String known, String name) {
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
		return distances[name.length()] <= MAX_DIFFERENCE;
	}

	/**
	 * Return all rows.
	 * @return the rows in their order
	 */
	public Collection<CallbackCommand> commands() {
		return List.copyOf(this.byPayloadType.values());
	}

}
