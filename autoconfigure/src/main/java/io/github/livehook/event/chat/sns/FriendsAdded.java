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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * Users have become friends of others. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34359">Tencent's documentation</a>.
 *
 * @param pairs the users and their friends
 * @param clientCommand the request that has caused it, such as {@code friend_add} or
 * {@code friend_response}
 * @param adminAccount the user id of the administrator, empty unless added by the REST
 * API
 * @param forced 1 if nobody was asked for consent
 * @since 0.1.0
 */
public record FriendsAdded(@JsonProperty("PairList") List<AccountPair> pairs,
		@JsonProperty("ClientCmd") @Nullable String clientCommand,
		@JsonProperty("Admin_Account") @Nullable String adminAccount,
		@JsonProperty("ForceFlag") @Nullable Integer forced) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Sns.CallbackFriendAdd";

	public FriendsAdded {
		pairs = (pairs != null) ? List.copyOf(pairs) : List.of();
	}

}
