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

import io.github.livehook.event.CallbackPayload;

/**
 * Members have read messages of a group that ask for a receipt. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/60395">Tencent's
 * documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param receipts the receipts, one for each message
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupMessagesRead(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("GroupMsgReceiptList") List<ReadReceipt> receipts,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterReadReceipt";

	public GroupMessagesRead {
		receipts = (receipts != null) ? List.copyOf(receipts) : List.of();
	}

	/**
	 * The receipt of a message.
	 *
	 * @param messageSequence the number of the message in its group
	 * @param readCount the number of members who have read it
	 * @param unreadCount the number of members who have not
	 * @param readers the members who have read it now
	 * @see GroupMessagesRead
	 */
	public record ReadReceipt(@JsonProperty("MsgSeq") @Nullable Long messageSequence,
			@JsonProperty("ReadNum") @Nullable Long readCount, @JsonProperty("UnreadNum") @Nullable Long unreadCount,
			@JsonProperty("ReadReceiptMembers") List<GroupMember> readers) {

		public ReadReceipt {
			readers = (readers != null) ? List.copyOf(readers) : List.of();
		}

	}

}
