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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Battles}, without a server.
 */
@LivehookTest
@ExtendWith(OutputCaptureExtension.class)
class BattlesSliceTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private HandlerCalls calls;

	@Test
	void whenBattleHasNoRoomsThenItIsLoggedAllTheSame(CapturedOutput output) {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class)
			.with("BattleId", "b1")
			.without("FromRoomInfo")
			.without("ToRoomList")
			.without("Duration");
		assertThat(this.mvc.perform(request)).isOk();
		assertThat(this.calls).call("battles.started").succeeded();
		assertThat(output).contains("Battle b1 started: nobody against , for ? s");
	}

	@Test
	void whenGiftCostsMoreThanTheBalanceThenItIsRejected() {
		CallbackRequest gift = CallbackRequest.sample(GiftRequest.class);
		assertThat(this.mvc.perform(gift.with("GiftWater.Count", 5))).isOk();
		assertThat(this.mvc.perform(gift.with("GiftWater.Count", 6))).isRejectedWith(102101, "insufficient balance");
		assertThat(this.mvc.perform(gift.without("GiftWater"))).isRejectedWith(GiftDecision.REJECT);
	}

}
