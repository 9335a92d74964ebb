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

package io.github.livehook.test.docs.controller;

import org.springframework.stereotype.Component;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.test.docs.Scores;
import io.github.livehook.test.docs.Wallet;

@Component
class CallbackHandlers {

	private final Scores scores;

	private final Wallet wallet;

	CallbackHandlers(Scores scores, Wallet wallet) {
		this.scores = scores;
		this.wallet = wallet;
	}

	@OnBattleStart
	void started(BattleStarted battle) {
		this.scores.open(battle.battleId(), battle.duration());
	}

	@BeforeGiftSend
	GiftDecision check(GiftRequest request) {
		Gift gift = request.gift();
		return this.wallet.charge(gift.fromAccount(), gift.count(), gift.coins()) ? GiftDecision.allow()
				: GiftDecision.reject(102101, "insufficient balance");
	}

}
