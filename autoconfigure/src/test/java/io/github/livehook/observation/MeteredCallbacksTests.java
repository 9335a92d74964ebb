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

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

class MeteredCallbacksTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeteredCallbacks callbacks = new MeteredCallbacks(this.registry, ListedHandlers.commandsOf(),
			CommandCatalog.standard());

	private final InboundRequest request = new InboundRequest(Instant.EPOCH, "SdkAppid=invented", null, (name) -> null);

	@ParameterizedTest
	@EnumSource
	void whenRequestIsRefusedThenItIsCountedByReason(VerificationFailure.Reason reason) {
		this.callbacks.refused(this.request, new VerificationFailure(reason, "invented"));
		assertThat(counts())
			.isEqualTo(Map.of("livehook.requests.refused{reason=" + reason.name().toLowerCase(Locale.ROOT) + "}", 1.0));
	}

	@ParameterizedTest
	@EnumSource
	void whenRequestIsRejectedThenItIsCountedByReason(InvalidRequest rejection) {
		this.callbacks.rejected(rejection, "invented");
		assertThat(counts()).isEqualTo(
				Map.of("livehook.requests.rejected{reason=" + rejection.name().toLowerCase(Locale.ROOT) + "}", 1.0));
	}

	@Test
	void whenRequestWouldBeRefusedThenItIsCountedByReason() {
		this.callbacks.reported(this.request,
				new VerificationFailure(VerificationFailure.Reason.CLOCK_SKEW, "invented"));
		assertThat(counts()).isEqualTo(Map.of("livehook.requests.reported{reason=clock_skew}", 1.0));
	}

	@Test
	void whenCommandsDifferThenItIsCountedWithoutThem() {
		this.callbacks.commandDiffers("invented", "made up");
		this.callbacks.commandDiffers("devised", "made up");
		assertThat(counts()).isEqualTo(Map.of("livehook.commands.differing{}", 2.0));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "DUPLICATE", "SATURATED" })
	void whenCallbackIsDeliveredInTimeThenNothingIsCounted(DeliveryResult.Status status) {
		this.callbacks.delivered(TestCallbacks.metadata(BattleStarted.COMMAND), DeliveryResult.of(status), null);
		assertThat(counts()).isEmpty();
	}

	@Test
	void whenCallbackIsARepeatThenItIsCountedByCommand() {
		this.callbacks.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), null);
		assertThat(counts())
			.isEqualTo(Map.of("livehook.callbacks.repeated{command=Live.CallbackAfterStartBattle}", 1.0));
	}

	@Test
	void whenThereIsNoRoomThenItIsCountedByKind() {
		this.callbacks.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.SATURATED), null);
		decided(DecisionResult.Status.SATURATED, null);
		assertThat(counts()).isEqualTo(Map.of("livehook.callbacks.saturated{kind=event}", 1.0,
				"livehook.callbacks.saturated{kind=question}", 1.0));
	}

	@Test
	void whenAnswerIsLateThenItIsCountedByCommand() {
		this.callbacks.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.HANDLED), CallbackResponse.OK);
		decided(DecisionResult.Status.LATE, null);
		decided(DecisionResult.Status.DECIDED, CallbackResponse.OK);
		decided(DecisionResult.Status.DECIDED, null);
		assertThat(counts()).isEqualTo(Map.of("livehook.answers.late{command=Live.CallbackAfterStartBattle}", 1.0,
				"livehook.answers.late{command=Live.CallbackBeforeSendGift}", 2.0));
	}

	@Test
	void whenDecisionIsLateThenItIsCountedByCommand() {
		this.callbacks.decidedLate(TestCallbacks.metadata(GiftRequest.COMMAND), GiftDecision.allow());
		assertThat(counts()).isEqualTo(Map.of("livehook.decisions.late{command=Live.CallbackBeforeSendGift}", 1.0));
	}

	@Test
	void whenCommandIsInventedThenItIsCountedAndNoValue() {
		this.callbacks.delivered(TestCallbacks.metadata("Live.Invented"),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), CallbackResponse.OK);
		this.callbacks.decided(TestCallbacks.metadata("Live.CallbackBeforeInvented"),
				new DecisionResult(DecisionResult.Status.NO_DECISION_HANDLER, GiftDecision.allow(), ""), null);
		assertThat(counts()).isEqualTo(Map.of("livehook.callbacks.repeated{command=other}", 1.0,
				"livehook.answers.late{command=other}", 1.0, "livehook.commands.unknown{}", 2.0));
	}

	@Test
	void whenBoundThenCountersOfFixedValuesAreThereAndZero() {
		this.callbacks.bindTo(this.registry);
		Map<String, Double> counts = counts();
		assertThat(counts.values()).containsOnly(0.0);
		assertThat(counts.keySet())
			.hasSize(2 * VerificationFailure.Reason.values().length + InvalidRequest.values().length + 4)
			.contains("livehook.requests.refused{reason=no_token}", "livehook.requests.reported{reason=other}",
					"livehook.requests.rejected{reason=body_consumed}", "livehook.commands.differing{}",
					"livehook.commands.unknown{}", "livehook.callbacks.saturated{kind=event}",
					"livehook.callbacks.saturated{kind=question}");
		this.callbacks.refused(this.request, new VerificationFailure(VerificationFailure.Reason.NO_TOKEN, ""));
		this.callbacks.commandDiffers("a", "b");
		assertThat(counts()).hasSameSizeAs(counts).containsEntry("livehook.requests.refused{reason=no_token}", 1.0);
	}

	@Test
	void whenCountersAreDocumentedThenTheyHaveTheKeysThatAreDocumented() {
		this.callbacks.bindTo(this.registry);
		new MeteredAttempts(this.registry, new ListedHandlers(List.of(TestHandler.of("score")))).bindTo(this.registry);
		whenCommandIsInventedThenKeysAreCounted();
		Map<String, Set<String>> keys = this.registry.getMeters()
			.stream()
			.collect(Collectors.toMap((meter) -> meter.getId().getName(),
					(meter) -> meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet()),
					(first, second) -> first, TreeMap::new));
		Map<String, Set<String>> documented = List.of(LivehookMeters.values())
			.stream()
			.filter((meter) -> meter.getType() == Meter.Type.COUNTER)
			.collect(Collectors.toMap(LivehookMeters::getName,
					(meter) -> List.of(meter.getKeyNames())
						.stream()
						.map((key) -> key.asString())
						.collect(Collectors.toSet())));
		assertThat(keys).isEqualTo(documented);
	}

	private void whenCommandIsInventedThenKeysAreCounted() {
		this.callbacks.delivered(TestCallbacks.metadata("Live.Invented"),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), CallbackResponse.OK);
		this.callbacks.decidedLate(TestCallbacks.metadata(GiftRequest.COMMAND), GiftDecision.allow());
	}

	private void decided(DecisionResult.Status status, @Nullable CallbackResponse atDeadline) {
		this.callbacks.decided(TestCallbacks.metadata(GiftRequest.COMMAND),
				new DecisionResult(status, GiftDecision.reject(), ""), atDeadline);
	}

	private Map<String, Double> counts() {
		Map<String, Double> counts = new TreeMap<>();
		for (Meter meter : this.registry.getMeters()) {
			String tags = meter.getId()
				.getTags()
				.stream()
				.map((tag) -> tag.getKey() + "=" + tag.getValue())
				.collect(Collectors.joining(",", "{", "}"));
			counts.put(meter.getId().getName() + tags, ((Counter) meter).count());
		}
		return counts;
	}

}
