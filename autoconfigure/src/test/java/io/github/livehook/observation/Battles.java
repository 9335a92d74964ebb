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

package io.github.livehook.observation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler and a decision handler that do as the id of the battle or room tells them.
 */
class Battles {

	final Semaphore entered = new Semaphore(0);

	final CountDownLatch release = new CountDownLatch(1);

	@OnBattleStart(id = "score")
	void started(BattleStarted battle) throws InterruptedException {
		act(String.valueOf(battle.battleId()));
	}

	@BeforeGiftSend(id = "wallet")
	GiftDecision check(GiftRequest gift) throws InterruptedException {
		act(String.valueOf(gift.roomId()));
		return GiftDecision.allow();
	}

	private void act(String instruction) throws InterruptedException {
		if (instruction.startsWith("failing")) {
			throw new IllegalStateException("failing as told");
		}
		if (instruction.startsWith("slow")) {
			this.entered.release();
			assertThat(this.release.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	void awaitEntered() throws InterruptedException {
		assertThat(this.entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
	}

	static String gift(String room) {
		return "{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"RoomId\":\"" + room + "\"}";
	}

}
