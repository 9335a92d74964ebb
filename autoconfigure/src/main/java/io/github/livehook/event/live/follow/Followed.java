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
 * A user has followed other users. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/74356">Tencent's documentation</a>.
 *
 * @param fromAccount the user id of the follower
 * @param follows the followed users
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record Followed(@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("FollowList") List<Follow> follows,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Follow.CallbackAfterFollowAdd";

	public Followed {
		follows = (follows != null) ? List.copyOf(follows) : List.of();
	}

	/**
	 * A followed user.
	 *
	 * @param toAccount the user id of the followed user
	 * @see Followed
	 */
	public record Follow(@JsonProperty("To_Account") @Nullable String toAccount) {

	}

}
