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

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.DecisionHandler;

@Component
class Refunds implements CallbackListener {

	private final Wallet wallet;

	Refunds(Wallet wallet) {
		this.wallet = wallet;
	}

	@Override
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		if (callback.payload() instanceof GiftRequest request && decision.code() == GiftDecision.ALLOW) {
			Gift gift = request.gift();
			this.wallet.refund(gift.fromAccount(), gift.count(), gift.coins());
		}
	}

}
