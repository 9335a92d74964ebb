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

package io.github.livehook.test.docs;

import org.springframework.stereotype.Component;

import io.github.livehook.decision.FriendDecision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MemberDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.chat.group.InvitationRequest;
import io.github.livehook.event.chat.message.ChatMessage;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.BeforeGiftSend;

@Component
class Checks {

	private final Wallet wallet;

	private final Rules rules;

	Checks(Wallet wallet, Rules rules) {
		this.wallet = wallet;
		this.rules = rules;
	}

	@BeforeGiftSend
	GiftDecision checkGift(GiftRequest request) {
		Gift gift = request.gift();
		return this.wallet.charge(gift.fromAccount(), gift.count(), gift.coins()) ? GiftDecision.allow()
				: GiftDecision.reject(102101, "insufficient balance");
	}

	@BeforeCallback // messages to users, to groups and of rooms
	MessageDecision checkMessage(ChatMessage message) {
		return this.rules.accept(message.body()) ? MessageDecision.deliver() : MessageDecision.reject("no advertising");
	}

	@BeforeCallback
	MemberDecision checkInvitation(InvitationRequest invitation) {
		return MemberDecision.allowExcept(this.rules.blocked(invitation.invitedMembers()));
	}

	@BeforeCallback(onFailure = FriendDecision.REJECT)
	FriendDecision checkFriends(FriendAddRequest request) {
		return FriendDecision.allow().withRejected("pia-3", "not now");
	}

}
