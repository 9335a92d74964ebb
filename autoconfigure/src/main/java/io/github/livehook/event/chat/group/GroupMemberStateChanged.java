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
 * Members of an audio-video group, whose type is {@code AVChatRoom}, have come or gone.
 * Sent as {@value #COMMAND}, see <a href="https://trtc.io/document/48734">Tencent's
 * documentation</a>.
 *
 * @param groupId the id of the group
 * @param state whether the members are in the group now
 * @param cause the cause of the change
 * @param members the members
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMemberStateChanged(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("EventType") @Nullable GroupMemberState state,
		@JsonProperty("EventCause") @Nullable GroupMemberStateCause cause,
		@JsonProperty("MemberList") List<GroupMember> members,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackOnMemberStateChange";

	public GroupMemberStateChanged {
		members = (members != null) ? List.copyOf(members) : List.of();
	}

	/**
	 * The state of members of a group. A state that is not listed here keeps its text.
	 *
	 * @param value the {@code EventType}
	 * @see GroupMemberStateChanged
	 */
	public record GroupMemberState(@JsonValue String value) {

		/**
		 * They are in the group.
		 */
		public static final GroupMemberState ONLINE = new GroupMemberState("Online");

		/**
		 * They are not in the group any more.
		 */
		public static final GroupMemberState OFFLINE = new GroupMemberState("Offline");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public GroupMemberState {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * The cause of a change of the state of members. A cause that is not listed here
	 * keeps its text.
	 *
	 * @param value the {@code EventCause}
	 * @see GroupMemberStateChanged
	 */
	public record GroupMemberStateCause(@JsonValue String value) {

		/**
		 * They have joined the group.
		 */
		public static final GroupMemberStateCause JOIN = new GroupMemberStateCause("Join");

		/**
		 * They have left the group.
		 */
		public static final GroupMemberStateCause QUIT = new GroupMemberStateCause("Quit");

		/**
		 * Nothing was heard of them for a while.
		 */
		public static final GroupMemberStateCause HEARTBEAT_INTERRUPT = new GroupMemberStateCause("HeartbeatInterrupt");

		/**
		 * They are heard of again.
		 */
		public static final GroupMemberStateCause HEARTBEAT_RECOVER = new GroupMemberStateCause("HeartbeatRecover");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public GroupMemberStateCause {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
