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

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * Topics of a community were dissolved. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/49465">Tencent's documentation</a>.
 *
 * @param groupId the id of the community
 * @param groupType the type of the group, {@code Community}
 * @param topicIds the ids of the topics
 * @since 0.1.0
 */
public record TopicsDestroyed(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("TopicIdList") @JsonFormat(
				with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> topicIds)
		implements
			CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterTopicDestroyed";

	public TopicsDestroyed {
		topicIds = (topicIds != null) ? List.copyOf(topicIds) : List.of();
	}

}
