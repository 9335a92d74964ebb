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

package io.github.livehook.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what observes failing itself, which callbacks must not notice.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailingObservationTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<HandlerOutcome.Status> outcomes = new ArrayList<>();

	@ParameterizedTest
	@EnumSource(Step.class)
	void whenHandlerOfObservationsThrowsThenCallbackIsHandledOnce(Step step, CapturedOutput output) {
		this.registry.observationConfig().observationHandler(new ThrowingHandler(step));
		TestHandler handler = TestHandler.of("score");
		observe(handler, TestCallbacks.battle());
		observe(handler, TestCallbacks.battle(), TestCallbacks.battle("b-2"));
		assertThat(handler.calls()).isEqualTo(3);
		assertThat(this.outcomes).hasSize(3).containsOnly(HandlerOutcome.Status.SUCCEEDED);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
		if (step != Step.ERROR) {
			assertThat(output).contains("An observation failed").contains("observing fails as told");
		}
	}

	@ParameterizedTest
	@EnumSource(Step.class)
	void whenBothThrowThenItIsTheFailureOfTheHandlerThatCounts(Step step) {
		this.registry.observationConfig().observationHandler(new ThrowingHandler(step));
		observe(TestHandler.of("score", (callback) -> {
			throw new IllegalStateException("failing as told");
		}), TestCallbacks.battle());
		observe(TestHandler.of("score", (callback) -> callback.bodyAs(BattleStarted.class)),
				TestCallbacks.unreadableBattle());
		assertThat(this.outcomes).containsExactly(HandlerOutcome.Status.FAILED, HandlerOutcome.Status.UNREADABLE);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@ParameterizedTest
	@MethodSource("throwingConventions")
	void whenConventionThrowsThenCallbackIsHandled(CallbackObservationConvention convention, CapturedOutput output) {
		this.registry.observationConfig().observationHandler(new StoppedObservations());
		List<String> processed = new ArrayList<>();
		new ObservedCallbacks(this.registry, ListedHandlers.commandsOf(), convention)
			.observe(List.of(TestCallbacks.battle().metadata()), () -> processed.add("once"));
		assertThat(processed).containsExactly("once");
		assertThat(output).contains("An observation failed");
	}

	static Stream<CallbackObservationConvention> throwingConventions() {
		return Stream.of(new CallbackObservationConvention() {

			@Override
			public String getName() {
				throw new IllegalStateException("observing fails as told");
			}

		}, new CallbackObservationConvention() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				throw new IllegalStateException("observing fails as told");
			}

		});
	}

	@Test
	void whenPredicateThrowsThenHandlerIsCalled() {
		this.registry.observationConfig().observationHandler(new StoppedObservations());
		this.registry.observationConfig().observationPredicate((name, context) -> {
			throw new IllegalStateException("observing fails as told");
		});
		observe(TestHandler.of("score"), TestCallbacks.battle());
		assertThat(this.outcomes).containsExactly(HandlerOutcome.Status.SUCCEEDED);
	}

	@ParameterizedTest
	@EnumSource(Step.class)
	void whenItThrowsOnAnotherThreadThenTaskIsRunOnceAndNothingIsLeft(Step step) {
		this.registry.observationConfig().observationHandler(new StoppedObservations());
		Observation request = Observation.start("request", this.registry);
		List<String> ran = new ArrayList<>();
		List<Runnable> tasks = new ArrayList<>();
		request.scoped(() -> tasks.add(new ObservationThreadContext(this.registry).propagate(() -> ran.add("once"))));
		this.registry.observationConfig().observationHandler(new ThrowingHandler(step));
		tasks.forEach(Runnable::run);
		assertThat(ran).containsExactly("once");
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	private void observe(TestHandler handler, Callback... callbacks) {
		ObservedCallbacks observed = new ObservedCallbacks(this.registry, ListedHandlers.commandsOf(), null);
		CallbackDispatcher dispatcher = new CallbackDispatcher(
				List.of(new ObservedHandlerCalls(this.registry, ListedHandlers.commandsOf(), observed, null)),
				List.of());
		List<CallbackMetadata> metadata = Stream.of(callbacks).map(Callback::metadata).toList();
		observed.observe(metadata, () -> {
			for (Callback callback : callbacks) {
				this.outcomes.add(dispatcher.dispatch(handler, callback).status());
			}
		});
	}

	/**
	 * Where an observation may fail.
	 */
	enum Step {

		START, OPEN, CLOSE, ERROR, STOP

	}

	private record ThrowingHandler(Step step) implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStart(Observation.Context context) {
			failAt(Step.START);
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			failAt(Step.OPEN);
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			failAt(Step.CLOSE);
		}

		@Override
		public void onError(Observation.Context context) {
			failAt(Step.ERROR);
		}

		@Override
		public void onStop(Observation.Context context) {
			failAt(Step.STOP);
		}

		private void failAt(Step current) {
			if (this.step == current) {
				throw new LinkageError("observing fails as told");
			}
		}

	}

}
