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

package io.github.livehook.event.chat.c2c;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A message to a user was withdrawn. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/43466">Tencent's documentation</a>.
 *
 * @param fromAccount the user id of the sender
 * @param toAccount the user id of the receiver
 * @param messageKey the key of the message, made of its number, random number and time
 * @param unreadCount the number of unread messages of the receiver
 * @since 0.1.0
 */
public record PrivateMessageWithdrawn(@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("To_Account") @Nullable String toAccount, @JsonProperty("MsgKey") @Nullable String messageKey,
		@JsonProperty("UnreadMsgNum") @Nullable Long unreadCount) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "C2C.CallbackAfterMsgWithDraw";

}
