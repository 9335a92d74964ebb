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
 * A client is about to add friends; the REST API is not asked about. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/43468">Tencent's
 * documentation</a>.
 *
 * @param requesterAccount the user id of the user who sends the request
 * @param fromAccount the user id of the user who is to get friends
 * @param friends the friends to add
 * @param addType whether both become friends of each other
 * @param forced 1 if they are added without being asked
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 * @see FriendDecision
 */
public record FriendAddRequest(@JsonProperty("Requester_Account") @Nullable String requesterAccount,
		@JsonProperty("From_Account") @Nullable String fromAccount, @JsonProperty("FriendItem") List<NewFriend> friends,
		@JsonProperty("AddType") @Nullable AddType addType, @JsonProperty("ForceAddFlags") @Nullable Integer forced,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this before-callback.
	 */
	public static final String COMMAND = "Sns.CallbackPrevFriendAdd";

	public FriendAddRequest {
		friends = (friends != null) ? List.copyOf(friends) : List.of();
	}

	/**
	 * A friend to add.
	 *
	 * @param toAccount the user id of the friend
	 * @param remark the name that the user gives the friend
	 * @param groupName the name of the list that the friend is put into
	 * @param source the source of the request, such as {@code AddSource_Type_Android}
	 * @param wording the words to the friend
	 * @see FriendAddRequest
	 */
	public record NewFriend(@JsonProperty("To_Account") @Nullable String toAccount,
			@JsonProperty("Remark") @Nullable String remark, @JsonProperty("GroupName") @Nullable String groupName,
			@JsonProperty("AddSource") @Nullable String source, @JsonProperty("AddWording") @Nullable String wording) {

	}

	/**
	 * Who becomes a friend of whom. A value that is not listed here keeps its text.
	 *
	 * @param value the {@code AddType}
	 * @see FriendAddRequest
	 */
	public record AddType(@JsonValue String value) {

		/**
		 * Only the user gets a friend.
		 */
		public static final AddType SINGLE = new AddType("Add_Type_Single");

		/**
		 * Both become friends of each other.
		 */
		public static final AddType BOTH = new AddType("Add_Type_Both");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public AddType {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
