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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * The information on a topic of a community was changed; Tencent does not send which
 * topic. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/49466">Tencent's documentation</a>.
 *
 * @param groupId the id of the community
 * @param groupType the type of the group, {@code Community}
 * @param operatorAccount the user id of the operator, who has changed it
 * @param name the new name
 * @param introduction the new introduction
 * @param notification the new announcement
 * @param faceUrl the new URL of the picture
 * @since 0.1.0
 */
public record TopicInfoChanged(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount, @JsonProperty("Name") @Nullable String name,
		@JsonProperty("Introduction") @Nullable String introduction,
		@JsonProperty("Notification") @Nullable String notification,
		@JsonProperty("FaceUrl") @Nullable String faceUrl) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterTopicInfoChanged";

}
