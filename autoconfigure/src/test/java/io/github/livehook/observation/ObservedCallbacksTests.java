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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.SignedQuery;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ObservedCallbacksTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final StoppedObservations stopped = new StoppedObservations();

	private final ObservedCallbacks callbacks = new ObservedCallbacks(this.registry, ListedHandlers.commandsOf(), null);

	private final CallbackMetadata battle = TestCallbacks.metadata(BattleStarted.COMMAND);

	@BeforeEach
	void keepWhatHasStopped() {
		this.registry.observationConfig().observationHandler(this.stopped);
	}

	@Test
	void whenCallbackIsDeliveredThenObservationHasItsKeys() {
		CallbackMetadata metadata = this.battle.withCallbackId("b-1");
		this.callbacks.observe(List.of(metadata), () -> this.callbacks.delivered(metadata,
				DeliveryResult.of(DeliveryResult.Status.NO_HANDLER), CallbackResponse.OK));
		assertThat(this.registry).hasNumberOfObservationsEqualTo(1)
			.hasSingleObservationThat()
			.hasNameEqualTo("livehook.callback")
			.hasContextualNameEqualTo("callback Live.CallbackAfterStartBattle")
			.hasLowCardinalityKeyValue("command", BattleStarted.COMMAND)
			.hasLowCardinalityKeyValue("outcome", "no_handler")
			.hasLowCardinalityKeyValue("late", "true")
			.hasHighCardinalityKeyValue("livehook.app", SignedQuery.APP_ID)
			.hasHighCardinalityKeyValue("livehook.callback.id", "b-1")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
		assertThat(this.stopped.callbacks().get(0).getLowCardinalityKeyValues()).hasSize(3);
		assertThat(this.stopped.callbacks().get(0).getHighCardinalityKeyValues()).hasSize(2);
	}

	@Test
	void whenQuestionIsDecidedThenOutcomeIsHow() {
		CallbackMetadata gift = TestCallbacks.metadata(GiftRequest.COMMAND);
		this.callbacks.observe(List.of(gift), () -> this.callbacks.decided(gift,
				new DecisionResult(DecisionResult.Status.LATE, GiftDecision.reject(), ""), null));
		assertThat(this.registry).hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "late")
			.hasLowCardinalityKeyValue("late", "false")
			.hasHighCardinalityKeyValue("livehook.callback.id", "none");
	}

	@Test
	void whenCommandAndAppAreUnknownThenTheyAreNoValues() {
		CallbackMetadata invented = new CallbackMetadata("", "Live.Invented", null, null, null, null,
				this.battle.receivedAt(), this.battle.deadline(), null, null, 1);
		this.callbacks.observe(List.of(invented), () -> {
		});
		assertThat(this.registry).hasSingleObservationThat()
			.hasContextualNameEqualTo("callback other")
			.hasLowCardinalityKeyValue("command", "other")
			.hasLowCardinalityKeyValue("outcome", "unknown")
			.hasHighCardinalityKeyValue("livehook.app", "none");
	}

	@Test
	void whenProcessingThrowsThenObservationHasTheErrorAndSoHasTheCaller() {
		IllegalStateException failure = new IllegalStateException("failing as told");
		for (List<CallbackMetadata> metadata : List.of(List.of(this.battle), batch())) {
			assertThatIllegalStateException().isThrownBy(() -> this.callbacks.observe(metadata, () -> {
				throw failure;
			})).isSameAs(failure);
			assertNothingIsLeft();
		}
		assertThat(this.stopped.callbacks()).hasSize(3)
			.allSatisfy((context) -> assertThat(context.getError()).isSameAs(failure));
	}

	@Test
	void whenThereIsOneThenItIsCurrentAndPartOfTheRequest() {
		Observation request = Observation.start("request", this.registry);
		List<String> current = new ArrayList<>();
		request.scoped(() -> {
			this.callbacks.observe(List.of(this.battle), () -> current.add(currentName()));
			current.add(currentName());
		});
		request.stop();
		assertThat(current).containsExactly("livehook.callback", "request");
		assertThat(StoppedObservations.parentOf(this.stopped.callbacks().get(0))).isSameAs(request.getContextView());
		assertNothingIsLeft();
	}

	@Test
	void whenThereAreSeveralThenEachIsPartOfTheRequestAndNoneIsCurrent() {
		Observation request = Observation.start("request", this.registry);
		List<String> current = new ArrayList<>();
		List<CallbackMetadata> batch = batch();
		request.scoped(() -> this.callbacks.observe(batch, () -> {
			current.add(currentName());
			this.callbacks.delivered(batch.get(1), DeliveryResult.of(DeliveryResult.Status.FAILED), null);
			this.callbacks.delivered(batch.get(0), DeliveryResult.of(DeliveryResult.Status.HANDLED), null);
			assertThat(this.callbacks.find(batch.get(0))).isNotSameAs(this.callbacks.find(batch.get(1)));
		}));
		request.stop();
		assertThat(current).containsExactly("request");
		assertThat(this.stopped.callbacks()).hasSize(2)
			.allSatisfy(
					(context) -> assertThat(StoppedObservations.parentOf(context)).isSameAs(request.getContextView()))
			.allSatisfy((context) -> assertThat(context.getOutcome())
				.isEqualTo((context.getMetadata() == batch.get(0)) ? "handled" : "failed"));
		assertNothingIsLeft();
	}

	@Test
	void whenCallbackIsObservedWithinAnotherThenTheOuterOneStaysKnown() {
		CallbackMetadata inner = TestCallbacks.metadata(GiftRequest.COMMAND);
		this.callbacks.observe(List.of(this.battle), () -> {
			this.callbacks.observe(List.of(inner), () -> assertThat(this.callbacks.find(this.battle)).isNull());
			assertThat(this.callbacks.find(this.battle)).isNotNull();
			assertThat(this.callbacks.find(inner)).isNull();
		});
		assertNothingIsLeft();
	}

	@Test
	void whenCallbackIsUnknownThenItsEndIsIgnored() {
		this.callbacks.delivered(this.battle, DeliveryResult.of(DeliveryResult.Status.HANDLED), null);
		this.callbacks.observe(List.of(this.battle),
				() -> this.callbacks.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
						DeliveryResult.of(DeliveryResult.Status.HANDLED), null));
		assertThat(this.registry).hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "unknown");
	}

	@Test
	void whenThereIsAConventionThenItNames() {
		ObservedCallbacks named = new ObservedCallbacks(this.registry, ListedHandlers.commandsOf(),
				new CallbackObservationConvention() {

					@Override
					public String getName() {
						return "webhook";
					}

				});
		named.observe(List.of(this.battle), () -> {
		});
		assertThat(this.registry).hasSingleObservationThat()
			.hasNameEqualTo("webhook")
			.doesNotHaveLowCardinalityKeyValueWithKey("command");
	}

	@Test
	void whenNobodyObservesThenCallbackIsProcessed() {
		ObservedCallbacks noop = new ObservedCallbacks(ObservationRegistry.NOOP, ListedHandlers.commandsOf(), null);
		List<String> processed = new ArrayList<>();
		noop.observe(List.of(this.battle), () -> processed.add("once"));
		assertThat(processed).containsExactly("once");
	}

	private List<CallbackMetadata> batch() {
		// Equal, and still two
		return List.of(TestCallbacks.metadata(BattleStarted.COMMAND), TestCallbacks.metadata(BattleStarted.COMMAND));
	}

	private String currentName() {
		Observation current = this.registry.getCurrentObservation();
		return (current != null) ? String.valueOf(current.getContextView().getName()) : "none";
	}

	private void assertNothingIsLeft() {
		assertThat(this.registry.getCurrentObservationScope()).isNull();
		assertThat(this.callbacks.find(this.battle)).isNull();
	}

}
