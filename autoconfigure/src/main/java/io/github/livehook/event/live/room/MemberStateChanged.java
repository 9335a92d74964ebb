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

package io.github.livehook.event.live.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * Members of a live room have come or gone. Once a room is dissolved, nothing is sent
 * about its members. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/64424">Tencent's documentation</a>, whose table of
 * the query names another command.
 *
 * @param roomId the id of the room
 * @param state whether the members are in the room now
 * @param cause the cause of the change
 * @param members the members
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record MemberStateChanged(@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("EventType") @Nullable MemberState state,
		@JsonProperty("EventCause") @Nullable MemberStateCause cause,
		@JsonProperty("MemberList") List<RoomMember> members,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterMemberStateChanged";

	public MemberStateChanged {
		members = (members != null) ? List.copyOf(members) : List.of();
	}

	/**
	 * The state of members of a room. A state that is not listed here keeps its text.
	 *
	 * @param value the {@code EventType}
	 * @see MemberStateChanged
	 */
	public record MemberState(@JsonValue String value) {

		/**
		 * They are in the room.
		 */
		public static final MemberState ONLINE = new MemberState("Online");

		/**
		 * They are not in the room any more.
		 */
		public static final MemberState OFFLINE = new MemberState("Offline");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public MemberState {
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
	 * @see MemberStateChanged
	 */
	public record MemberStateCause(@JsonValue String value) {

		/**
		 * They have entered the room.
		 */
		public static final MemberStateCause ENTER = new MemberStateCause("Enter");

		/**
		 * They have left the room.
		 */
		public static final MemberStateCause LEAVE = new MemberStateCause("Leave");

		/**
		 * Nothing was heard of them for a while.
		 */
		public static final MemberStateCause HEARTBEAT_INTERRUPT = new MemberStateCause("HeartbeatInterrupt");

		/**
		 * They are heard of again.
		 */
		public static final MemberStateCause HEARTBEAT_RECOVER = new MemberStateCause("HeartbeatRecover");

		/**
		 * They were removed or banned.
		 */
		public static final MemberStateCause KICKED = new MemberStateCause("Kicked");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public MemberStateCause {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * A member of a live room.
	 *
	 * @param memberAccount the user id of the member
	 * @see MemberStateChanged
	 */
	public record RoomMember(@JsonProperty("Member_Account") @Nullable String memberAccount) {

	}

}
