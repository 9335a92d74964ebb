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

import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.Retry;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Retry}.
 */
class RetryAnnotationTests {

	private static final String PREFIX = "io.github.livehook.handler.method.RetryAnnotationTests$";

	private static final String DURATION = "Set it to a duration between 0 and 365d, such as 5s, or leave it out for "
			+ "the property.";

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
	@ValueSource(classes = { OnOnCallback.class, OnComposed.class, OnOwnAnnotation.class, OnOwnAlias.class,
			OnOwnAliasOfComposed.class, OnInterface.class, OnOverridden.class, OnSecond.class })
	void whenRetryIsSetThenItIsFound(Class<?> type) {
		assertRetry(type, attempts(3));
	}

	@Test
	void whenOverridingMethodHasItsOwnAnnotationThenThatCounts() {
		assertRetry(OnOverridingAnew.class, attempts(2));
		assertRetry(OnOverridingWithout.class, HandlerRetry.none());
	}

	@ParameterizedTest
	@MethodSource("annotationsOfCommands")
	void whenAnnotationIsOfACommandThenItsRetryIsThatOfOnCallback(Class<? extends Annotation> annotation)
			throws NoSuchMethodException {
		AliasFor alias = annotation.getMethod("retry").getAnnotation(AliasFor.class);
		assertThat(alias.annotation()).isEqualTo(OnCallback.class);
		assertThat(alias.attribute()).isIn("", "retry");
	}

	static Stream<Class<?>> annotationsOfCommands() {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackagesOf(OnCallback.class)
			.stream()
			.filter((type) -> type.isAnnotatedWith(OnCallback.class))
			.map(JavaClass::reflect);
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
		String problem = "the delay of its @Retry is '${battles.delay}', which cannot be resolved";
		String action = "Set the property that it names, or write a duration such as 5s.";
		assertFails(WithPlaceholder.class, problem, action);
		this.runner.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class))
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> HandlerRunner.assertFailed(context, message(WithPlaceholder.class, problem), action));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "soon", "-1s", "5 s", "366d", "1y", "99999999999999999999s", "9223372036854775807d", "PT-1S" })
	void whenDelayIsNoneThenContextFails(String delay) {
		this.runner.withPropertyValues("battles.delay=" + delay)
			.withBean("battles", WithPlaceholder.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					message(WithPlaceholder.class, "the delay of its @Retry is '" + delay + "'"), DURATION));
	}

	@Test
	void whenValueCannotBeUsedThenContextFails() {
		assertFails(WrongMaxDelay.class, "the maxDelay of its @Retry is '-5m'", DURATION);
		assertFails(MaxDelayBelowDelay.class, "the maxDelay of its @Retry is '1s'",
				"Set it to a duration that is not below the delay, 5s, or leave it out for the property.");
		assertFails(WrongTimeout.class, "the timeout of its @Retry is '0s'",
				"Set it to a duration of more than 0 and at most 365d, such as 10s, or leave it out for the property.");
		assertFails(WrongMaxAttempts.class, "the maxAttempts of its @Retry is '-1'",
				"Set it to a number of 1 or more, or leave it out for the property.");
	}

	@Test
	void whenFactorCannotBeUsedThenContextFails() {
		String multiplier = "Set it to a number of 1 or more, or leave it out for the property.";
		assertFails(LowMultiplier.class, "the multiplier of its @Retry is '0.5'", multiplier);
		assertFails(NoMultiplier.class, "the multiplier of its @Retry is 'NaN'", multiplier);
		assertFails(InfiniteMultiplier.class, "the multiplier of its @Retry is 'Infinity'", multiplier);
		String jitter = "Set it to a number between 0 and 1, or leave it out for the property.";
		assertFails(LowJitter.class, "the jitter of its @Retry is '-0.5'", jitter);
		assertFails(HighJitter.class, "the jitter of its @Retry is '1.5'", jitter);
		assertFails(NoJitter.class, "the jitter of its @Retry is 'NaN'", jitter);
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
		return PREFIX + type.getSimpleName() + ".on() of bean 'battles' cannot be called with callbacks: " + problem;
	}

	private static HandlerRetry attempts(int attempts) {
		return new HandlerRetry(attempts, null, null, null, null, List.of(), null);
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback(value = "State.StateChange", retry = @Retry(maxAttempts = 3))
	@interface OnPatientStateChange {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback("State.StateChange")
	@interface OnStateChange {

		@AliasFor(annotation = OnCallback.class, attribute = "retry")
		Retry onFailure() default @Retry;

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnBattleStart
	@interface OnOwnBattleStart {

		@AliasFor(annotation = OnBattleStart.class)
		Retry retry() default @Retry;

	}

	interface Contract {

		@OnBattleStart(retry = @Retry(maxAttempts = 3))
		void on();

	}

	static class WithNothing {

		@OnBattleStart
		void on() {
		}

	}

	static class WithEmptyRetry {

		@OnBattleStart(retry = @Retry)
		void on() {
		}

	}

	static class WithEmptyDuration {

		@OnBattleStart(retry = @Retry(delay = "${battles.delay:}", timeout = " "))
		void on() {
		}

	}

	static class WithEverything {

		@OnBattleStart(retry = @Retry(maxAttempts = 3, delay = "5s", multiplier = 1.5, maxDelay = "PT1M30S", jitter = 0,
				excludes = { IllegalStateException.class, IllegalArgumentException.class }, timeout = "1500"))
		void on() {
		}

	}

	static class OnOnCallback {

		@OnCallback(retry = @Retry(maxAttempts = 3))
		void on() {
		}

	}

	static class OnComposed {

		@OnBattleStart(retry = @Retry(maxAttempts = 3))
		void on() {
		}

	}

	static class OnOwnAnnotation {

		@OnPatientStateChange
		void on() {
		}

	}

	static class OnOwnAlias {

		@OnStateChange(onFailure = @Retry(maxAttempts = 3))
		void on() {
		}

	}

	static class OnOwnAliasOfComposed {

		@OnOwnBattleStart(retry = @Retry(maxAttempts = 3))
		void on() {
		}

	}

	static class OnInterface implements Contract {

		@Override
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
		@OnBattleStart(retry = @Retry(maxAttempts = 2))
		void on() {
		}

	}

	static class OnOverridingWithout extends OnComposed {

		@Override
		@OnBattleStart
		void on() {
		}

	}

	static class OnSecond {

		@OnBattleStart
		@OnCallback(value = "State.StateChange", retry = @Retry(maxAttempts = 3))
		void on() {
		}

	}

	static class WithPlaceholder {

		@OnBattleStart(retry = @Retry(delay = "${battles.delay}"))
		void on() {
		}

	}

	static class WithDefault {

		@OnBattleStart(retry = @Retry(timeout = "${battles.timeout:7s}"))
		void on() {
		}

	}

	static class WrongMaxDelay {

		@OnBattleStart(retry = @Retry(maxDelay = "-5m"))
		void on() {
		}

	}

	static class MaxDelayBelowDelay {

		@OnBattleStart(retry = @Retry(delay = "5s", maxDelay = "1s"))
		void on() {
		}

	}

	static class WrongTimeout {

		@OnBattleStart(retry = @Retry(timeout = "0s"))
		void on() {
		}

	}

	static class WrongMaxAttempts {

		@OnBattleStart(retry = @Retry(maxAttempts = -1))
		void on() {
		}

	}

	static class LowMultiplier {

		@OnBattleStart(retry = @Retry(multiplier = 0.5))
		void on() {
		}

	}

	static class NoMultiplier {

		@OnBattleStart(retry = @Retry(multiplier = Double.NaN))
		void on() {
		}

	}

	static class InfiniteMultiplier {

		@OnBattleStart(retry = @Retry(multiplier = Double.POSITIVE_INFINITY))
		void on() {
		}

	}

	static class LowJitter {

		@OnBattleStart(retry = @Retry(jitter = -0.5))
		void on() {
		}

	}

	static class HighJitter {

		@OnBattleStart(retry = @Retry(jitter = 1.5))
		void on() {
		}

	}

	static class NoJitter {

		@OnBattleStart(retry = @Retry(jitter = Double.NaN))
		void on() {
		}

	}

}
