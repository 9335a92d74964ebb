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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A topic was created in a community. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/49464">Tencent's documentation</a>.
 *
 * @param groupId the id of the community
 * @param topicId the id of the topic
 * @param operatorAccount the user id of the operator, who has created it
 * @param ownerAccount the user id of the community's owner
 * @param groupType the type of the group, {@code Community}
 * @param name the name of the topic
 * @param userDefinedData the fields that the application has defined; only sent where
 * that was enabled
 * @since 0.1.0
 */
public record TopicCreated(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("TopicId") @Nullable String topicId,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount, @JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Name") @Nullable String name,
		@JsonProperty("UserDefinedDataList") List<UserDefinedData> userDefinedData) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterCreateTopic";

	public TopicCreated {
		userDefinedData = (userDefinedData != null) ? List.copyOf(userDefinedData) : List.of();
	}

}
