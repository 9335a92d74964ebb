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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.livehook.delivery.ConcurrencyLimit;

/**
 * {@link HealthIndicator} that is down when callbacks cannot be accepted: during
 * shutdown, and when a concurrency limit has been reached for a while.
 *
 * @since 0.1.0
 */
public final class CallbackHealthIndicator extends AbstractHealthIndicator {

	private final BooleanSupplier accepting;

	private final Map<String, ConcurrencyLimit> limits;

	private final Duration maxSaturation;

	/**
	 * Create the indicator.
	 * @param accepting whether callbacks are accepted; {@code false} during shutdown
	 * @param limits the concurrency limits by their names
	 * @param maxSaturation the longest time for which a limit may be reached
	 */
	public CallbackHealthIndicator(BooleanSupplier accepting, Map<String, ConcurrencyLimit> limits,
			Duration maxSaturation) {
		super("The health of the webhook endpoint could not be checked");
		this.accepting = accepting;
		this.limits = new LinkedHashMap<>(limits);
		this.maxSaturation = maxSaturation;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		boolean accepting = this.accepting.getAsBoolean();
		boolean saturated = this.limits.values()
			.stream()
			.anyMatch((limit) -> limit.saturatedFor().compareTo(this.maxSaturation) > 0);
		builder.status((accepting && !saturated) ? Status.UP : Status.DOWN).withDetail("accepting", accepting);
		this.limits.forEach((name, limit) -> builder.withDetail(name, detailsOf(limit)));
	}

	private static Map<String, Object> detailsOf(ConcurrencyLimit limit) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("active", limit.active());
		details.put("limit", limit.limit());
		details.put("saturatedFor", limit.saturatedFor().toString());
		return details;
	}

}
