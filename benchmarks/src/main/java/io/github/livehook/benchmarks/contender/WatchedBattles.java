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

package io.github.livehook.benchmarks.contender;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

import io.github.livehook.event.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

/**
 * A handler that does nothing but note how often and when it was called.
 */
public class WatchedBattles {

	private final LongAdder count = new LongAdder();

	private volatile Instant last = Instant.EPOCH;

	@OnBattleStart
	void started(BattleStarted battle) {
		this.last = Instant.now();
		this.count.increment();
	}

	long count() {
		return this.count.sum();
	}

	Instant last() {
		return this.last;
	}

}
