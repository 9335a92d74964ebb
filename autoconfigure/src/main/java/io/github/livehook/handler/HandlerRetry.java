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

package io.github.livehook.handler;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The retry settings of one handler. What is {@code null} is as in the properties below
 * {@code livehook.delivery}.
 *
 * @param maxAttempts the number of attempts for one callback, the first included
 * @param delay the time between the first failure and the second attempt
 * @param multiplier the factor from each delay to the next
 * @param maxDelay the longest delay
 * @param jitter the fraction by which each delay is made shorter or longer at random
 * @param excludes the exceptions after which there is no further attempt, in addition to
 * those of the properties
 * @param handlerTimeout the time limit of one attempt
 * @since 0.1.0
 * @see DeliveryRetry
 */
public record HandlerRetry(@Nullable Integer maxAttempts, @Nullable Duration delay, @Nullable Double multiplier,
		@Nullable Duration maxDelay, @Nullable Double jitter, List<Class<? extends Throwable>> excludes,
		@Nullable Duration handlerTimeout) {

	private static final Duration LONGEST = Duration.ofDays(365);

	private static final HandlerRetry NONE = new HandlerRetry(null, null, null, null, null, List.of(), null);

	/**
	 * Create retry settings.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public HandlerRetry {
		Assert.isTrue(maxAttempts == null || maxAttempts > 0,
				() -> "'maxAttempts' must be 1 or more, not " + maxAttempts);
		Assert.isTrue(multiplier == null || multiplier >= 1 && Double.isFinite(multiplier),
				() -> "'multiplier' must be a number of 1 or more, not " + multiplier);
		Assert.isTrue(jitter == null || jitter >= 0 && jitter <= 1,
				() -> "'jitter' must be a number from 0 to 1, not " + jitter);
		checkDuration("delay", delay);
		checkDuration("maxDelay", maxDelay);
		checkDuration("handlerTimeout", handlerTimeout);
		Assert.isTrue(delay == null || maxDelay == null || maxDelay.compareTo(delay) >= 0,
				() -> "'maxDelay' must not be below 'delay', which is " + delay + ", and is " + maxDelay);
		Assert.isTrue(handlerTimeout == null || !handlerTimeout.isZero(), "'handlerTimeout' must be more than 0");
		excludes = List.copyOf(excludes);
	}

	private static void checkDuration(String name, @Nullable Duration duration) {
		Assert.isTrue(duration == null || !duration.isNegative() && duration.compareTo(LONGEST) <= 0,
				() -> "'" + name + "' must be a duration from 0 to 365 days, not " + duration);
	}

	/**
	 * Return settings that are all as in the properties.
	 * @return the settings
	 */
	public static HandlerRetry none() {
		return NONE;
	}

}
