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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * A live room was dissolved, by a client, by the REST API, or because it was empty.
 * Nothing more is sent about its members. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/64423">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who dissolved the room;
 * {@code @TIM#SYSTEM} for the system
 * @param roomId the id of the room
 * @param cause the cause
 * @param room the room as it was
 * @param statistics the statistics of the room
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record RoomDestroyed(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("EventType") @Nullable RoomDestroyCause cause,
		@JsonProperty("RoomInfo") @Nullable RoomInfo room,
		@JsonProperty("Statistic") @Nullable RoomStatistics statistics,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterDestroyRoom";

	/**
	 * The cause for which a room was dissolved. A cause that is not listed here keeps its
	 * text.
	 *
	 * @param value the {@code EventType}
	 * @see RoomDestroyed
	 */
	public record RoomDestroyCause(@JsonValue String value) {

		/**
		 * Its owner, or an administrator by the REST API.
		 */
		public static final RoomDestroyCause BY_USER = new RoomDestroyCause("DestroyByUser");

		/**
		 * The system, for example because the room was empty.
		 */
		public static final RoomDestroyCause BY_SYSTEM = new RoomDestroyCause("DestroyBySystem");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public RoomDestroyCause {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * The statistics of a live room until it was dissolved.
	 *
	 * @param viewers the number of visits, repeated ones of the same user included
	 * @param giftsSent the number of gifts
	 * @param giftCoins the value of those gifts, in coins
	 * @param giftSenders the number of users who have sent gifts
	 * @param likesReceived the number of likes
	 * @see RoomDestroyed
	 */
	public record RoomStatistics(@JsonProperty("TotalViewers") @Nullable Long viewers,
			@JsonProperty("TotalGiftsSent") @Nullable Long giftsSent,
			@JsonProperty("TotalGiftCoins") @Nullable Long giftCoins,
			@JsonProperty("TotalUniqueGiftSenders") @Nullable Long giftSenders,
			@JsonProperty("TotalLikesReceived") @Nullable Long likesReceived) {

	}

}
