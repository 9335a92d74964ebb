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

package io.github.livehook.sample.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;

@Component
@Profile("demo")
record Gifts(Wallet wallet) {

	// A question has no id: who asks, and when, tells it from others
	@BeforeGiftSend
	GiftDecision check(GiftRequest request, CallbackMetadata question) {
		boolean paid = this.wallet.pay(request.gift(), request.roomId(), question.receivedAt());
		return paid ? GiftDecision.allow() : GiftDecision.reject(102101, "insufficient balance");
	}

}
