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

package io.github.livehook.event.live.battle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A battle, or PK, between live rooms has started: at once if no room had to accept it,
 * otherwise when every invited room has responded and at least one has accepted. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/68260">Tencent's
 * documentation</a>.
 *
 * @param battleId the id of the battle, unique in its app; it may contain {@code /},
 * {@code +} and {@code =}
 * @param duration the duration of the battle
 * @param createTime the time at which the battle was created, to the second
 * @param startTime the time at which the battle started, to the second
 * @param fromRoom the inviting room
 * @param toRooms the invited rooms
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record BattleStarted(@JsonProperty("BattleId") @Nullable String battleId,
		@JsonProperty("Duration") @Nullable Duration duration,
		@JsonProperty("CreateTime") @EpochSeconds @Nullable Instant createTime,
		@JsonProperty("StartTime") @EpochSeconds @Nullable Instant startTime,
		@JsonProperty("FromRoomInfo") @Nullable BattleRoom fromRoom,
		@JsonProperty("ToRoomList") List<BattleRoom> toRooms,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterStartBattle";

	public BattleStarted {
		toRooms = (toRooms != null) ? List.copyOf(toRooms) : List.of();
	}

	/**
	 * A live room that takes part in a battle.
	 *
	 * @param roomId the id of the room
	 * @param ownerAccount the user id of the room's owner
	 * @see BattleStarted
	 */
	public record BattleRoom(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("Owner_Account") @Nullable String ownerAccount) {

	}

}
