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

package io.github.livehook.event.chat.sns;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.decision.FriendDecision;
import io.github.livehook.event.CallbackPayload;

/**
 * A client is about to respond to those who want to be friends; the REST API is not asked
 * about. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/43467">Tencent's documentation</a>.
 *
 * @param requesterAccount the user id of the user who sends the response
 * @param fromAccount the user id of the user who was asked
 * @param friends those who want to be friends
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see FriendDecision
 */
public record FriendResponseRequest(@JsonProperty("Requester_Account") @Nullable String requesterAccount,
		@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("ResponseFriendItem") List<AskingFriend> friends,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Sns.CallbackPrevFriendResponse";

	public FriendResponseRequest {
		friends = (friends != null) ? List.copyOf(friends) : List.of();
	}

	/**
	 * A user who wants to be a friend, and what the response is.
	 *
	 * @param toAccount the user id of the one who has asked
	 * @param remark the name that the user gives the friend
	 * @param tagName the name of the list that the friend is put into
	 * @param action the response
	 * @see FriendResponseRequest
	 */
	public record AskingFriend(@JsonProperty("To_Account") @Nullable String toAccount,
			@JsonProperty("Remark") @Nullable String remark, @JsonProperty("TagName") @Nullable String tagName,
			@JsonProperty("ResponseAction") @Nullable ResponseAction action) {

	}

	/**
	 * A response to a user who wants to be a friend. A value that is not listed here
	 * keeps its text.
	 *
	 * @param value the {@code ResponseAction}
	 * @see FriendResponseRequest
	 */
	public record ResponseAction(@JsonValue String value) {

		/**
		 * Both become friends of each other.
		 */
		public static final ResponseAction AGREE_AND_ADD = new ResponseAction("Response_Action_AgreeAndAdd");

		/**
		 * Only the user who has asked gets a friend.
		 */
		public static final ResponseAction AGREE = new ResponseAction("Response_Action_Agree");

		/**
		 * They do not become friends.
		 */
		public static final ResponseAction REJECT = new ResponseAction("Response_Action_Reject");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public ResponseAction {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
