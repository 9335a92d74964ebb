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

package io.github.livehook.event.live.follow;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A user has stopped following other users. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/74357">Tencent's documentation</a>.
 *
 * @param fromAccount the user id of the former follower
 * @param toAccounts the user ids of the users who are no longer followed
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record Unfollowed(@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("To_Account") List<String> toAccounts,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Follow.CallbackAfterFollowDelete";

	public Unfollowed {
		toAccounts = (toAccounts != null) ? List.copyOf(toAccounts) : List.of();
	}

}
