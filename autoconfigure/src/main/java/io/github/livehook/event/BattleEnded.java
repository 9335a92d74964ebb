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

package io.github.livehook.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A battle, or PK, between live rooms has ended. Sent as {@value #COMMAND}, page 68261 of
 * the vendor's documentation.
 *
 * @param battleId the id of the battle, unique in its app; it may contain {@code /},
 * {@code +} and {@code =}
 * @param duration how long the battle was to last
 * @param createTime when the battle was created, to the second
 * @param startTime when the battle started, to the second; {@code null} if it never did
 * @param endTime when the battle ended, to the second
 * @param endReason why the battle ended
 * @param fromRoom the room that asked for the battle
 * @param toRooms the rooms that it was asked of
 * @param eventTime when the event happened, to the millisecond
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
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements LiveEvent {

	/**
	 * The command that announces this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterEndBattle";

	public BattleEnded {
		toRooms = AbsentLists.emptyIfAbsent(toRooms);
	}

}
