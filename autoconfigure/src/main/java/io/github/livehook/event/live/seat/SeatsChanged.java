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

package io.github.livehook.event.live.seat;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * Seats of a live room were taken, left, locked or unlocked. The same command is sent for
 * rooms of TUIRoomKit. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/64425">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who changed them; not sent by all
 * versions
 * @param roomId the id of the room
 * @param seats the seats; Tencent does not document whether these are all seats of the
 * room or only the changed ones
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record SeatsChanged(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("SeatList") List<Seat> seats,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Mic.CallbackAfterSeatInfoChanged";

	public SeatsChanged {
		seats = (seats != null) ? List.copyOf(seats) : List.of();
	}

	/**
	 * A seat of a live room.
	 *
	 * @param index the number of the seat; Tencent does not document whether the first is
	 * 0 or 1
	 * @param memberAccount the user id of the member on it, {@code null} or empty if the
	 * seat is free
	 * @param takenDisabled whether the seat is locked
	 * @param videoDisabled whether its video is switched off
	 * @param audioDisabled whether its audio is switched off
	 * @see SeatsChanged
	 */
	public record Seat(@JsonProperty("Index") @Nullable Integer index,
			@JsonProperty("Member_Account") @Nullable String memberAccount,
			@JsonProperty("IsTakenDisabled") @Nullable Boolean takenDisabled,
			@JsonProperty("IsVideoDisabled") @Nullable Boolean videoDisabled,
			@JsonProperty("IsAudioDisabled") @Nullable Boolean audioDisabled) {

	}

}
