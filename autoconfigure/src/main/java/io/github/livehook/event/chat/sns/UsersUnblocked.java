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

import io.github.livehook.event.CallbackPayload;

/**
 * Users were taken out of block lists. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34362">Tencent's documentation</a>.
 *
 * @param pairs the owners of the lists and the users who are no longer blocked
 * @since 0.1.0
 */
public record UsersUnblocked(@JsonProperty("PairList") List<AccountPair> pairs) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Sns.CallbackBlackListDelete";

	public UsersUnblocked {
		pairs = (pairs != null) ? List.copyOf(pairs) : List.of();
	}

}
