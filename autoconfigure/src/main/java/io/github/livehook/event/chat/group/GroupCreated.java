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

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A group was created, by a client or by the REST API. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34369">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param operatorAccount the user id of the operator, who has created it
 * @param ownerAccount the user id of the group's owner
 * @param groupType the type of the group, such as {@code Public}
 * @param name the name of the group
 * @param members the first members
 * @param userDefinedData the fields that the application has defined; only sent where
 * that was enabled
 * @param inviteOption who may invite others
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupCreated(@JsonProperty("GroupId") @JsonAlias("groupID") @Nullable String groupId,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount, @JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Name") @Nullable String name, @JsonProperty("MemberList") List<GroupMember> members,
		@JsonProperty("UserDefinedDataList") List<UserDefinedData> userDefinedData,
		@JsonProperty("InviteOption") @Nullable String inviteOption,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterCreateGroup";

	public GroupCreated {
		members = (members != null) ? List.copyOf(members) : List.of();
		userDefinedData = (userDefinedData != null) ? List.copyOf(userDefinedData) : List.of();
	}

}
