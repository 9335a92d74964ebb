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

package io.github.livehook.event.chat.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * Members have left a room of TUIRoomKit or were removed from it. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/60734">Tencent's
 * documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who has left, or has removed them
 * @param roomId the id of the room
 * @param memberCount the number of members from now on
 * @param type the way in which they have left
 * @param memberAccounts the user ids of the members who have left
 * @param reason the reason, if there is one
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record MeetingRoomLeft(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("MemberCount") @Nullable Long memberCount,
		@JsonProperty("Type") @Nullable LeaveType type, @JsonProperty("MemberList_Account") List<String> memberAccounts,
		@JsonProperty("Reason") @Nullable String reason,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Room.CallbackAfterMemberLeave";

	public MeetingRoomLeft {
		memberAccounts = (memberAccounts != null) ? List.copyOf(memberAccounts) : List.of();
	}

	/**
	 * The way in which members have left a room. A way that is not listed here keeps its
	 * text.
	 *
	 * @param value the {@code Type}
	 * @see MeetingRoomLeft
	 */
	public record LeaveType(@JsonValue String value) {

		/**
		 * They have left.
		 */
		public static final LeaveType LEAVE = new LeaveType("Leave");

		/**
		 * They were removed.
		 */
		public static final LeaveType KICKED = new LeaveType("Kicked");

		/**
		 * Their membership has expired.
		 */
		public static final LeaveType EXPIRED = new LeaveType("Expired");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public LeaveType {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
