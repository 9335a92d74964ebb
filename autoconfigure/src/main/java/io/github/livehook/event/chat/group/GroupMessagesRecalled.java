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

/**
 * Messages to a group were recalled. Sent as {@value #COMMAND}, of which only a copy of
 * Tencent's documentation is known.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param topicId the id of the topic, in a community
 * @param operatorAccount the user id of the operator, who has recalled them
 * @param messages the recalled messages
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMessagesRecalled(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType, @JsonProperty("TopicId") @Nullable String topicId,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("MsgSeqList") List<RecalledMessage> messages,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterRecallMsg";

	public GroupMessagesRecalled {
		messages = (messages != null) ? List.copyOf(messages) : List.of();
	}

	/**
	 * A recalled message.
	 *
	 * @param messageSequence the number of the message in its group
	 * @see GroupMessagesRecalled
	 */
	public record RecalledMessage(@JsonProperty("MsgSeq") @Nullable Long messageSequence) {

	}

}
