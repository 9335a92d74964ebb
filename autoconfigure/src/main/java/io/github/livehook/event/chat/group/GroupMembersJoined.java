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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * Users have joined a group. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34372">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param joinType the way in which they have joined
 * @param operatorAccount the user id of the operator, who has let them in
 * @param members the new members
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMembersJoined(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType, @JsonProperty("JoinType") @Nullable JoinType joinType,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("NewMemberList") List<GroupMember> members,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterNewMemberJoin";

	public GroupMembersJoined {
		members = (members != null) ? List.copyOf(members) : List.of();
	}

	/**
	 * The way in which users have joined a group. A way that is not listed here keeps its
	 * text.
	 *
	 * @param value the {@code JoinType}
	 * @see GroupMembersJoined
	 */
	public record JoinType(@JsonValue String value) {

		/**
		 * They have applied.
		 */
		public static final JoinType APPLY = new JoinType("Apply");

		/**
		 * They were invited.
		 */
		public static final JoinType INVITED = new JoinType("Invited");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public JoinType {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
