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

package io.github.livehook.faults;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.test.CallbackRequest;

/**
 * The battles that the tests announce.
 */
final class Battle {

	private static final AtomicInteger count = new AtomicInteger();

	private Battle() {
	}

	/**
	 * Return the id of a battle that there was none of yet.
	 * @param conduct how the handler is to behave
	 * @return the id
	 */
	static String id(String conduct) {
		return conduct + "-" + count.incrementAndGet();
	}

	static CallbackRequest started(String battleId) {
		return CallbackRequest.sample(BattleStarted.class).with("BattleId", battleId);
	}

}
