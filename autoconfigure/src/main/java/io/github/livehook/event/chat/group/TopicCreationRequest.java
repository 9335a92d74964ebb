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

import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.event.CallbackPayload;

/**
 * A topic is about to be created in a community, whose id is not sent. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/49463">Tencent's
 * documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who creates it
 * @param groupType the type of the group, {@code Community}
 * @param name the name of the topic
 * @since 0.1.0
 * @see CallbackDecision
 */
public record TopicCreationRequest(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Name") @Nullable String name) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Group.CallbackBeforeCreateTopic";

}
