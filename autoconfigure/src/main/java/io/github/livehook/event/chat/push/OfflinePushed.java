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

package io.github.livehook.event.chat.push;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * An offline notification of a message has reached a stage. Sent in batches of up to 100.
 * Sent as {@value #COMMAND}, see <a href="https://trtc.io/document/67552">Tencent's
 * documentation</a>.
 *
 * @param eventType 1 for a message to a user, 2 for a message to a group
 * @param fromAccount the user id of the sender
 * @param toAccount the user id of the receiver
 * @param pushPlatform the code of the service that notifies the device
 * @param messageKey the key of a message to a user
 * @param groupId the id of the group of a message to a group
 * @param messageSequence the number of the message in its conversation
 * @param messageRandom the random number that the client has chosen, 32 bits without sign
 * @param messageTime the time at which the message was sent, to the second
 * @param pushId the id of the notification
 * @param pushStage the code of the stage that the notification has reached
 * @param errorCode the code of the result, 0 for success
 * @param errorInfo the result in words
 * @param eventTime the time of the event, to the second
 * @since 0.1.0
 */
public record OfflinePushed(@JsonProperty("EventType") @Nullable Integer eventType,
		@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("To_Account") @Nullable String toAccount,
		@JsonProperty("PushPlatform") @Nullable Integer pushPlatform,
		@JsonProperty("MsgKey") @Nullable String messageKey,
		@JsonProperty("GroupID") @JsonAlias("GroupId") @Nullable String groupId,
		@JsonProperty("MsgSeq") @Nullable Long messageSequence, @JsonProperty("MsgRandom") @Nullable Long messageRandom,
		@JsonProperty("MsgTime") @EpochSeconds @Nullable Instant messageTime,
		@JsonProperty("PushID") @Nullable String pushId, @JsonProperty("PushStage") @Nullable Integer pushStage,
		@JsonProperty("ErrCode") @Nullable Integer errorCode, @JsonProperty("ErrInfo") @Nullable String errorInfo,
		@JsonProperty("EventTime") @EpochSeconds @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Push.OfflinePush";

}
