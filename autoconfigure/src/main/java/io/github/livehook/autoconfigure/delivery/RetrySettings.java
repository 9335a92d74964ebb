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

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;
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
		PropertyAssert.isBetween("livehook.delivery.handler-timeout", timeout, Duration.ofNanos(1), RetryPolicy.LONGEST,
				"Must be more than 0 and at most 365d, such as 1m.");
		return new RetryPolicy(retry.getMaxAttempts(), retry.getDelay(), retry.getMultiplier(), retry.getMaxDelay(),
				retry.getJitter(), retry.getExcludes(), timeout);
	}

	private static void checkNumbers(LivehookProperties.Retry retry) {
		PropertyAssert.isTrue(retry.getMaxAttempts() > 0, PREFIX + "max-attempts", retry.getMaxAttempts(),
				"Must be 1, for no second attempt, or more, such as 8.");
		PropertyAssert.isBetween(PREFIX + "multiplier", retry.getMultiplier(), 1.0, Double.MAX_VALUE,
				"Must be a number of 1 or more, such as 3.");
		PropertyAssert.isBetween(PREFIX + "jitter", retry.getJitter(), 0.0, 1.0,
				"Must be a number between 0 and 1, such as 0.2.");
	}

	private static void checkDelays(Duration delay, Duration maxDelay) {
		PropertyAssert.isBetween(PREFIX + "delay", delay, Duration.ZERO, RetryPolicy.LONGEST,
				"Must be between 0 and 365d, such as 1s.");
		PropertyAssert.isBetween(PREFIX + "max-delay", maxDelay, delay, RetryPolicy.LONGEST,
				"Must be between livehook.delivery.retry.delay, %s, and 365d, such as 10m.".formatted(delay));
	}

	// The binder takes any class
	private static void checkExcludes(List<? extends Class<?>> excludes) {
		for (Class<?> type : excludes) {
			PropertyAssert.isTrue(Throwable.class.isAssignableFrom(type), PREFIX + "excludes", type.getName(),
					"Must be classes of exceptions, such as java.lang.IllegalArgumentException.");
		}
	}

}
