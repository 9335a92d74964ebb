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

package io.github.livehook.benchmarks.load;

import java.time.Duration;

/**
 * {@link Pace.Schedule} of requests that follow the clock.
 */
final class OpenSchedule implements Pace.Schedule {

	private static final double SECOND = 1e9;

	private final long start = System.nanoTime();

	private final double interval;

	private final long total;

	private long taken;

	OpenSchedule(double rate, Duration duration) {
		this.interval = SECOND / rate;
		this.total = Math.round(rate * duration.toNanos() / SECOND);
	}

	private long next() {
		return this.start + Math.round(this.interval * this.taken);
	}

	@Override
	public boolean isDue(long now) {
		return now - next() >= 0;
	}

	@Override
	public long take(long now) {
		long next = next();
		this.taken++;
		return next;
	}

	@Override
	public boolean isOver(long now) {
		return this.taken >= this.total;
	}

	@Override
	public boolean waitsForAnswers() {
		return false;
	}

}
