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

package io.github.livehook.event.live.gift;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A user wants to send a gift in a live room: the moment to check and to charge the
 * balance. It has no id, so that a duplicate cannot be told from a second gift. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/72210">Tencent's
 * documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who wants to send it
 * @param roomId the id of the room
 * @param gift the gift
 * @since 0.1.0
 * @see GiftDecision
 */
public record GiftRequest(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("GiftWater") @Nullable Gift gift) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Live.CallbackBeforeSendGift";

	/**
	 * A gift that a user wants to send.
	 *
	 * @param fromAccount the user id of the sender
	 * @param toAccounts the user ids of the receivers
	 * @param time the time of the request, to the second
	 * @param giftId the id of the kind of gift
	 * @param count the number of gifts
	 * @param coins the value of one, in coins
	 * @see GiftRequest
	 */
	public record Gift(@JsonProperty("From_Account") @Nullable String fromAccount,
			@JsonProperty("To_Account") List<String> toAccounts,
			@JsonProperty("Time") @EpochSeconds @Nullable Instant time, @JsonProperty("GiftId") @Nullable String giftId,
			@JsonProperty("Count") @Nullable Long count, @JsonProperty("Coins") @Nullable Long coins) {

		public Gift {
			toAccounts = (toAccounts != null) ? List.copyOf(toAccounts) : List.of();
		}

	}

}
