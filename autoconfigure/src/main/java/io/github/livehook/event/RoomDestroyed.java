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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A live room was dissolved, by a client, by the REST API, or because it was empty.
 * Nothing more is sent of its members. Sent as {@value #COMMAND}, page 64423 of the
 * vendor's documentation.
 *
 * @param operatorAccount the user id of whoever dissolved the room, {@code @TIM#SYSTEM}
 * for the system
 * @param roomId the id of the room
 * @param cause who has dissolved the room
 * @param room the room as it was
 * @param statistics what has happened in the room
 * @param eventTime when the event happened, to the millisecond
 * @since 0.1.0
 */
public record RoomDestroyed(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("EventType") @Nullable RoomDestroyCause cause,
		@JsonProperty("RoomInfo") @Nullable RoomInfo room,
		@JsonProperty("Statistic") @Nullable RoomStatistics statistics,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements LiveEvent {

	/**
	 * The command that announces this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterDestroyRoom";

}
