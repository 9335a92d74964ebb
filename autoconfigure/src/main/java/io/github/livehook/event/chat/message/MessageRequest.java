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

package io.github.livehook.event.chat.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.MessageDecision;

/**
 * A message is about to be sent to a room or group, by a client or by the REST API. Sent
 * as {@value #COMMAND}, see <a href="https://trtc.io/document/74347">Tencent's
 * documentation</a>.
 *
 * @param groupId the id of the room or group
 * @param groupType the type of the group, such as {@code Live} or {@code Public}
 * @param fromAccount the user id of the sender
 * @param operatorAccount the user id of the operator, who sends it in the sender's name
 * @param random the random number that the client has chosen, 32 bits without sign
 * @param messageId the id of the message, chosen by the client
 * @param body the elements of the message
 * @param cloudCustomData a text of the application's own
 * @param onlineOnly 1 if the message reaches only those who are online
 * @param topicId the id of the topic, in a community
 * @param mentions the members who are mentioned
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see MessageDecision
 */
public record MessageRequest(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType, @JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Random") @Nullable Long random, @JsonProperty("MsgId") @Nullable String messageId,
		@JsonProperty("MsgBody") List<MessageElement> body,
		@JsonProperty("CloudCustomData") @Nullable String cloudCustomData,
		@JsonProperty("OnlineOnlyFlag") @Nullable Integer onlineOnly, @JsonProperty("TopicId") @Nullable String topicId,
		@JsonProperty("GroupAtInfo") List<GroupMention> mentions,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements ChatMessage {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Group.CallbackBeforeSendMsg";

	public MessageRequest {
		body = (body != null) ? List.copyOf(body) : List.of();
		mentions = (mentions != null) ? List.copyOf(mentions) : List.of();
	}

}
