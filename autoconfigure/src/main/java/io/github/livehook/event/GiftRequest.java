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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A user wants to send a gift in a live room: the moment to check and to charge the
 * balance. It has no id, so that a request cannot be told from a repeat of it. Sent as
 * {@value #COMMAND}, page 72210 of the vendor's documentation.
 *
 * @param operatorAccount the user id of who wants to send it
 * @param roomId the id of the room
 * @param gift the gift
 * @since 0.1.0
 * @see GiftDecision
 */
public record GiftRequest(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("GiftWater") @Nullable Gift gift) implements LiveEvent {

	/**
	 * The command that asks this.
	 */
	public static final String COMMAND = "Live.CallbackBeforeSendGift";

}
