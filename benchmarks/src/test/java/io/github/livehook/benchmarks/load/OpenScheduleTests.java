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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenSchedule}.
 */
class OpenScheduleTests {

	private final OpenSchedule schedule = new OpenSchedule(10, Duration.ofSeconds(1));

	@Test
	void whenTakenLateThenTimesAreThoseOfThePlan() {
		long late = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		long first = this.schedule.take(late);
		for (int i = 1; i < 10; i++) {
			assertThat(this.schedule.isOver(late)).isFalse();
			assertThat(this.schedule.take(late) - first).isEqualTo(Duration.ofMillis(100).toNanos() * i);
		}
		assertThat(this.schedule.isOver(late)).isTrue();
	}

	@Test
	void whenTimeHasNotComeThenNotDue() {
		long start = this.schedule.take(System.nanoTime());
		assertThat(this.schedule.isDue(start)).isFalse();
		assertThat(this.schedule.isDue(start + Duration.ofMillis(99).toNanos())).isFalse();
		assertThat(this.schedule.isDue(start + Duration.ofMillis(100).toNanos())).isTrue();
	}

}
