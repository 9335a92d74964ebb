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

import io.github.livehook.decision.MemberDecision;
import io.github.livehook.event.CallbackPayload;

/**
 * Users are about to be invited to a group. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34371">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param operatorAccount the user id of the operator, who invites them
 * @param invitedMembers the users who are invited
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see MemberDecision
 */
public record InvitationRequest(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("DestinationMembers") List<GroupMember> invitedMembers,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Group.CallbackBeforeInviteJoinGroup";

	public InvitationRequest {
		invitedMembers = (invitedMembers != null) ? List.copyOf(invitedMembers) : List.of();
	}

}
