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

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerObservationsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final StoppedObservations stopped = new StoppedObservations();

	private final CallbackObservations observations = observations(this.registry, null);

	private final Callback battle = TestCallbacks.battle();

	@BeforeEach
	void keepStoppedObservations() {
		this.registry.observationConfig().observationHandler(this.stopped);
	}

	@Test
	void whenHandlerSucceedsThenObservationHasItsKeys() {
		dispatch(TestHandler.of("score"), this.battle);
		assertThat(this.registry).hasSingleObservationThat()
			.hasNameEqualTo("livehook.handler")
			.hasContextualNameEqualTo("handler score")
			.hasLowCardinalityKeyValue("command", BattleStarted.COMMAND)
			.hasLowCardinalityKeyValue("handler", "score")
			.hasLowCardinalityKeyValue("outcome", "succeeded")
			.hasHighCardinalityKeyValue("livehook.callback.id", String.valueOf(this.battle.metadata().callbackId()))
			.hasHighCardinalityKeyValue("livehook.attempt", "1")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
		assertThat(this.stopped.handlers().get(0).getLowCardinalityKeyValues()).hasSize(3);
		assertThat(this.stopped.handlers().get(0).getHighCardinalityKeyValues()).hasSize(2);
	}

	@Test
	void whenHandlerFailsThenObservationHasTheError() {
		Error failure = new StackOverflowError("failing as told");
		HandlerOutcome outcome = dispatch(TestHandler.of("score", (callback) -> {
			throw failure;
		}), this.battle);
		assertThat(outcome.status()).isEqualTo(HandlerOutcome.Status.FAILED);
		assertThat(this.registry).hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "failed")
			.hasBeenStopped()
			.hasError(failure);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void whenBodyDoesNotFitThenOutcomeIsUnreadable() {
		HandlerOutcome outcome = dispatch(TestHandler.of("score", (callback) -> callback.bodyAs(BattleStarted.class)),
				TestCallbacks.unreadableBattle());
		assertThat(outcome.status()).isEqualTo(HandlerOutcome.Status.UNREADABLE);
		assertThat(this.registry).hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "unreadable");
	}

	@Test
	void whenHandlerIsCalledThenItsObservationIsCurrent() {
		TestHandler handler = TestHandler.of("score", (callback) -> {
			Observation current = this.registry.getCurrentObservation();
			assertThat(current).isNotNull();
			assertThat(current.getContextView().getName()).isEqualTo("livehook.handler");
		});
		assertThat(dispatch(handler, this.battle).status()).isEqualTo(HandlerOutcome.Status.SUCCEEDED);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void whenEventsComeInABatchThenEachCallIsPartOfItsOwn() {
		Callback other = TestCallbacks.battle("b-2");
		this.observations.observe(List.of(this.battle, other), () -> {
			dispatch(TestHandler.of("second"), other);
			dispatch(TestHandler.of("first"), this.battle);
		});
		assertThat(this.stopped.handlers()).hasSize(2)
			.allSatisfy((call) -> assertThat(StoppedObservations.parentOf(call)).isInstanceOfSatisfying(
					CallbackObservationContext.class,
					(callback) -> assertThat(callback.getMetadata()).isSameAs(call.getMetadata())));
	}

	@Test
	void whenCallIsOutsideItsRequestThenItIsPartOfWhatIsCurrent() {
		Observation job = Observation.start("job", this.registry);
		job.scoped(() -> dispatch(TestHandler.of("score"), this.battle));
		assertThat(StoppedObservations.parentOf(this.stopped.handlers().get(0))).isSameAs(job.getContextView());
	}

	@Test
	void whenObservationOfTheCallbackIsSwitchedOffThenCallIsPartOfTheOuterOne() {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.equals("livehook.callback"));
		Observation request = Observation.start("request", this.registry);
		request.scoped(() -> this.observations.observe(List.of(this.battle),
				() -> dispatch(TestHandler.of("score"), this.battle)));
		assertThat(StoppedObservations.parentOf(this.stopped.handlers().get(0))).isSameAs(request.getContextView());
	}

	@Test
	void whenObservationOfTheCallIsSwitchedOffThenThatOfTheCallbackStaysCurrent() {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.equals("livehook.handler"));
		List<String> current = new ArrayList<>();
		TestHandler handler = TestHandler.of("score",
				(callback) -> current.add(this.registry.getCurrentObservation().getContextView().getName()));
		this.observations.observe(List.of(this.battle), () -> dispatch(handler, this.battle));
		assertThat(current).containsExactly("livehook.callback");
	}

	@Test
	void whenThereIsAConventionThenItOverrides() {
		dispatch(observations(this.registry, new HandlerObservationConvention() {

			@Override
			public String getName() {
				return "webhook.call";
			}

		}), TestHandler.of("score"), this.battle);
		assertThat(this.registry).hasSingleObservationThat()
			.hasNameEqualTo("webhook.call")
			.hasLowCardinalityKeyValue("handler", "score");
	}

	@Test
	void whenRegistryObservesNothingThenHandlerIsCalled() {
		TestHandler handler = TestHandler.of("score");
		assertThat(dispatch(observations(ObservationRegistry.NOOP, null), handler, this.battle).status())
			.isEqualTo(HandlerOutcome.Status.SUCCEEDED);
		assertThat(handler.calls()).isEqualTo(1);
	}

	private HandlerOutcome dispatch(TestHandler handler, Callback callback) {
		return dispatch(this.observations, handler, callback);
	}

	private static HandlerOutcome dispatch(CallbackObservations observations, TestHandler handler, Callback callback) {
		return new CallbackDispatcher(List.of(observations)).dispatch(handler, callback);
	}

	private static CallbackObservations observations(ObservationRegistry registry,
			@Nullable HandlerObservationConvention convention) {
		return new CallbackObservations(registry, CommandCatalog.standard(), ListedHandlers.of(), null, convention);
	}

}
