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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A battle, or PK, between live rooms has ended. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/68261">Tencent's documentation</a>.
 *
 * @param battleId the id of the battle, unique in its app; it may contain {@code /},
 * {@code +} and {@code =}
 * @param duration the planned duration of the battle
 * @param createTime the time at which the battle was created, to the second
 * @param startTime the time at which the battle started, to the second; {@code null} if
 * it never did
 * @param endTime the time at which the battle ended, to the second
 * @param endReason the reason for the end
 * @param fromRoom the inviting room
 * @param toRooms the invited rooms
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record BattleEnded(@JsonProperty("BattleId") @Nullable String battleId,
		@JsonProperty("Duration") @Nullable Duration duration,
		@JsonProperty("CreateTime") @EpochSeconds @Nullable Instant createTime,
		@JsonProperty("StartTime") @EpochSeconds @Nullable Instant startTime,
		@JsonProperty("EndTime") @EpochSeconds @Nullable Instant endTime,
		@JsonProperty("OpType") @Nullable BattleEndReason endReason,
		@JsonProperty("FromRoomInfo") @Nullable BattleScore fromRoom,
		@JsonProperty("ToRoomList") List<BattleScore> toRooms,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterEndBattle";

	public BattleEnded {
		toRooms = (toRooms != null) ? List.copyOf(toRooms) : List.of();
	}

	/**
	 * The reason for the end of a battle. A code that is not listed here is kept as it
	 * is.
	 *
	 * @param code the {@code OpType}
	 * @see BattleEnded
	 */
	public record BattleEndReason(@JsonValue int code) {

		/**
		 * The time was up.
		 */
		public static final BattleEndReason TIME_UP = new BattleEndReason(0);

		/**
		 * All owners have left after the battle had started.
		 */
		public static final BattleEndReason OWNERS_LEFT = new BattleEndReason(1);

		/**
		 * Nobody has joined, and the battle has never started.
		 */
		public static final BattleEndReason NOT_STARTED = new BattleEndReason(2);

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public BattleEndReason {
		}

		@Override
		public String toString() {
			return String.valueOf(this.code);
		}

	}

	/**
	 * The score of a live room in a battle.
	 *
	 * @param roomId the id of the room
	 * @param score the score of the room
	 * @param ownerAccount the user id of the room's owner
	 * @see BattleEnded
	 */
	public record BattleScore(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("Score") @Nullable Long score, @JsonProperty("Owner_Account") @Nullable String ownerAccount) {

	}

}
