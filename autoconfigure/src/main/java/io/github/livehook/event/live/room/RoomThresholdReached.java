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

package io.github.livehook.event.live.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * The creation of a live room has brought the app near to its limit of rooms, by
 * Tencent's description to 70 % of it. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/70485">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who created the room
 * @param currentRoomCount the number of rooms
 * @param maxRoomCount the largest number of rooms
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record RoomThresholdReached(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("CurRoomCount") @Nullable Long currentRoomCount,
		@JsonProperty("MaxRoomCount") @Nullable Long maxRoomCount,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterCreateRoomReachingThreshold";

}
