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

package io.github.livehook.event.chat.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A room of TUIRoomKit was dissolved. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/60732">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who has dissolved it
 * @param roomId the id of the room
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record MeetingRoomDestroyed(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Room.CallbackAfterDestroyRoom";

}
