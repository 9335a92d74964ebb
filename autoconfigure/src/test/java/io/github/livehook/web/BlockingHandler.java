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

package io.github.livehook.web;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

/**
 * Blocks on every battle but those whose id begins with "quick", until it is released.
 */
class BlockingHandler {

	final Semaphore entered = new Semaphore(0);

	final Semaphore finished = new Semaphore(0);

	final CountDownLatch release = new CountDownLatch(1);

	volatile boolean failing;

	@OnBattleStart
	void started(BattleStarted battle) throws InterruptedException {
		this.entered.release();
		if (!String.valueOf(battle.battleId()).startsWith("quick")) {
			this.release.await(20, TimeUnit.SECONDS);
		}
		this.finished.release();
		if (this.failing) {
			throw new IllegalStateException("failing as told");
		}
	}

	void awaitEntered(int calls) throws InterruptedException {
		if (!this.entered.tryAcquire(calls, 20, TimeUnit.SECONDS)) {
			throw new AssertionError("The handler was not called " + calls + " times");
		}
	}

	void awaitFinished(int calls) throws InterruptedException {
		if (!this.finished.tryAcquire(calls, 20, TimeUnit.SECONDS)) {
			throw new AssertionError("The handler did not finish " + calls + " times");
		}
	}

}
