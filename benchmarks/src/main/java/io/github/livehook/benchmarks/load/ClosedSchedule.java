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
 * {@link Pace.Schedule} of requests that follow answers.
 */
final class ClosedSchedule implements Pace.Schedule {

	private final long end;

	private long left;

	ClosedSchedule(long requests, Duration duration) {
		this.left = requests;
		this.end = System.nanoTime() + duration.toNanos();
	}

	@Override
	public boolean isDue(long now) {
		return true;
	}

	@Override
	public long take(long now) {
		this.left--;
		return now;
	}

	@Override
	public boolean isOver(long now) {
		return this.left <= 0 || now - this.end >= 0;
	}

	@Override
	public boolean waitsForAnswers() {
		return true;
	}

}
