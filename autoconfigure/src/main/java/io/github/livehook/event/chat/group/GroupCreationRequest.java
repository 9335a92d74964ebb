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
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.event.CallbackPayload;

/**
 * A group is about to be created; it has no id yet. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34368">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who creates it
 * @param ownerAccount the user id of the owner
 * @param groupType the type of the group, such as {@code Public} or {@code Community}
 * @param name the name of the group
 * @param members the members that it begins with
 * @param inviteOption who may invite others
 * @param createdCount the number of groups that the user has created
 * @param createdCountByType the same by the types of groups
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see CallbackDecision
 */
public record GroupCreationRequest(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount, @JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Name") @Nullable String name, @JsonProperty("MemberList") List<GroupMember> members,
		@JsonProperty("InviteOption") @Nullable String inviteOption,
		@JsonProperty("CreateGroupNum") @Nullable Long createdCount,
		@JsonProperty("CreatedGroupNum") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> createdCountByType,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Group.CallbackBeforeCreateGroup";

	public GroupCreationRequest {
		members = (members != null) ? List.copyOf(members) : List.of();
		createdCountByType = (createdCountByType != null) ? Map.copyOf(createdCountByType) : Map.of();
	}

}
