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

package io.github.livehook.event.chat.group;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.message.MessageElement;

/**
 * A message to a group could not be sent. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/49462">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param fromAccount the user id of the sender
 * @param operatorAccount the user id of the operator, who has sent it in the sender's
 * name
 * @param random the random number that the client has chosen, 32 bits without sign
 * @param onlineOnly 1 if the message reaches only those who are online
 * @param body the elements of the message
 * @param cloudCustomData a text of the application's own
 * @param errorCode the code of the failure
 * @param errorInfo the failure in words
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMessageFailed(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType, @JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Random") @Nullable Long random, @JsonProperty("OnlineOnlyFlag") @Nullable Integer onlineOnly,
		@JsonProperty("MsgBody") List<MessageElement> body,
		@JsonProperty("CloudCustomData") @Nullable String cloudCustomData,
		@JsonProperty("ErrorCode") @Nullable Integer errorCode, @JsonProperty("ErrorInfo") @Nullable String errorInfo,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackSendMsgException";

	public GroupMessageFailed {
		body = (body != null) ? List.copyOf(body) : List.of();
	}

}
