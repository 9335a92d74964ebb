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

package io.github.livehook.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.github.livehook.delivery.ConcurrencyLimit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackHealthIndicator}.
 */
class CallbackHealthIndicatorTests {

	private static final Duration MAX_SATURATION = Duration.ofSeconds(10);

	@Test
	void whenThereIsRoomThenUpWithDetails() {
		Health health = health(true, limit(1, Duration.ZERO), limit(0, Duration.ZERO));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsExactlyInAnyOrderEntriesOf(
				Map.of("accepting", true, "events", Map.of("active", 1, "limit", 2, "saturatedFor", "PT0S"),
						"decisions", Map.of("active", 0, "limit", 2, "saturatedFor", "PT0S")));
	}

	@Test
	void whenShuttingDownThenDown() {
		Health health = health(false, limit(0, Duration.ZERO), limit(0, Duration.ZERO));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("accepting", false);
	}

	@Test
	void whenSaturatedForMaximumThenStillUp() {
		assertThat(health(true, limit(2, MAX_SATURATION), limit(2, MAX_SATURATION)).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void whenEventsAreSaturatedForLongerThenDown() {
		assertThat(health(true, limit(2, MAX_SATURATION.plusNanos(1)), limit(0, Duration.ZERO)).getStatus())
			.isEqualTo(Status.DOWN);
	}

	@Test
	void whenDecisionsAreSaturatedForLongerThenDown() {
		Health health = health(true, limit(0, Duration.ZERO), limit(2, MAX_SATURATION.plusSeconds(1)));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("decisions",
				Map.of("active", 2, "limit", 2, "saturatedFor", "PT11S"));
	}

	private static Health health(boolean accepting, ConcurrencyLimit events, ConcurrencyLimit decisions) {
		Health health = new CallbackHealthIndicator(() -> accepting, Map.of("events", events, "decisions", decisions),
				MAX_SATURATION)
			.health();
		assertThat(health).isNotNull();
		return health;
	}

	private static ConcurrencyLimit limit(int active, Duration saturatedFor) {
		AtomicLong nanoTime = new AtomicLong();
		ConcurrencyLimit limit = new ConcurrencyLimit(2, nanoTime::get);
		for (int i = 0; i < active; i++) {
			assertThat(limit.tryAcquire()).isTrue();
		}
		nanoTime.set(saturatedFor.toNanos());
		return limit;
	}

}
