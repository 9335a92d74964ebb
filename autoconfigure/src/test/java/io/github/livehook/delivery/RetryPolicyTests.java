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
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final RetryPolicy POLICY = new RetryPolicy(8, SECOND, 3, Duration.ofMinutes(10), 0, List.of(),
			MINUTE);

	private final RandomGenerator random = new Random(1);

	@ParameterizedTest
	@CsvSource({ "1, PT1S", "2, PT3S", "3, PT9S", "4, PT27S", "5, PT1M21S", "6, PT4M3S", "7, PT10M", "8, PT10M",
			"700, PT10M", "2147483647, PT10M" })
	void whenAttemptsFailThenDelayGrowsUpToTheLongest(int attempt, Duration delay) {
		assertThat(POLICY.delayAfter(attempt, this.random)).isEqualTo(delay);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, Integer.MAX_VALUE })
	void whenMultiplierIsOneThenDelayStays(int attempt) {
		assertThat(policy(SECOND, 1, MINUTE, 0).delayAfter(attempt, this.random)).isEqualTo(SECOND);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, Integer.MAX_VALUE })
	void whenDelayIsZeroThenItStaysZero(int attempt) {
		assertThat(policy(Duration.ZERO, Double.MAX_VALUE, MINUTE, 1).delayAfter(attempt, this.random)).isZero();
	}

	@Test
	void whenEverythingIsAsLargeAsItMayBeThenDelayIsTheLongest() {
		RetryPolicy policy = policy(RetryPolicy.LONGEST, Double.MAX_VALUE, RetryPolicy.LONGEST, 1);
		assertThat(policy.delayAfter(1, draws(0.999))).isEqualTo(RetryPolicy.LONGEST);
		assertThat(policy.delayAfter(Integer.MAX_VALUE, draws(0.999))).isEqualTo(RetryPolicy.LONGEST);
	}

	@ParameterizedTest
	@CsvSource({ "0, PT2.4S", "0.25, PT2.7S", "0.5, PT3S", "0.75, PT3.3S" })
	void whenThereIsJitterThenDelayIsShorterOrLonger(double drawn, Duration delay) {
		assertThat(policy(SECOND, 3, MINUTE, 0.2).delayAfter(2, draws(drawn))).isEqualTo(delay);
	}

	@Test
	void whenThereIsJitterThenDelayIsNeverAboveTheLongest() {
		RetryPolicy policy = policy(MINUTE, 2, MINUTE, 0.5);
		assertThat(policy.delayAfter(1, draws(0.9))).isEqualTo(MINUTE);
		assertThat(policy.delayAfter(5, draws(0.9))).isEqualTo(MINUTE);
		assertThat(policy.delayAfter(5, draws(0))).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void whenJitterIsAllThenDelayIsNeverNegative() {
		assertThat(policy(SECOND, 3, MINUTE, 1).delayAfter(1, draws(0))).isZero();
	}

	@Test
	void whenManyDelaysAreDrawnThenTheyFillTheRange() {
		RetryPolicy policy = policy(SECOND, 1, MINUTE, 0.2);
		List<Duration> delays = this.random.ints(1000, 1, 9)
			.mapToObj((attempt) -> policy.delayAfter(attempt, this.random))
			.toList();
		assertThat(delays).allMatch(
				(delay) -> delay.compareTo(Duration.ofMillis(800)) >= 0 && delay.compareTo(Duration.ofMillis(1200)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(820)) < 0)
			.anyMatch((delay) -> delay.compareTo(Duration.ofMillis(1180)) > 0);
	}

	@Test
	void whenAttemptIsNotPositiveThenRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> POLICY.delayAfter(0, this.random))
			.withMessage("'attempt' must be positive");
	}

	@Test
	void whenAttemptsAreUsedUpThenExhausted() {
		assertThat(POLICY.isExhausted(7)).isFalse();
		assertThat(POLICY.isExhausted(8)).isTrue();
		assertThat(POLICY.isExhausted(9)).isTrue();
	}

	@Test
	void whenNothingIsExcludedThenErrorsAreWorthRetrying() {
		assertThat(POLICY.isWorthRetrying(null)).isTrue();
		assertThat(POLICY.isWorthRetrying(new IllegalStateException())).isTrue();
		assertThat(POLICY.isWorthRetrying(new StackOverflowError())).isTrue();
	}

	@Test
	void whenBodyDoesNotFitThenNotWorthRetrying() {
		UnreadableBodyException unreadable = new UnreadableBodyException("BattleId", BattleStarted.class);
		assertThat(POLICY.isWorthRetrying(unreadable)).isFalse();
		assertThat(POLICY.isWorthRetrying(new IllegalStateException(unreadable))).isFalse();
	}

	@Test
	void whenErrorIsExcludedThenNotWorthRetrying() {
		RetryPolicy policy = excluding(IllegalArgumentException.class);
		assertThat(policy.isWorthRetrying(new IllegalArgumentException())).isFalse();
		assertThat(policy.isWorthRetrying(new NumberFormatException())).isFalse();
		assertThat(policy.isWorthRetrying(new Error(new RuntimeException(new NumberFormatException())))).isFalse();
		assertThat(policy.isWorthRetrying(new RuntimeException(new Error()))).isTrue();
	}

	@Test
	void whenCausesAreACycleThenTheyEnd() {
		RuntimeException first = new RuntimeException();
		RuntimeException second = new RuntimeException(first);
		first.initCause(second);
		assertThat(excluding(IllegalArgumentException.class).isWorthRetrying(first)).isTrue();
		assertThat(excluding(RuntimeException.class).isWorthRetrying(new Error(first))).isFalse();
	}

	@Test
	void whenHandlerOverridesNothingThenPolicyStays() {
		assertThat(POLICY.with(HandlerRetry.none())).isEqualTo(POLICY);
	}

	@Test
	void whenHandlerOverridesEverythingThenItsValuesCount() {
		assertThat(excluding(IllegalStateException.class).with(new HandlerRetry(2, Duration.ofSeconds(5), 1.5, MINUTE,
				0.5, List.of(IllegalStateException.class, Error.class), SECOND)))
			.isEqualTo(new RetryPolicy(2, Duration.ofSeconds(5), 1.5, MINUTE, 0.5,
					List.of(IllegalStateException.class, Error.class), SECOND));
	}

	@Test
	void whenHandlersDelayIsLongerThanTheLongestThenItIsTheLongest() {
		RetryPolicy policy = POLICY.with(delays(Duration.ofHours(1), null));
		assertThat(policy.delay()).isEqualTo(Duration.ofHours(1));
		assertThat(policy.maxDelay()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void whenHandlersLongestDelayIsBelowTheDelayThenDelayIsShortened() {
		RetryPolicy policy = POLICY.with(delays(null, Duration.ofMillis(100)));
		assertThat(policy.delay()).isEqualTo(Duration.ofMillis(100));
		assertThat(policy.maxDelay()).isEqualTo(Duration.ofMillis(100));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void whenMaxAttemptsIsNotPositiveThenRefused(int maxAttempts) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(maxAttempts, SECOND, 1, SECOND, 0, List.of(), SECOND))
			.withMessage("'maxAttempts' must be positive");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "PT-1S|1|PT1M|0|'delay' must not be negative",
			"PT1S|0.9|PT1M|0|'multiplier' must be a number of 1 or more",
			"PT1S|NaN|PT1M|0|'multiplier' must be a number of 1 or more",
			"PT1S|Infinity|PT1M|0|'multiplier' must be a number of 1 or more",
			"PT1S|1|PT0.9S|0|'maxDelay' must not be below 'delay'",
			"PT1S|1|PT8760H0.000000001S|0|'maxDelay' must not be above 365 days",
			"PT1S|1|PT1M|-0.1|'jitter' must be between 0 and 1", "PT1S|1|PT1M|1.1|'jitter' must be between 0 and 1",
			"PT1S|1|PT1M|NaN|'jitter' must be between 0 and 1" }, quoteCharacter = '"')
	void whenDelaysCannotBeUsedThenRefused(Duration delay, double multiplier, Duration maxDelay, double jitter,
			String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> policy(delay, multiplier, maxDelay, jitter))
			.withMessage(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = { "PT0S|'handlerTimeout' must be positive",
			"PT-1S|'handlerTimeout' must be positive", "PT8761H|'handlerTimeout' must not be above 365 days" })
	void whenHandlerTimeoutCannotBeUsedThenRefused(Duration timeout, String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(1, SECOND, 1, SECOND, 0, List.of(), timeout))
			.withMessage(message);
	}

	private static RetryPolicy policy(Duration delay, double multiplier, Duration maxDelay, double jitter) {
		return new RetryPolicy(8, delay, multiplier, maxDelay, jitter, List.of(), MINUTE);
	}

	private static RetryPolicy excluding(Class<? extends Throwable> type) {
		return new RetryPolicy(8, SECOND, 3, MINUTE, 0, List.of(type), MINUTE);
	}

	private static HandlerRetry delays(Duration delay, Duration maxDelay) {
		return new HandlerRetry(null, delay, null, maxDelay, null, List.of(), null);
	}

	private static RandomGenerator draws(double drawn) {
		return new RandomGenerator() {

			@Override
			public double nextDouble() {
				return drawn;
			}

			@Override
			public long nextLong() {
				throw new UnsupportedOperationException();
			}

		};
	}

}
