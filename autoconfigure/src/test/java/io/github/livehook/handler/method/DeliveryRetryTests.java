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

package io.github.livehook.handler.method;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DeliveryRetry;
import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveryRetry}.
 */
class DeliveryRetryTests {

	private static final String PREFIX = "io.github.livehook.handler.method.DeliveryRetryTests$";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@ParameterizedTest
	@ValueSource(classes = { WithNothing.class, WithEmptyRetry.class, WithEmptyDuration.class })
	void whenNothingIsSetThenNothingIsOverridden(Class<?> type) {
		assertRetry(type, HandlerRetry.none());
	}

	@Test
	void whenHandlerIsNoMethodThenNothingIsOverridden() {
		CallbackHandler handler = TestHandler.of("own");
		assertThat(handler.retry()).isSameAs(HandlerRetry.none());
	}

	@Test
	void whenEverythingIsSetThenItIsOverridden() {
		assertRetry(WithEverything.class, new HandlerRetry(3, Duration.ofSeconds(5), 1.5, Duration.ofSeconds(90), 0.0,
				List.of(IllegalStateException.class, IllegalArgumentException.class), Duration.ofMillis(1500)));
	}

	@ParameterizedTest
	@ValueSource(classes = { OnOnCallback.class, OnComposed.class, OnOwnAnnotation.class, OnOwnRetry.class,
			OnOwnAlias.class, OnInterface.class, OnImplementing.class, OnOverridden.class, OnOverridingWithout.class,
			OnSecond.class })
	void whenRetryIsSetThenItIsFound(Class<?> type) {
		assertRetry(type, attempts(3));
	}

	@Test
	void whenOverridingMethodHasItsOwnAnnotationThenThatCounts() {
		assertRetry(OnOverridingAnew.class, attempts(2));
		assertRetry(OnOverridingWithEmpty.class, HandlerRetry.none());
	}

	@Test
	void whenBeanIsBehindJdkProxyThenRetryIsFound() {
		this.runner.withUserConfiguration(ProxyConfiguration.Jdk.class)
			.withBean("battles", OnInterface.class)
			.run((context) -> assertThat(retry(context.getBean(CallbackHandlers.class))).isEqualTo(attempts(3)));
	}

	@Test
	void whenBeanIsLazyThenRetryIsFound() {
		HandlerRunner.lazyRunner()
			.withBean("battles", OnComposed.class)
			.run((context) -> assertThat(retry(context.getBean(CallbackHandlers.class))).isEqualTo(attempts(3)));
	}

	@ParameterizedTest
	@ValueSource(classes = { Alone.class, OwnAlone.class })
	void whenMethodIsNoHandlerThenContextFails(Class<?> type) {
		assertFails(type, "it has @DeliveryRetry, but no annotation of a handler",
				"Add @OnCallback or the annotation of the command, such as @OnBattleStart, or remove @DeliveryRetry.");
	}

	@Test
	void whenMethodDecidesThenContextFails() {
		assertFails(Deciding.class, "it has @DeliveryRetry, but decides on a before-callback, which is never retried",
				"Remove @DeliveryRetry.");
	}

	@ParameterizedTest
	@CsvSource({ "5s, PT5S", "0, PT0S", "250, PT0.25S", "1m, PT1M", "PT1M30S, PT1M30S", "'  2h ', PT2H",
			"365d, PT8760H" })
	void whenDurationIsWrittenAsInPropertiesThenItIsRead(String written, Duration delay) {
		this.runner.withPropertyValues("battles.delay=" + written)
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> assertThat(retry(context.getBean(CallbackHandlers.class)).delay()).isEqualTo(delay));
	}

	@Test
	void whenPropertyIsNotSetThenDefaultOfPlaceholderIsRead() {
		assertRetry(WithDefault.class,
				new HandlerRetry(null, null, null, null, null, List.of(), Duration.ofSeconds(7)));
	}

	@Test
	void whenPlaceholderCannotBeResolvedThenContextFails() {
		assertInvalid(WithPlaceholder.class, "'delay' must be a duration such as 5s, not '${battles.delay}'");
		this.runner.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class))
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> assertInvalid(context, WithPlaceholder.class,
					"Could not resolve placeholder 'battles.delay' in value \"${battles.delay}\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "5 s", "1y", "99999999999999999999s", "9223372036854775807d" })
	void whenDelayIsNoDurationThenContextFails(String delay) {
		this.runner.withPropertyValues("battles.delay=" + delay)
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> assertInvalid(context, WithPlaceholder.class,
					"'delay' must be a duration such as 5s, not '" + delay + "'"));
	}

	@ParameterizedTest
	@CsvSource({ "-1s, PT-1S", "366d, PT8784H", "PT-1S, PT-1S" })
	void whenDelayIsOutOfRangeThenContextFails(String delay, String shown) {
		this.runner.withPropertyValues("battles.delay=" + delay)
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> assertInvalid(context, WithPlaceholder.class,
					"'delay' must be a duration from 0 to 365 days, not " + shown));
	}

	@Test
	void whenValueCannotBeUsedThenContextFails() {
		assertInvalid(WrongMaxDelay.class, "'maxDelay' must be a duration from 0 to 365 days, not PT-5M");
		assertInvalid(MaxDelayBelowDelay.class, "'maxDelay' must not be below 'delay', which is PT5S, and is PT1S");
		assertInvalid(WrongTimeout.class, "'handlerTimeout' must be more than 0");
		assertInvalid(WrongMaxAttempts.class, "'maxAttempts' must be 1 or more, not -1");
	}

	@Test
	void whenFactorCannotBeUsedThenContextFails() {
		assertInvalid(LowMultiplier.class, "'multiplier' must be a number of 1 or more, not 0.5");
		assertInvalid(NoMultiplier.class, "'multiplier' must be a number of 1 or more, not NaN");
		assertInvalid(InfiniteMultiplier.class, "'multiplier' must be a number of 1 or more, not Infinity");
		assertInvalid(LowJitter.class, "'jitter' must be a number from 0 to 1, not -0.5");
		assertInvalid(HighJitter.class, "'jitter' must be a number from 0 to 1, not 1.5");
		assertInvalid(NoJitter.class, "'jitter' must be a number from 0 to 1, not NaN");
	}

	private void assertInvalid(Class<?> type, String problem) {
		this.runner.withBean("battles", type).run((context) -> assertInvalid(context, type, problem));
	}

	private static void assertInvalid(AssertableWebApplicationContext context, Class<?> type, String problem) {
		HandlerRunner.assertFailed(context, message(type, "its @DeliveryRetry cannot be used: " + problem),
				"Correct the attribute, or leave it out for the property of its name.");
	}

	private void assertRetry(Class<?> type, HandlerRetry retry) {
		this.runner.withBean("battles", type)
			.run((context) -> assertThat(retry(context.getBean(CallbackHandlers.class))).isEqualTo(retry));
	}

	private static HandlerRetry retry(CallbackHandlers handlers) {
		assertThat(handlers.handlers()).hasSize(1);
		return handlers.handlers().get(0).retry();
	}

	private void assertFails(Class<?> type, String problem, String action) {
		this.runner.withBean("battles", type)
			.run((context) -> HandlerRunner.assertFailed(context, message(type, problem), action));
	}

	private static String message(Class<?> type, String problem) {
		return PREFIX + type.getSimpleName() + ".on() of bean 'battles' cannot handle callbacks: " + problem;
	}

	private static HandlerRetry attempts(int attempts) {
		return new HandlerRetry(attempts, null, null, null, null, List.of(), null);
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback("Test.Other")
	@DeliveryRetry(maxAttempts = 3)
	@interface OnPatientStateChange {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@DeliveryRetry(maxAttempts = 3)
	@interface Patient {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@DeliveryRetry
	@interface Attempts {

		@AliasFor(annotation = DeliveryRetry.class, attribute = "maxAttempts")
		int value();

	}

	interface Contract {

		@OnBattleStart
		@DeliveryRetry(maxAttempts = 3)
		void on();

	}

	static class WithNothing {

		@OnBattleStart
		void on() {
		}

	}

	static class WithEmptyRetry {

		@OnBattleStart
		@DeliveryRetry
		void on() {
		}

	}

	static class WithEmptyDuration {

		@OnBattleStart
		@DeliveryRetry(delay = "${battles.delay:}", handlerTimeout = " ")
		void on() {
		}

	}

	static class WithEverything {

		@OnBattleStart
		@DeliveryRetry(maxAttempts = 3, delay = "5s", multiplier = 1.5, maxDelay = "PT1M30S", jitter = 0,
				excludes = { IllegalStateException.class, IllegalArgumentException.class }, handlerTimeout = "1500")
		void on() {
		}

	}

	static class OnOnCallback {

		@OnCallback("Test.Other")
		@DeliveryRetry(maxAttempts = 3)
		void on() {
		}

	}

	static class OnComposed {

		@OnBattleStart
		@DeliveryRetry(maxAttempts = 3)
		void on() {
		}

	}

	static class OnOwnAnnotation {

		@OnPatientStateChange
		void on() {
		}

	}

	static class OnOwnRetry {

		@Patient
		@OnBattleStart
		void on() {
		}

	}

	static class OnOwnAlias {

		@Attempts(3)
		@OnBattleStart
		void on() {
		}

	}

	static class OnInterface implements Contract {

		@Override
		public void on() {
		}

	}

	interface BareContract {

		@OnBattleStart
		void on();

	}

	static class OnImplementing implements BareContract {

		@Override
		@DeliveryRetry(maxAttempts = 3)
		public void on() {
		}

	}

	static class OnOverridden extends OnComposed {

		@Override
		void on() {
		}

	}

	static class OnOverridingAnew extends OnComposed {

		@Override
		@OnBattleStart
		@DeliveryRetry(maxAttempts = 2)
		void on() {
		}

	}

	static class OnOverridingWithout extends OnComposed {

		@Override
		@OnBattleStart
		void on() {
		}

	}

	static class OnOverridingWithEmpty extends OnComposed {

		@Override
		@DeliveryRetry
		void on() {
		}

	}

	static class Alone {

		@DeliveryRetry
		void on() {
		}

	}

	static class OwnAlone {

		@Patient
		void on() {
		}

	}

	static class Deciding {

		@BeforeGiftSend
		@DeliveryRetry
		GiftDecision on() {
			return GiftDecision.allow();
		}

	}

	static class OnSecond {

		@OnBattleStart
		@OnCallback("Test.Other")
		@DeliveryRetry(maxAttempts = 3)
		void on() {
		}

	}

	static class WithPlaceholder {

		@OnBattleStart
		@DeliveryRetry(delay = "${battles.delay}")
		void on() {
		}

	}

	static class WithDefault {

		@OnBattleStart
		@DeliveryRetry(handlerTimeout = "${battles.timeout:7s}")
		void on() {
		}

	}

	static class WrongMaxDelay {

		@OnBattleStart
		@DeliveryRetry(maxDelay = "-5m")
		void on() {
		}

	}

	static class MaxDelayBelowDelay {

		@OnBattleStart
		@DeliveryRetry(delay = "5s", maxDelay = "1s")
		void on() {
		}

	}

	static class WrongTimeout {

		@OnBattleStart
		@DeliveryRetry(handlerTimeout = "0s")
		void on() {
		}

	}

	static class WrongMaxAttempts {

		@OnBattleStart
		@DeliveryRetry(maxAttempts = -1)
		void on() {
		}

	}

	static class LowMultiplier {

		@OnBattleStart
		@DeliveryRetry(multiplier = 0.5)
		void on() {
		}

	}

	static class NoMultiplier {

		@OnBattleStart
		@DeliveryRetry(multiplier = Double.NaN)
		void on() {
		}

	}

	static class InfiniteMultiplier {

		@OnBattleStart
		@DeliveryRetry(multiplier = Double.POSITIVE_INFINITY)
		void on() {
		}

	}

	static class LowJitter {

		@OnBattleStart
		@DeliveryRetry(jitter = -0.5)
		void on() {
		}

	}

	static class HighJitter {

		@OnBattleStart
		@DeliveryRetry(jitter = 1.5)
		void on() {
		}

	}

	static class NoJitter {

		@OnBattleStart
		@DeliveryRetry(jitter = Double.NaN)
		void on() {
		}

	}

}
