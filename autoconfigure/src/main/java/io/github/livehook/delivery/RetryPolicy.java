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

package io.github.livehook.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.handler.HandlerRetry;

/**
 * When a handler that has failed is called again, where callbacks are stored before they
 * are answered.
 *
 * @param maxAttempts how often a handler is called for one callback at most, the first
 * time included
 * @param delay the time between the first failure and the second attempt
 * @param multiplier what each delay is multiplied by for the next one
 * @param maxDelay the longest delay, {@link #LONGEST} at most
 * @param jitter by which fraction of itself each delay is made shorter or longer
 * @param excludes the exceptions after which a handler is not called again
 * @param handlerTimeout the time that a handler has for one attempt, {@link #LONGEST} at
 * most
 * @since 0.1.0
 */
public record RetryPolicy(int maxAttempts, Duration delay, double multiplier, Duration maxDelay, double jitter,
		List<Class<? extends Throwable>> excludes, Duration handlerTimeout) {

	/**
	 * The longest time that there may be: what comes later than that is lost from sight,
	 * and is beyond the times that a store can keep.
	 */
	public static final Duration LONGEST = Duration.ofDays(365);

	public RetryPolicy {
		Assert.isTrue(maxAttempts > 0, "'maxAttempts' must be positive");
		Assert.isTrue(!delay.isNegative(), "'delay' must not be negative");
		Assert.isTrue(multiplier >= 1 && Double.isFinite(multiplier), "'multiplier' must be a number of 1 or more");
		Assert.isTrue(maxDelay.compareTo(delay) >= 0, "'maxDelay' must not be below 'delay'");
		Assert.isTrue(maxDelay.compareTo(LONGEST) <= 0, "'maxDelay' must not be above 365 days");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be between 0 and 1");
		Assert.isTrue(handlerTimeout.compareTo(Duration.ZERO) > 0, "'handlerTimeout' must be positive");
		Assert.isTrue(handlerTimeout.compareTo(LONGEST) <= 0, "'handlerTimeout' must not be above 365 days");
		excludes = List.copyOf(excludes);
	}

	/**
	 * Return the policy for a handler. Of its delay and the longest delay in general, the
	 * handler's own counts: a longer delay raises the limit, a lower limit shortens the
	 * delay.
	 * @param overrides what the handler wants to be different
	 * @return the policy
	 */
	public RetryPolicy with(HandlerRetry overrides) {
		Duration delay = orElse(overrides.delay(), this.delay);
		Duration maxDelay = orElse(overrides.maxDelay(), max(this.maxDelay, delay));
		return new RetryPolicy(orElse(overrides.maxAttempts(), this.maxAttempts), min(delay, maxDelay),
				orElse(overrides.multiplier(), this.multiplier), maxDelay, orElse(overrides.jitter(), this.jitter),
				Stream.concat(this.excludes.stream(), overrides.excludes().stream()).distinct().toList(),
				orElse(overrides.handlerTimeout(), this.handlerTimeout));
	}

	private static <T> T orElse(@Nullable T override, T general) {
		return (override != null) ? override : general;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	/**
	 * Return the delay after an attempt that has failed.
	 * @param attempt which attempt of the handler it was, from 1 on
	 * @param random the source of the jitter
	 * @return the time until the next attempt, from 0 to the longest delay
	 */
	public Duration delayAfter(int attempt, RandomGenerator random) {
		Assert.isTrue(attempt > 0, "'attempt' must be positive");
		// Not infinite, because 0 times that is no number
		double growth = Math.min(Math.pow(this.multiplier, attempt - 1), Double.MAX_VALUE);
		double longest = this.maxDelay.toNanos();
		double capped = Math.min(this.delay.toNanos() * growth, longest);
		double scattered = capped * (1 + this.jitter * (2 * random.nextDouble() - 1));
		return Duration.ofNanos((long) Math.min(scattered, longest));
	}

	/**
	 * Return whether a handler may succeed when it is called again.
	 * @param error what it has thrown, {@code null} if it was interrupted or its process
	 * has died
	 * @return {@code false} if a body did not fit, or if the error is excluded or was
	 * caused by one that is
	 */
	public boolean isWorthRetrying(@Nullable Throwable error) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable cause = error; cause != null && seen.add(cause); cause = cause.getCause()) {
			if (isExcluded(cause)) {
				return false;
			}
		}
		return true;
	}

	private boolean isExcluded(Throwable error) {
		return error instanceof UnreadableBodyException
				|| this.excludes.stream().anyMatch((type) -> type.isInstance(error));
	}

	/**
	 * Return whether a handler has no attempts left.
	 * @param attempts how often it has been called
	 * @return {@code true} if it is not called again
	 */
	public boolean isExhausted(int attempts) {
		return attempts >= this.maxAttempts;
	}

}
