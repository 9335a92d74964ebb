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
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import io.github.livehook.delivery.Backlog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BacklogHealthIndicator}.
 */
class BacklogHealthIndicatorTests {

	private static final Backlog.Snapshot SNAPSHOT = new Backlog.Snapshot(Instant.EPOCH,
			List.of(new Backlog.Work("battles.started", 3, Duration.ofSeconds(60), false),
					new Backlog.Work("gone", 7, Duration.ofDays(1), true)),
			5);

	@Test
	void whenNothingIsLimitedThenUpWithDetails() {
		Health health = health(SNAPSHOT, null, null);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails())
			.containsExactlyInAnyOrderEntriesOf(Map.of("pending", 3L, "oldest", "PT1M", "dead", 5L, "orphaned", 7L));
	}

	@Test
	void whenAgeIsAtItsLimitThenUpAndBeyondItDown() {
		assertThat(health(SNAPSHOT, Duration.ofSeconds(60), null).getStatus()).isEqualTo(Status.UP);
		assertThat(health(SNAPSHOT, Duration.ofSeconds(59), null).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void whenDeadLettersAreAtTheirLimitThenUpAndBeyondItDown() {
		assertThat(health(SNAPSHOT, null, 5L).getStatus()).isEqualTo(Status.UP);
		assertThat(health(SNAPSHOT, null, 4L).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void whenStoreDoesNotRespondThenDown() {
		Health health = health(null, null, null);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).isEqualTo(Map.of("store", "does not respond"));
	}

	private static Health health(Backlog.@Nullable Snapshot snapshot, @Nullable Duration maxAge,
			@Nullable Long maxDeadLetters) {
		Health health = new BacklogHealthIndicator(() -> snapshot, maxAge, maxDeadLetters).health();
		assertThat(health).isNotNull();
		return health;
	}

}
