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
import io.github.livehook.event.chat.message.MessageExtension;
import io.github.livehook.event.chat.message.MessageExtension.ExtensionOperation;

/**
 * The extensions of a message to a group were changed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/76007">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param messageSequence the number of the message in its group
 * @param operation the change
 * @param extensions the changed keys, empty if all were deleted
 * @param sequence the number of the change
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMessageExtended(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("MsgSeq") @Nullable Long messageSequence,
		@JsonProperty("OperateType") @Nullable ExtensionOperation operation,
		@JsonProperty("ExtensionList") List<MessageExtension> extensions, @JsonProperty("Seq") @Nullable Long sequence,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterGroupMsgExtension";

	public GroupMessageExtended {
		extensions = (extensions != null) ? List.copyOf(extensions) : List.of();
	}

}
