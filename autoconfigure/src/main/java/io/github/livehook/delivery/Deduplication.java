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

package io.github.livehook.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * Which duplicates are recognised.
 *
 * @param window for how long after a callback was handled or stored; 0 for only until it
 * is handled
 * @param maxEntries of how many callbacks this process remembers them
 * @since 0.1.0
 */
public record Deduplication(Duration window, int maxEntries) {

	public Deduplication {
		Assert.isTrue(!window.isNegative(), "'window' must not be negative");
		Assert.isTrue(maxEntries >= 0, "'maxEntries' must not be negative");
		Assert.isTrue(maxEntries <= RecentKeys.MAX_KEYS, "'maxEntries' must not be above " + RecentKeys.MAX_KEYS);
	}

	/**
	 * Create an empty memory of what was handled or stored.
	 * @param unit the unit of its times
	 * @return the memory
	 */
	public RecentKeys recentKeys(TimeUnit unit) {
		return new RecentKeys(this.maxEntries, unit.convert(this.window));
	}

}
