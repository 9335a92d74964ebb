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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.livehook.delivery.Backlog;

/**
 * {@link HealthIndicator} that is down when the store of a durable delivery does not
 * respond, when its oldest work item is too old, or when there are too many dead letters.
 *
 * @since 0.1.0
 */
public final class BacklogHealthIndicator extends AbstractHealthIndicator {

	private final Backlog backlog;

	private final @Nullable Duration maxAge;

	private final @Nullable Long maxDeadLetters;

	/**
	 * Create the indicator.
	 * @param backlog the backlog
	 * @param maxAge the greatest age of the oldest work item, {@code null} for any age
	 * @param maxDeadLetters the greatest number of dead letters, {@code null} for any
	 * number
	 */
	public BacklogHealthIndicator(Backlog backlog, @Nullable Duration maxAge, @Nullable Long maxDeadLetters) {
		super("The health of the delivery could not be checked");
		this.backlog = backlog;
		this.maxAge = maxAge;
		this.maxDeadLetters = maxDeadLetters;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Backlog.Snapshot snapshot = this.backlog.snapshot();
		if (snapshot == null) {
			builder.down().withDetail("store", "does not respond");
			return;
		}
		boolean tooOld = this.maxAge != null && snapshot.oldest().compareTo(this.maxAge) > 0;
		boolean tooMany = this.maxDeadLetters != null && snapshot.dead() > this.maxDeadLetters;
		builder.status((tooOld || tooMany) ? Status.DOWN : Status.UP)
			.withDetail("pending", snapshot.pending())
			.withDetail("oldest", snapshot.oldest().toString())
			.withDetail("dead", snapshot.dead())
			.withDetail("orphaned", snapshot.orphans().stream().mapToLong(Backlog.Work::pending).sum());
	}

}
