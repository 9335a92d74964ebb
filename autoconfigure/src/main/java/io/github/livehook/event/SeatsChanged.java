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

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Seats of a live room were taken, left, locked or unlocked. The same command is sent for
 * rooms of TUIRoomKit. Sent as {@value #COMMAND}, page 64425 of the vendor's
 * documentation.
 *
 * @param operatorAccount the user id of whoever changed them; not sent by all versions
 * @param roomId the id of the room
 * @param seats the seats; the vendor does not say whether these are all seats of the room
 * or only those that have changed
 * @param eventTime when the event happened, to the millisecond
 * @since 0.1.0
 */
public record SeatsChanged(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("SeatList") List<Seat> seats,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements LiveEvent {

	/**
	 * The command that announces this event.
	 */
	public static final String COMMAND = "Mic.CallbackAfterSeatInfoChanged";

	public SeatsChanged {
		seats = AbsentLists.emptyIfAbsent(seats);
	}

}
