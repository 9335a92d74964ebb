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

import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;

/**
 * Passes battles on that were not there before.
 */
final class FirstOnly implements Consumer<Battle> {

	private final Cache<String, Boolean> handled;

	private final Consumer<Battle> target;

	FirstOnly(Cache<String, Boolean> handled, Consumer<Battle> target) {
		this.handled = handled;
		this.target = target;
	}

	@Override
	public void accept(Battle battle) {
		String id = String.valueOf(battle.battleId());
		if (this.handled.asMap().putIfAbsent(id, true) != null) {
			return;
		}
		try {
			this.target.accept(battle);
		}
		catch (RuntimeException ex) {
			this.handled.invalidate(id);
			throw ex;
		}
	}

}
