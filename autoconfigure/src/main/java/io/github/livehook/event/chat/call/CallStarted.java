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

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A call has started. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/68941">Tencent's documentation</a>.
 *
 * @param call the call
 * @param users the users of the call
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record CallStarted(@JsonProperty("CallInfo") @Nullable CallInfo call,
		@JsonProperty("UserList") List<CallUser> users,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Call.CallbackAfterStartCall";

	public CallStarted {
		users = (users != null) ? List.copyOf(users) : List.of();
	}

	/**
	 * A call.
	 *
	 * @param callId the id of the call
	 * @param mediaType what is transmitted, such as {@code Audio}
	 * @param groupId the id of the group in which it was started, empty for none
	 * @param roomId the id of the room of the call
	 * @param roomIdType the type of that id
	 * @see CallStarted
	 */
	public record CallInfo(@JsonProperty("CallId") @Nullable String callId,
			@JsonProperty("CallMediaType") @JsonAlias("MediaType") @Nullable String mediaType,
			@JsonProperty("ChatGroupId") @Nullable String groupId, @JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("RoomIdType") @Nullable Integer roomIdType) {

	}

}
