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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Two users, one of whom has the other among the friends, or in the block list.
 *
 * @param fromAccount the user id of the user whose list was changed
 * @param toAccount the user id of the user in that list
 * @param initiatorAccount the user id of the user who has asked; only sent of added
 * friends
 * @since 0.1.0
 * @see FriendsAdded
 * @see FriendsDeleted
 * @see UsersBlocked
 * @see UsersUnblocked
 */
public record AccountPair(@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("To_Account") @Nullable String toAccount,
		@JsonProperty("Initiator_Account") @Nullable String initiatorAccount) {

}
