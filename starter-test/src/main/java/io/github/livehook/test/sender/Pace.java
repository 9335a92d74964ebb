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

package io.github.livehook.test.sender;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what is sent below a rate.
 */
final class Pace {

	private final long interval;

	private final long start = System.nanoTime();

	private long next;

	/**
	 * Create a pace.
	 * @param rate how many a second, infinite for as many as can be sent
	 */
	Pace(double rate) {
		this.interval = Math.round(TimeUnit.SECONDS.toNanos(1) / rate);
	}

	/**
	 * Wait until the next one may be sent.
	 */
	void await() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(reserve(System.nanoTime() - this.start));
	}

	/**
	 * Take the next turn. What was late is not made up for, since the rate is a limit.
	 * @param elapsed the time since the start, in nanoseconds
	 * @return how long it is to that turn, in nanoseconds
	 */
	long reserve(long elapsed) {
		long turn = Math.max(elapsed, this.next);
		this.next = turn + this.interval;
		return turn - elapsed;
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
