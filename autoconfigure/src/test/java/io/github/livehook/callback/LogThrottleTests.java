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

package io.github.livehook.callback;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogThrottle}.
 */
class LogThrottleTests {

	private final AtomicLong nanos = new AtomicLong();

	private final LogThrottle throttle = new LogThrottle(Duration.ofMinutes(1), this.nanos::get);

	@Test
	void whenKeyIsNewThenItIsAdmittedOnce() {
		assertThat(this.throttle.admits("kind", "a")).isTrue();
		assertThat(this.throttle.admits("kind", "a")).isFalse();
		assertThat(this.throttle.admits("kind", "b")).isTrue();
		assertThat(this.throttle.admits("kind", List.of("a", "b"))).isTrue();
		assertThat(this.throttle.admits("kind", List.of("a", "b"))).isFalse();
	}

	@Test
	void whenIntervalIsOverThenKeyIsAdmittedAgain() {
		assertThat(this.throttle.admits("kind", "a")).isTrue();
		pass(Duration.ofSeconds(59));
		assertThat(this.throttle.admits("kind", "a")).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(this.throttle.admits("kind", "a")).isTrue();
		assertThat(this.throttle.admits("kind", "a")).isFalse();
	}

	@Test
	void whenKeyIsRepeatedAllTheTimeThenItIsAdmittedOnceInEachInterval() {
		long admitted = IntStream.range(0, 300).filter((second) -> {
			boolean admits = this.throttle.admits("kind", "a");
			pass(Duration.ofSeconds(1));
			return admits;
		}).count();
		assertThat(admitted).isEqualTo(5);
	}

	@Test
	void whenKeysAreInventedThenTheirNumberIsLimitedUntilTheIntervalIsOver() {
		long admitted = IntStream.range(0, 100_000).filter((key) -> this.throttle.admits("kind", key)).count();
		assertThat(admitted).isEqualTo(1000);
		pass(Duration.ofMinutes(1));
		assertThat(this.throttle.admits("kind", "another")).isTrue();
	}

	@Test
	void whenKeysOfOneKindAreInventedThenOtherKindsHaveTheirOwnBudget() {
		IntStream.range(0, 100_000).forEach((key) -> this.throttle.admits("invented", key));
		assertThat(this.throttle.admits("invented", "another")).isFalse();
		assertThat(this.throttle.admits("kind", "another")).isTrue();
		assertThat(this.throttle.admits(List.of("invented", true), "another")).isTrue();
	}

	@Test
	void whenKeyIsAmongThoseOfFullBudgetThenItIsStillCounted() {
		assertThat(this.throttle.admit("kind", "a")).isOne();
		IntStream.range(0, 1000).forEach((key) -> this.throttle.admits("kind", key));
		assertThat(this.throttle.admit("kind", "a")).isEqualTo(2);
	}

	@Test
	void whenOccurrencesAreManyThenTenAndEachTenfoldAreAdmittedWithTheirNumber() {
		List<Long> admitted = IntStream.range(0, 1_000_000)
			.mapToObj((i) -> this.throttle.admit("kind", "a"))
			.filter((number) -> number > 0)
			.toList();
		assertThat(admitted).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 100L, 1000L, 10_000L, 100_000L,
				1_000_000L);
		pass(Duration.ofMinutes(1));
		assertThat(this.throttle.admit("kind", "a")).isOne();
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
