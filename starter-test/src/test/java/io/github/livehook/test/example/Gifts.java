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

package io.github.livehook.test.example;

import org.springframework.stereotype.Component;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;

@Component
class Gifts {

	private final Wallet wallet;

	Gifts(Wallet wallet) {
		this.wallet = wallet;
	}

	@BeforeGiftSend
	GiftDecision check(GiftRequest gift) {
		return this.wallet.charge(gift) ? GiftDecision.allow() : GiftDecision.reject(102101, "insufficient balance");
	}

}
