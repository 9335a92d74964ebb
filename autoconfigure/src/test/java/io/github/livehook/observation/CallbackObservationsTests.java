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

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.SignedQuery;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CallbackObservationsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final StoppedObservations stopped = new StoppedObservations();

	private final CallbackObservations observations = observations(this.registry, null);

	private final Callback battle = TestCallbacks.battle();

	// Equal, and still two
	private final List<Callback> batch = List.of(TestCallbacks.battle(), TestCallbacks.battle());

	@BeforeEach
	void keepStoppedObservations() {
		this.registry.observationConfig().observationHandler(this.stopped);
	}

	@Test
	void whenCallbackIsDeliveredThenObservationHasItsKeys() {
		this.observations.observe(List.of(this.battle), () -> this.observations.delivered(this.battle.metadata(),
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
	void whenDecisionIsMadeThenOutcomeIsItsStatus() {
		Callback gift = TestCallbacks.of(GiftRequest.COMMAND, "{}");
		this.observations.observe(List.of(gift), () -> this.observations.decided(gift.metadata(),
				DecisionResult.of(DecisionResult.Status.LATE, GiftDecision.reject()), null));
		assertThat(this.registry).hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "late")
			.hasLowCardinalityKeyValue("late", "false")
			.hasHighCardinalityKeyValue("livehook.callback.id", "none");
	}

	@Test
	void whenCommandAndAppAreUnknownThenTheyAreNoValues() {
		CallbackMetadata known = this.battle.metadata();
		Callback invented = TestCallbacks.decode("{\"CallbackCommand\":\"Live.Invented\"}", new CallbackMetadata("",
				"Live.Invented", null, null, null, null, known.receivedAt(), known.deadline(), null, null, 1));
		this.observations.observe(List.of(invented), () -> {
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
		assertThatIllegalStateException().isThrownBy(() -> this.observations.observe(List.of(this.battle), () -> {
			throw failure;
		})).isSameAs(failure);
		assertThat(this.registry).hasSingleObservationThat().hasBeenStopped().hasError(failure);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void whenThereIsOneCallbackThenItIsCurrentAndPartOfTheRequest() {
		Observation request = Observation.start("request", this.registry);
		List<String> current = new ArrayList<>();
		request.scoped(() -> {
			this.observations.observe(List.of(this.battle), () -> current.add(currentName()));
			current.add(currentName());
		});
		assertThat(current).containsExactly("livehook.callback", "request");
		assertThat(StoppedObservations.parentOf(this.stopped.callbacks().get(0))).isSameAs(request.getContextView());
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void whenThereIsABatchThenEachCallbackIsPartOfTheRequestAndNoneIsCurrent() {
		Observation request = Observation.start("request", this.registry);
		List<String> current = new ArrayList<>();
		request.scoped(() -> this.observations.observe(this.batch, () -> {
			current.add(currentName());
			delivered(this.batch.get(1), DeliveryResult.Status.FAILED);
			delivered(this.batch.get(0), DeliveryResult.Status.HANDLED);
		}));
		assertThat(current).containsExactly("request");
		assertThat(this.stopped.callbacks()).hasSize(2)
			.allSatisfy(
					(context) -> assertThat(StoppedObservations.parentOf(context)).isSameAs(request.getContextView()))
			.allSatisfy((context) -> assertThat(context.getOutcome())
				.isEqualTo((context.getMetadata() == this.batch.get(0).metadata()) ? "handled" : "failed"));
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void whenObservationIsSwitchedOffThenTheOuterOneStaysCurrent() {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.equals("livehook.callback"));
		Observation request = Observation.start("request", this.registry);
		List<String> current = new ArrayList<>();
		request.scoped(() -> {
			this.observations.observe(List.of(this.battle), () -> {
				current.add(currentName());
				delivered(this.battle, DeliveryResult.Status.HANDLED);
			});
			this.observations.observe(this.batch, () -> current.add(currentName()));
		});
		assertThat(current).containsExactly("request", "request");
		assertThat(this.stopped.callbacks()).isEmpty();
	}

	@Test
	void whenCallbackIsNotObservedThenItsOutcomeIsIgnored() {
		delivered(this.battle, DeliveryResult.Status.HANDLED);
		this.observations.observe(List.of(this.battle),
				() -> delivered(TestCallbacks.battle(), DeliveryResult.Status.HANDLED));
		assertThat(this.registry).hasSingleObservationThat().hasLowCardinalityKeyValue("outcome", "unknown");
	}

	@Test
	void whenThereIsAConventionThenItOverridesAndAdds() {
		observations(this.registry, new CallbackObservationConvention() {

			@Override
			public String getName() {
				return "webhook";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(CallbackObservationContext context) {
				return CallbackObservationConvention.super.getLowCardinalityKeyValues(context)
					.and(KeyValue.of("region", "sgp"));
			}

		}).observe(List.of(this.battle), () -> {
		});
		assertThat(this.registry).hasSingleObservationThat()
			.hasNameEqualTo("webhook")
			.hasLowCardinalityKeyValue("command", BattleStarted.COMMAND)
			.hasLowCardinalityKeyValue("region", "sgp");
	}

	@Test
	void whenRegistryObservesNothingThenCallbackIsProcessed() {
		List<String> processed = new ArrayList<>();
		observations(ObservationRegistry.NOOP, null).observe(List.of(this.battle), () -> processed.add("once"));
		assertThat(processed).containsExactly("once");
	}

	private void delivered(Callback callback, DeliveryResult.Status status) {
		this.observations.delivered(callback.metadata(), DeliveryResult.of(status), null);
	}

	private String currentName() {
		Observation current = this.registry.getCurrentObservation();
		return (current != null) ? String.valueOf(current.getContextView().getName()) : "none";
	}

	private static CallbackObservations observations(ObservationRegistry registry,
			@Nullable CallbackObservationConvention convention) {
		return new CallbackObservations(registry, CommandCatalog.standard(), ListedHandlers.of(), convention, null);
	}

}
