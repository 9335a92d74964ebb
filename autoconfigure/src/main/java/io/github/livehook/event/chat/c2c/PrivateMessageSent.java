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

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.chat.message.MessageElement;

/**
 * A message was sent to a user, or could not be delivered: look at the result. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/34365">Tencent's
 * documentation</a>.
 *
 * @param fromAccount the user id of the sender
 * @param toAccount the user id of the receiver
 * @param messageSequence the number of the message in its conversation
 * @param messageRandom the random number that the client has chosen, 32 bits without sign
 * @param messageTime the time at which the message was sent, to the second
 * @param messageKey the key of the message, made of its number, random number and time
 * @param body the elements of the message
 * @param cloudCustomData a text of the application's own
 * @param onlineOnly 1 if the message reaches only those who are online
 * @param result 0 if the message was delivered, otherwise the code of the failure
 * @param errorInfo the result in words
 * @param unreadCount the number of unread messages of the receiver, -1 if the message was
 * not delivered
 * @since 0.1.0
 */
public record PrivateMessageSent(@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("To_Account") @Nullable String toAccount, @JsonProperty("MsgSeq") @Nullable Long messageSequence,
		@JsonProperty("MsgRandom") @Nullable Long messageRandom,
		@JsonProperty("MsgTime") @EpochSeconds @Nullable Instant messageTime,
		@JsonProperty("MsgKey") @Nullable String messageKey, @JsonProperty("MsgBody") List<MessageElement> body,
		@JsonProperty("CloudCustomData") @Nullable String cloudCustomData,
		@JsonProperty("OnlineOnlyFlag") @Nullable Integer onlineOnly,
		@JsonProperty("SendMsgResult") @Nullable Integer result, @JsonProperty("ErrorInfo") @Nullable String errorInfo,
		@JsonProperty("UnreadMsgNum") @Nullable Long unreadCount) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "C2C.CallbackAfterSendMsg";

	public PrivateMessageSent {
		body = (body != null) ? List.copyOf(body) : List.of();
	}

}
