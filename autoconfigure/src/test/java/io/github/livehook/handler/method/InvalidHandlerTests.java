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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import io.github.livehook.event.BattleStarted;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.handler.HandlerOutcome.Status;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What cannot work stops the start-up and says what to change.
 */
class InvalidHandlerTests {

	private static final String RETURN_VOID = "Return void, or a CompletionStage<Void> that completes when the "
			+ "callback was handled.";

	private static final String TAKE = "Take BattleStarted, JsonNode, CallbackMetadata or nothing, each at most once.";

	private final HandlerContext context = new HandlerContext();

	@ParameterizedTest
	@MethodSource("invalidHandlers")
	void whenHandlerCannotWorkThenStartFails(Class<?> handler, String problem, String action) {
		this.context.run(handler, (started) -> {
			assertThat(started).hasFailed();
			assertThat(started.getStartupFailure()).isInstanceOfSatisfying(InvalidHandlerMethodException.class,
					(ex) -> {
						assertThat(ex).hasMessageStartingWith(handler.getName() + ".").hasMessageEndingWith(problem);
						assertThat(ex.getAction()).isEqualTo(action);
					});
		});
	}

	static Stream<Arguments> invalidHandlers() {
		return Stream.of(
				Arguments.of(PrivateMethod.class, ": it is private", "Make it package-private or more visible."),
				Arguments.of(StaticMethod.class, ": it is static", "Make it an instance method."),
				Arguments.of(RequestScoped.class,
						": its bean has the scope 'request', and a callback belongs to no user's request",
						"Move the method to a singleton."),
				Arguments.of(SessionScoped.class,
						": its bean has the scope 'session', and a callback belongs to no user's session",
						"Move the method to a singleton."),
				Arguments.of(AsyncMethod.class, ": it is @Async, so it would be answered as handled before it ran",
						"Remove @Async: the answer goes out in time by itself."),
				Arguments.of(AsyncClass.class, ": it is @Async, so it would be answered as handled before it ran",
						"Remove @Async: the answer goes out in time by itself."),
				Arguments.of(Reactive.class, ": it returns a reactive type that nobody would subscribe to",
						RETURN_VOID),
				Arguments.of(PlainFuture.class, ": it returns a Future that cannot be waited for without a thread",
						RETURN_VOID),
				Arguments.of(StageOfText.class, ": its result has no meaning to Tencent", RETURN_VOID),
				Arguments.of(Result.class, ": its result has no meaning to Tencent", RETURN_VOID),
				Arguments.of(Text.class, ": its parameter of type java.lang.String is not known", TAKE),
				Arguments.of(Number.class, ": its parameter of type int is not known", TAKE),
				Arguments.of(Request.class,
						": its parameter of type jakarta.servlet.http.HttpServletRequest is not known", TAKE),
				Arguments.of(ListOfBattles.class, ": its parameter of type java.util.List is not known", TAKE),
				Arguments.of(WrongRecord.class,
						": its parameter of type io.github.livehook.event.BattleStarted is not known",
						"Take UnknownCallback or a record or class of your own, JsonNode, CallbackMetadata or nothing, "
								+ "each at most once."),
				Arguments.of(Twice.class, ": it takes BattleStarted twice", "Take each parameter at most once."));
	}

	@Test
	void whenTwoHandlersHaveOneIdThenStartFails() {
		String message = "have the same handler id '%s'";
		this.context.run(Overloaded.class,
				(started) -> assertThat(started).getFailure()
					.isInstanceOf(InvalidHandlerMethodException.class)
					.hasMessageContaining(message.formatted("invalidHandlerTests.Overloaded.started")));
		this.context.run(SameId.class,
				(started) -> assertThat(started).getFailure().hasMessageContaining(message.formatted("same")));
	}

	@Test
	void whenMethodIsFinalOnClassProxyThenStartFails() {
		this.context.run(FinalOnProxy.class,
				(started) -> assertThat(started).getFailure()
					.rootCause()
					.isInstanceOf(InvalidHandlerMethodException.class)
					.hasMessageEndingWith("it is final and its bean is a proxy"));
	}

	@Test
	void whenJdkProxyHidesMethodThenStartFails() {
		this.context.run(HiddenByProxy.class,
				(started) -> assertThat(started).getFailure()
					.rootCause()
					.isInstanceOf(InvalidHandlerMethodException.class)
					.hasMessageEndingWith("the proxy of its bean hides it"));
	}

	@Test
	void whenDeclaredTypeHidesMethodOfLazyBeanThenItsCreationFails() {
		this.context.run(HiddenByType.class, (started) -> {
			assertThat(started).hasNotFailed();
			assertThat(HandlerContext.dispatch(started)).isEmpty();
			assertThatException().isThrownBy(() -> started.getBean("hidden"))
				.havingRootCause()
				.isInstanceOf(InvalidHandlerMethodException.class)
				.withMessageEndingWith("the type that its bean is declared by hides it");
		});
	}

	@Test
	void whenDeclaredTypeHidesMethodOfSingletonThenItIsFoundAllTheSame() {
		this.context.run(SeenWhenCreated.class,
				(started) -> assertThat(HandlerContext.dispatch(started)).containsExactly(Status.SUCCEEDED));
	}

	static class PrivateMethod {

		@OnBattleStart
		private void started() {
		}

	}

	static class StaticMethod {

		@OnBattleStart
		static void started() {
		}

	}

	@RequestScope
	static class RequestScoped {

		@OnBattleStart
		void started() {
		}

	}

	@SessionScope
	static class SessionScoped {

		@OnBattleStart
		void started() {
		}

	}

	static class AsyncMethod {

		@Async
		@OnBattleStart
		void started() {
		}

	}

	@Async
	static class AsyncClass {

		@OnBattleStart
		void started() {
		}

	}

	static class Reactive {

		@OnBattleStart
		Flow.Publisher<String> started() {
			return (subscriber) -> {
			};
		}

	}

	static class PlainFuture {

		@OnBattleStart
		Future<Void> started() {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class StageOfText {

		@OnBattleStart
		CompletableFuture<String> started() {
			return CompletableFuture.completedFuture("");
		}

	}

	static class Result {

		@OnBattleStart
		boolean started() {
			return true;
		}

	}

	static class Text {

		@OnBattleStart
		void started(String body) {
		}

	}

	static class Number {

		@OnBattleStart
		void started(int number) {
		}

	}

	static class Request {

		@OnBattleStart
		void started(HttpServletRequest request) {
		}

	}

	static class ListOfBattles {

		@OnBattleStart
		void started(List<BattleStarted> battles) {
		}

	}

	static class WrongRecord {

		@OnCallback("State.StateChange")
		void changed(UnknownCallback callback, BattleStarted battle) {
		}

	}

	static class Twice {

		@OnBattleStart
		void started(BattleStarted one, BattleStarted two) {
		}

	}

	static class Overloaded {

		@OnBattleStart
		void started() {
		}

		@OnBattleStart
		void started(BattleStarted battle) {
		}

	}

	static class SameId {

		@OnBattleStart(id = "same")
		void one() {
		}

		@OnCallback(id = "same")
		void two() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class FinalOnProxy {

		@Bean
		FinalMethod finalMethod() {
			return new FinalMethod();
		}

		@Bean
		static Advice advice() {
			return new Advice();
		}

	}

	static class FinalMethod {

		@OnBattleStart
		final void started() {
		}

		void advisable() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy
	static class HiddenByProxy {

		@Bean
		HiddenMethod hiddenMethod() {
			return new HiddenMethod();
		}

		@Bean
		static Advice advice() {
			return new Advice();
		}

	}

	interface Advisable {

		void advisable();

	}

	static class HiddenMethod implements Advisable {

		@OnBattleStart
		void started() {
		}

		@Override
		public void advisable() {
		}

	}

	@Aspect
	static class Advice {

		@Before("execution(* *.advisable())")
		void before() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenByType {

		@Bean
		@Lazy
		Advisable hidden() {
			return new HiddenMethod();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeenWhenCreated {

		@Bean
		Advisable seen() {
			return new HiddenMethod();
		}

	}

}
