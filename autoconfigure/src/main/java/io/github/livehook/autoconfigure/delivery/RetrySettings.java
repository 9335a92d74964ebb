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

package io.github.livehook.autoconfigure.delivery;

import java.time.Duration;
import java.util.List;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.delivery.RetryPolicy;

/**
 * The properties for handlers that have failed, checked.
 */
final class RetrySettings {

	private static final String PREFIX = "livehook.delivery.retry.";

	private RetrySettings() {
	}

	static RetryPolicy of(LivehookProperties.Delivery delivery) {
		LivehookProperties.Retry retry = delivery.getRetry();
		checkNumbers(retry);
		checkDelays(retry.getDelay(), retry.getMaxDelay());
		checkExcludes(retry.getExcludes());
		Duration timeout = delivery.getHandlerTimeout();
		InvalidLivehookConfigurationException.throwUnless(isBetween(Duration.ofNanos(1), timeout, RetryPolicy.LONGEST),
				"livehook.delivery.handler-timeout", timeout, "Set it to more than 0 and at most 365d, such as 1m.");
		return new RetryPolicy(retry.getMaxAttempts(), retry.getDelay(), retry.getMultiplier(), retry.getMaxDelay(),
				retry.getJitter(), retry.getExcludes(), timeout);
	}

	private static void checkNumbers(LivehookProperties.Retry retry) {
		check(retry.getMaxAttempts() > 0, "max-attempts", retry.getMaxAttempts(),
				"Set it to 1, for no second attempt, or more, such as 8.");
		double multiplier = retry.getMultiplier();
		check(multiplier >= 1 && Double.isFinite(multiplier), "multiplier", multiplier,
				"Set it to a number of 1 or more, such as 3.");
		double jitter = retry.getJitter();
		check(jitter >= 0 && jitter <= 1, "jitter", jitter, "Set it to a number between 0 and 1, such as 0.2.");
	}

	private static void checkDelays(Duration delay, Duration maxDelay) {
		check(isBetween(Duration.ZERO, delay, RetryPolicy.LONGEST), "delay", delay,
				"Set it to a duration between 0 and 365d, such as 1s.");
		check(isBetween(delay, maxDelay, RetryPolicy.LONGEST), "max-delay", maxDelay,
				"Set it to a duration between livehook.delivery.retry.delay, %s, and 365d, such as 10m."
					.formatted(delay));
	}

	private static boolean isBetween(Duration shortest, Duration duration, Duration longest) {
		return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
	}

	// The binder takes any class
	private static void checkExcludes(List<? extends Class<?>> excludes) {
		for (Class<?> type : excludes) {
			check(Throwable.class.isAssignableFrom(type), "excludes", type.getName(),
					"Name classes of exceptions, such as java.lang.IllegalArgumentException.");
		}
	}

	private static void check(boolean valid, String name, Object value, String action) {
		InvalidLivehookConfigurationException.throwUnless(valid, PREFIX + name, value, action);
	}

}
