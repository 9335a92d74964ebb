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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.event.CallbackPayload;

/**
 * A user wants to join a group. If that is allowed, the approval of an administrator is
 * still needed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34370">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param requestorAccount the user id of the user who wants to join
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see CallbackDecision
 */
public record JoinRequest(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Requestor_Account") @Nullable String requestorAccount,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Group.CallbackBeforeApplyJoinGroup";

}
