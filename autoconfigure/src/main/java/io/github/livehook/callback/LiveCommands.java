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

import java.util.List;
import java.util.stream.Stream;

import io.github.livehook.decision.DecisionKind;
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
 * The commands of Tencent Cloud Live, by family.
 */
final class LiveCommands {

	private static final List<CallbackCommand> LIVE = List.of(
			CallbackCommand.after(BattleCreated.COMMAND, BattleCreated.class, "BattleId").orderedBy("BattleId"),
			CallbackCommand.after(BattleStarted.COMMAND, BattleStarted.class, "BattleId").orderedBy("BattleId"),
			CallbackCommand.after(BattleEnded.COMMAND, BattleEnded.class, "BattleId").orderedBy("BattleId"),
			CallbackCommand.after(RoomCreated.COMMAND, RoomCreated.class).orderedBy("RoomInfo.RoomId"),
			CallbackCommand.after(RoomDestroyed.COMMAND, RoomDestroyed.class).orderedBy("RoomId"),
			CallbackCommand.after(RoomUpdated.COMMAND, RoomUpdated.class).orderedBy("RoomInfo.RoomId"),
			CallbackCommand.after(MetadataSet.COMMAND, MetadataSet.class).orderedBy("RoomId"),
			CallbackCommand.after(MetadataDeleted.COMMAND, MetadataDeleted.class).orderedBy("RoomId"),
			CallbackCommand.after(RoomThresholdReached.COMMAND, RoomThresholdReached.class),
			CallbackCommand.after(MemberStateChanged.COMMAND, MemberStateChanged.class).orderedBy("RoomId"),
			CallbackCommand.after(OwnerChanged.COMMAND, OwnerChanged.class).orderedBy("RoomId"),
			CallbackCommand.after(AdminsChanged.COMMAND, AdminsChanged.class).orderedBy("RoomId"),
			CallbackCommand.before(GiftRequest.COMMAND, GiftRequest.class, DecisionKind.GIFT).orderedBy("RoomId"),
			CallbackCommand.beforeWithoutRecord("Live.CallbackBeforeCallBackNotBlock", DecisionKind.GENERAL),
			CallbackCommand
				.after(RecordingChanged.COMMAND, RecordingChanged.class, "EventInfo.TaskId", "EventType",
						"EventInfo.EventMsTs", "EventInfo.Payload.*")
				.restamping("CallbackTs")
				.alsoNamed(RecordingChanged.COMMAND_OF_FOLLOW)
				.orderedBy("EventInfo.TaskId"));

	private static final List<CallbackCommand> MIC = List
		.of(CallbackCommand.after(SeatsChanged.COMMAND, SeatsChanged.class).orderedBy("RoomId"));

	private static final List<CallbackCommand> FOLLOW = List.of(
			CallbackCommand.after(Followed.COMMAND, Followed.class).orderedBy("From_Account"),
			CallbackCommand.after(Unfollowed.COMMAND, Unfollowed.class).orderedBy("From_Account"));

	private LiveCommands() {
	}

	static List<CallbackCommand> all() {
		return Stream.of(LIVE, MIC, FOLLOW).flatMap(List::stream).toList();
	}

}
