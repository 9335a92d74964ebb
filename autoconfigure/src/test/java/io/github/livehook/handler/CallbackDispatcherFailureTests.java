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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.HandlerOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackDispatcher} and what handlers and interceptors throw.
 */
class CallbackDispatcherFailureTests {

	private int recursions;

	private final Callback battle = TestCallbacks.battle();

	@AfterEach
	void clear() {
		MDC.clear();
		Thread.interrupted();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whenHandlerThrowsThenThatIsAFailureLikeOthers(Throwable failure) {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of());
		HandlerOutcome outcome = dispatcher.dispatch(throwing(failure), this.battle);
		assertThat(outcome).isEqualTo(new HandlerOutcome(Status.FAILED, null, failure));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	static List<Throwable> failures() {
		return List.of(new StackOverflowError(), new AssertionError("wrong"), new OutOfMemoryError("pretended"),
				new NoClassDefFoundError("gone"), new Exception("checked"), new CancellationException(),
				new IllegalStateException());
	}

	@Test
	void whenHandlerRecursesForEverThenThatIsAFailure() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of());
		HandlerOutcome outcome = dispatcher.dispatch(TestHandler.of("battles.on", this::recurse), this.battle);
		assertThat(outcome.status()).isEqualTo(Status.FAILED);
		assertThat(outcome.error()).isInstanceOf(StackOverflowError.class);
	}

	private void recurse(Callback callback) {
		recurse(callback);
		this.recursions++;
	}

	@Test
	void whenBodyDoesNotFitRecordThenHandlerIsUnreadable() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of());
		CallbackHandler handler = TestHandler.of("battles.on", (callback) -> callback.bodyAs(BattleStarted.class));
		HandlerOutcome outcome = dispatcher.dispatch(handler, TestCallbacks.unreadableBattle());
		assertThat(outcome.status()).isEqualTo(Status.UNREADABLE);
		assertThat(outcome.error()).isInstanceOf(UnreadableBodyException.class);
	}

	@Test
	void whenInterceptorThrowsThenTheOuterOnesSeeIt() {
		List<Throwable> seen = new ArrayList<>();
		IllegalStateException failure = new IllegalStateException("inner");
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> {
			try {
				return invocation.proceed();
			}
			catch (Throwable ex) {
				seen.add(ex);
				throw ex;
			}
		}, (invocation) -> {
			throw failure;
		}));
		TestHandler handler = TestHandler.of("battles.on");
		assertThat(dispatcher.dispatch(handler, this.battle))
			.isEqualTo(new HandlerOutcome(Status.FAILED, null, failure));
		assertThat(seen).containsExactly(failure);
		assertThat(handler.calls()).isZero();
	}

	@Test
	void whenInterceptorSwallowsFailureThenCallHasSucceeded() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> {
			try {
				return invocation.proceed();
			}
			catch (IllegalStateException ex) {
				return null;
			}
		}));
		assertThat(dispatcher.dispatch(throwing(new IllegalStateException()), this.battle).status())
			.isEqualTo(Status.SUCCEEDED);
	}

	@Test
	void whenInterceptorProceedsTwiceThenHandlerIsCalledTwice() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> {
			invocation.proceed();
			return invocation.proceed();
		}, HandlerInvocation::proceed));
		TestHandler handler = TestHandler.of("battles.on");
		dispatcher.dispatch(handler, this.battle);
		assertThat(handler.calls()).isEqualTo(2);
	}

	@Test
	void whenInterceptorIsInterruptedThenThreadStaysMarked() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> {
			throw new InterruptedException();
		}));
		assertThat(dispatcher.dispatch(TestHandler.of("battles.on"), this.battle).status()).isEqualTo(Status.FAILED);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenFailingHandlerLeavesLoggingContextThenItIsRestored() {
		MDC.put("request", "1");
		new CallbackDispatcher(List.of()).dispatch(TestHandler.of("battles.on", (callback) -> {
			MDC.put("battle", "b-1");
			MDC.remove("request");
			throw new IllegalStateException();
		}), this.battle);
		assertThat(MDC.get("request")).isEqualTo("1");
		assertThat(MDC.get("battle")).isNull();
	}

	@Test
	void whenCallerHasNoLoggingContextThenWhatTheHandlerLeavesIsTakenOut() {
		MDC.clear();
		new CallbackDispatcher(List.of()).dispatch(TestHandler.of("battles.on", (callback) -> MDC.put("battle", "b-1")),
				this.battle);
		assertThat(MDC.get("battle")).isNull();
	}

	private static CallbackHandler throwing(Throwable failure) {
		return TestHandler.of("battles.on", (callback) -> {
			throw failure;
		});
	}

}
