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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.delivery.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookDeliveryProperties}.
 */
class LivehookDeliveryPropertiesTests {

	private static final String PREFIX = "livehook.delivery.retry.";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@Test
	void whenNothingIsSetThenDefaults() {
		this.contextRunner.run((context) -> assertThat(context.getBean(RetryPolicy.class)).isEqualTo(new RetryPolicy(8,
				Duration.ofSeconds(1), 3, Duration.ofMinutes(10), 0.2, List.of(), Duration.ofMinutes(1))));
	}

	@Test
	void whenEverythingIsSetThenItIsUsed() {
		this.contextRunner
			.withPropertyValues(PREFIX + "max-attempts=1", PREFIX + "delay=0", PREFIX + "multiplier=1.5",
					PREFIX + "max-delay=365d", PREFIX + "jitter=1",
					PREFIX + "excludes=java.lang.IllegalStateException,java.io.IOException",
					"livehook.delivery.handler-timeout=365d")
			.run((context) -> assertThat(context.getBean(RetryPolicy.class))
				.isEqualTo(new RetryPolicy(1, Duration.ZERO, 1.5, Duration.ofDays(365), 1,
						List.of(IllegalStateException.class, IOException.class), Duration.ofDays(365))));
	}

	@Test
	void whenApplicationHasPolicyThenItIsUsed() {
		RetryPolicy policy = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0, List.of(), Duration.ofSeconds(1));
		this.contextRunner.withBean("ownPolicy", RetryPolicy.class, () -> policy)
			.withPropertyValues(PREFIX + "max-attempts=0")
			.run((context) -> assertThat(context).getBean(RetryPolicy.class).isSameAs(policy));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void whenMaxAttemptsIsNotPositiveThenFailure(int maxAttempts) {
		assertFails("max-attempts", "" + maxAttempts, "" + maxAttempts,
				"Must be 1, for no second attempt, or more, such as 8.");
	}

	@ParameterizedTest
	@CsvSource({ "-1s, PT-1S", "366d, PT8784H", "P106751991167D, PT2562047788008H" })
	void whenDelayIsOutOfRangeThenFailure(String delay, String shown) {
		assertFails("delay", delay, shown, "Must be between 0 and 365d, such as 1s.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.99", "0.0", "-3.0", "NaN", "Infinity" })
	void whenMultiplierIsBelowOneOrNoNumberThenFailure(String multiplier) {
		assertFails("multiplier", multiplier, multiplier, "Must be a number of 1 or more, such as 3.");
	}

	@ParameterizedTest
	@CsvSource({ "999ms, PT0.999S", "-1s, PT-1S", "366d, PT8784H" })
	void whenMaxDelayIsOutOfRangeThenFailure(String maxDelay, String shown) {
		assertFails("max-delay", maxDelay, shown,
				"Must be between livehook.delivery.retry.delay, PT1S, and 365d, such as 10m.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.1", "1.1", "20.0", "NaN" })
	void whenJitterIsOutOfRangeThenFailure(String jitter) {
		assertFails("jitter", jitter, jitter, "Must be a number between 0 and 1, such as 0.2.");
	}

	@Test
	void whenExcludedClassIsNoExceptionThenFailure() {
		assertFails("excludes", "java.lang.IllegalStateException,java.lang.String", "java.lang.String",
				"Must be classes of exceptions, such as java.lang.IllegalArgumentException.");
	}

	@Test
	void whenExcludedClassIsNotThereThenFailureNamesIt() {
		this.contextRunner.withPropertyValues(PREFIX + "excludes=com.example.Missing")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("com.example.Missing"));
	}

	@ParameterizedTest
	@CsvSource({ "0, PT0S", "-1s, PT-1S", "366d, PT8784H" })
	void whenHandlerTimeoutIsOutOfRangeThenFailure(String timeout, String shown) {
		this.contextRunner.withPropertyValues("livehook.delivery.handler-timeout=" + timeout)
			.run(LivehookContexts.invalid("livehook.delivery.handler-timeout", shown,
					"Must be more than 0 and at most 365d, such as 1m."));
	}

	private void assertFails(String name, String value, String shown, String action) {
		this.contextRunner.withPropertyValues(PREFIX + name + "=" + value)
			.run(LivehookContexts.invalid(PREFIX + name, shown, action));
	}

}
