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

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsCallbackListenerTests {

	private final TestHandler score = TestHandler.of("score");

	private final DecisionHandler wallet = Mockito.mock(DecisionHandler.class);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MetricsCallbackListener listener = new MetricsCallbackListener(this.registry,
			CommandCatalog.standard(), ListedHandlers.of(this.score, TestHandler.of("notify")));

	private final InboundRequest request = new InboundRequest(Instant.EPOCH, "SdkAppid=invented", null, (name) -> null);

	@ParameterizedTest
	@EnumSource
	void whenVerificationFailsThenItIsCountedByReason(VerificationFailure.Reason reason) {
		this.listener.verificationFailed(this.request, new VerificationFailure(reason, "invented"), true);
		assertThat(counts()).isEqualTo(Map.of("livehook.verification.failures{reason=" + lowerCase(reason) + "}", 1.0));
	}

	@ParameterizedTest
	@EnumSource
	void whenVerificationFailureIsReportedThenItIsCountedByReason(VerificationFailure.Reason reason) {
		this.listener.verificationFailed(this.request, new VerificationFailure(reason, "invented"), false);
		assertThat(counts()).isEqualTo(Map.of("livehook.verification.reported{reason=" + lowerCase(reason) + "}", 1.0));
	}

	@ParameterizedTest
	@EnumSource
	void whenRequestIsInvalidThenItIsCountedByReason(InvalidRequest reason) {
		this.listener.requestInvalid(reason, "invented");
		assertThat(counts()).isEqualTo(Map.of("livehook.requests.invalid{reason=" + lowerCase(reason) + "}", 1.0));
	}

	@Test
	void whenCommandsDifferThenItIsCountedWithoutThem() {
		this.listener.commandDiffers("invented", "made up");
		this.listener.commandDiffers("devised", "made up");
		assertThat(counts()).isEqualTo(Map.of("livehook.commands.differing{}", 2.0));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "DUPLICATE", "SATURATED" })
	void whenCallbackIsDeliveredInTimeThenNothingIsCounted(DeliveryResult.Status status) {
		this.listener.delivered(TestCallbacks.metadata(BattleStarted.COMMAND), DeliveryResult.of(status), null);
		assertThat(counts()).isEmpty();
	}

	@Test
	void whenCallbackIsADuplicateThenItIsCountedByCommand() {
		this.listener.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), null);
		assertThat(counts())
			.isEqualTo(Map.of("livehook.callbacks.duplicate{command=Live.CallbackAfterStartBattle}", 1.0));
		this.listener.duplicateDropped(TestCallbacks.metadata(BattleStarted.COMMAND));
		assertThat(counts())
			.isEqualTo(Map.of("livehook.callbacks.duplicate{command=Live.CallbackAfterStartBattle}", 2.0));
	}

	@Test
	void whenConcurrencyLimitIsReachedThenItIsCountedByKind() {
		this.listener.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.SATURATED), null);
		decided(DecisionResult.Status.SATURATED, null);
		assertThat(counts()).isEqualTo(Map.of("livehook.callbacks.saturated{kind=event}", 1.0,
				"livehook.callbacks.saturated{kind=decision}", 1.0));
	}

	@Test
	void whenResponseIsLateThenItIsCountedByCommand() {
		this.listener.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.HANDLED), CallbackResponse.OK);
		decided(DecisionResult.Status.LATE, null);
		decided(DecisionResult.Status.DECIDED, CallbackResponse.OK);
		decided(DecisionResult.Status.DECIDED, null);
		assertThat(counts()).isEqualTo(Map.of("livehook.responses.late{command=Live.CallbackAfterStartBattle}", 1.0,
				"livehook.responses.late{command=Live.CallbackBeforeSendGift}", 2.0));
	}

	@Test
	void whenDecisionIsLateThenItIsCountedByCommand() {
		this.listener.decidedLate(this.wallet, TestCallbacks.of(GiftRequest.COMMAND, "{}"), GiftDecision.allow());
		assertThat(counts()).isEqualTo(Map.of("livehook.decisions.late{command=Live.CallbackBeforeSendGift}", 1.0));
	}

	@Test
	void whenCommandIsInventedThenItIsCountedAndNoValue() {
		this.listener.delivered(TestCallbacks.metadata("Live.Invented"),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), CallbackResponse.OK);
		this.listener.decided(TestCallbacks.metadata("Live.CallbackBeforeInvented"),
				new DecisionResult(DecisionResult.Status.NO_DECISION_HANDLER, GiftDecision.allow(), ""), null);
		assertThat(counts()).isEqualTo(Map.of("livehook.callbacks.duplicate{command=other}", 1.0,
				"livehook.responses.late{command=other}", 1.0, "livehook.commands.unknown{}", 2.0));
	}

	@ParameterizedTest
	@EnumSource
	void whenAttemptHasEndedThenItIsCountedByHandlerAndEnd(AttemptVerdict.End end) {
		attempted(this.score, end);
		attempted(this.score, end);
		assertThat(counts()).containsEntry("livehook.delivery.attempts{end=" + lowerCase(end) + ",handler=score}", 2.0);
		assertThat(counts().values().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(2);
	}

	@Test
	void whenDecisionHandlerIsAskedThenNoAttemptIsCounted() {
		attempted(this.wallet, AttemptVerdict.End.SUCCEEDED);
		assertThat(counts().values()).containsOnly(0.0);
	}

	@Test
	void whenBoundThenCountersOfFixedValuesAreThereAndZero() {
		this.listener.bindTo(this.registry);
		Map<String, Double> counts = counts();
		assertThat(counts.values()).containsOnly(0.0);
		assertThat(counts.keySet())
			.hasSize(2 * VerificationFailure.Reason.values().length + InvalidRequest.values().length + 7
					+ 2 * AttemptVerdict.End.values().length)
			.contains("livehook.verification.failures{reason=no_token}", "livehook.verification.reported{reason=other}",
					"livehook.requests.invalid{reason=body_consumed}", "livehook.commands.differing{}",
					"livehook.commands.unknown{}", "livehook.callbacks.saturated{kind=event}",
					"livehook.callbacks.saturated{kind=decision}", "livehook.delivery.attempts{end=dead,handler=score}",
					"livehook.delivery.attempts{end=failed,handler=notify}");
		this.listener.verificationFailed(this.request, new VerificationFailure(VerificationFailure.Reason.NO_TOKEN, ""),
				true);
		this.listener.commandDiffers("a", "b");
		attempted(this.score, AttemptVerdict.End.RETRIED);
		assertThat(counts()).hasSameSizeAs(counts)
			.containsEntry("livehook.verification.failures{reason=no_token}", 1.0)
			.containsEntry("livehook.delivery.attempts{end=retried,handler=score}", 1.0);
	}

	private void attempted(CallbackHandler handler, AttemptVerdict.End end) {
		this.listener.attempted(handler, TestCallbacks.metadata(BattleStarted.COMMAND),
				new AttemptVerdict(end, Duration.ZERO, "", null, true));
	}

	private void decided(DecisionResult.Status status, @Nullable CallbackResponse atDeadline) {
		this.listener.decided(TestCallbacks.metadata(GiftRequest.COMMAND),
				new DecisionResult(status, GiftDecision.reject(), ""), atDeadline);
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
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
