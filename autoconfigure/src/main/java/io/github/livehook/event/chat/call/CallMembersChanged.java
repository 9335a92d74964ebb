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

package io.github.livehook.event.chat.call;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * Users have come into a call, have left it, or were asked into it. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/69215">Tencent's
 * documentation</a>.
 *
 * @param callId the id of the call
 * @param users the users of the call
 * @param changedUsers the users who have changed
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record CallMembersChanged(@JsonProperty("CallId") @Nullable String callId,
		@JsonProperty("UserList") List<CallUser> users, @JsonProperty("ChangedUserList") List<ChangedUser> changedUsers,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Call.CallbackAfterMemberChanged";

	public CallMembersChanged {
		users = (users != null) ? List.copyOf(users) : List.of();
		changedUsers = (changedUsers != null) ? List.copyOf(changedUsers) : List.of();
	}

	/**
	 * A user whose part in a call has changed.
	 *
	 * @param userAccount the user id of the user
	 * @param action the change; Tencent's page has two spellings of each, such as
	 * {@code Answer} and {@code Accept}, or {@code Hangup} and {@code Hang Up}
	 * @see CallMembersChanged
	 */
	public record ChangedUser(@JsonProperty("User_Account") @Nullable String userAccount,
			@JsonProperty("ActionType") @Nullable String action) {

	}

}
