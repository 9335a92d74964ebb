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

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * The role or the name of a member of a group was changed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/60393">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param operatorAccount the user id of the operator, who has changed it
 * @param memberAccount the user id of the member
 * @param role the new role, {@code null} if it was not changed
 * @param nameCard the new name in the group, {@code null} if it was not changed
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMemberChanged(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Member_Account") @JsonAlias("Modified_Account") @Nullable String memberAccount,
		@JsonProperty("Role") @Nullable MemberRole role, @JsonProperty("NameCard") @Nullable String nameCard,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterMemberFieldChanged";

	/**
	 * The role of a member in a group. A role that is not listed here keeps its text.
	 *
	 * @param value the {@code Role}
	 * @see GroupMemberChanged
	 */
	public record MemberRole(@JsonValue String value) {

		/**
		 * The member is an administrator.
		 */
		public static final MemberRole ADMIN = new MemberRole("Admin");

		/**
		 * The member has no other role.
		 */
		public static final MemberRole MEMBER = new MemberRole("Member");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public MemberRole {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
