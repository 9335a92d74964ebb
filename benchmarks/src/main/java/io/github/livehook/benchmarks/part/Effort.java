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

package io.github.livehook.benchmarks.part;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each contender has its turn
 * @param warmUp how long a contender is warmed up in each turn
 * @param duration how long it is then measured
 * @param callbacks how many callbacks are sent where the number matters
 * @param singles how many callbacks are sent one at a time, with pauses, in each turn
 */
public record Effort(int rounds, Duration warmUp, Duration duration, long callbacks, int singles) {

	/**
	 * Enough for figures that can be published.
	 */
	public static final Effort FULL = new Effort(5, Duration.ofSeconds(60), Duration.ofSeconds(10), 4_000_000, 100);

	/**
	 * Enough to see that everything works. The figures mean nothing.
	 */
	public static final Effort QUICK = new Effort(2, Duration.ofMillis(500), Duration.ofMillis(500), 20_000, 10);

}
