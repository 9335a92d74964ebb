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

package io.github.livehook.sample;

import java.util.Locale;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.github.livehook.decision.FriendDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.chat.message.ChatMessage;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.event.chat.sns.FriendAddRequest.NewFriend;
import io.github.livehook.handler.BeforeCallback;

@Component
class Conversations {

	private static final Set<String> UNWANTED_WORDS = Set.of("casino", "jackpot");

	private static final Set<String> NO_MORE_FRIENDS = Set.of("pia-3");

	@BeforeCallback
	MessageDecision filter(ChatMessage message) {
		return message.body().stream().anyMatch(Conversations::isUnwanted) ? MessageDecision.reject("no advertising")
				: MessageDecision.deliver();
	}

	private static boolean isUnwanted(MessageElement element) {
		if (!(element instanceof MessageElement.Text text) || text.text() == null) {
			return false;
		}
		String words = text.text().toLowerCase(Locale.ROOT);
		return UNWANTED_WORDS.stream().anyMatch(words::contains);
	}

	@BeforeCallback
	FriendDecision check(FriendAddRequest request) {
		FriendDecision decision = FriendDecision.allow();
		for (NewFriend friend : request.friends()) {
			String account = friend.toAccount();
			if (account != null && NO_MORE_FRIENDS.contains(account)) {
				decision = decision.withRejected(account, 38001, "not now");
			}
		}
		return decision;
	}

}
