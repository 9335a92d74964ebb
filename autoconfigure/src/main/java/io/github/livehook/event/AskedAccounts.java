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

package io.github.livehook.event;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a before-callback asks about one by one, and nothing else of its
 * body. It has one of these lists.
 *
 * @param friends the friends to be
 * @param requesters the users who want to be friends
 * @param members the members to be
 * @param subscribers the subscribers to be
 * @since 0.1.0
 */
public record AskedAccounts(@JsonProperty("FriendItem") @Nullable List<AskedAccount> friends,
		@JsonProperty("ResponseFriendItem") @Nullable List<AskedAccount> requesters,
		@JsonProperty("DestinationMembers") @Nullable List<AskedAccount> members,
		@JsonProperty("SubscribeAccountList") @Nullable List<AskedAccount> subscribers) {

	/**
	 * Return the user ids.
	 * @return the user ids in their order
	 */
	public List<String> userIds() {
		return Stream.of(this.friends, this.requesters, this.members, this.subscribers)
			.flatMap(Stream::ofNullable)
			.flatMap(List::stream)
			.flatMap(AskedAccount::userIds)
			.toList();
	}

	/**
	 * An account that is asked about.
	 *
	 * @param friend the user id of a friend
	 * @param member the user id of a member
	 * @param subscriber the user id of a subscriber
	 */
	public record AskedAccount(@JsonProperty("To_Account") @Nullable Object friend,
			@JsonProperty("Member_Account") @Nullable Object member,
			@JsonProperty("Subscriber_Account") @Nullable Object subscriber) {

		// An odd entry must not keep the others from being refused
		private Stream<String> userIds() {
			return Stream.of(this.friend, this.member, this.subscriber)
				.filter((id) -> id instanceof String || id instanceof Number)
				.map(String::valueOf);
		}

	}

}
