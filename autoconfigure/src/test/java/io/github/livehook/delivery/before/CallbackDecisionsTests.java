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

package io.github.livehook.delivery.before;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DecisionResult.Status;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackDecisions}.
 */
class CallbackDecisionsTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	@Test
	void whenDecidedInTimeThenDecisionIsSent() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()))) {
			TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.within(LONG));
			assertThat(reply.sent).containsExactly(DecisionResult.of(Status.DECIDED, GiftDecision.allow()));
			assertThat(reply.whenLate).containsExactly(GiftDecision.reject());
		}
	}

	@Test
	void whenAskedOneAfterAnotherThenTheOnlyPermitIsFreeEachTime() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()))) {
			for (int i = 0; i < 2000; i++) {
				TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.within(LONG));
				assertThat(reply.sent).singleElement().extracting(DecisionResult::status).isEqualTo(Status.DECIDED);
			}
		}
	}

	@Test
	void whenDecisionHandlerFailsOrDoesNotDecideThenOnFailureIsSentAndPermitIsFreeAgain() {
		AtomicInteger calls = new AtomicInteger();
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> switch (calls.incrementAndGet()) {
			case 1 -> throw new InterruptedException("failing as told");
			case 2 -> throw new StackOverflowError("failing as told");
			case 3 -> MessageDecision.deliver();
			default -> "allow";
		}))) {
			for (int i = 0; i < 4; i++) {
				TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.within(LONG));
				assertThat(reply.sent).containsExactly(DecisionResult.of(Status.FAILED, GiftDecision.reject()));
			}
		}
	}

	@Test
	void whenBodyDoesNotFitThenOnFailureIsAnswered() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> gift.payload()))) {
			TestReply reply = decisions.decide(TestCallbacks.of("Live.CallbackBeforeSendGift", "{\"GiftWater\":[1]}"),
					TestReply.within(LONG));
			assertThat(reply.sent).singleElement().satisfies((result) -> {
				assertThat(result.status()).isEqualTo(Status.UNREADABLE);
				assertThat(result.decision()).isEqualTo(GiftDecision.reject());
				assertThat(result.detail()).contains("GiftWater");
			});
		}
	}

	@Test
	void whenTimeIsUpBeforeItIsAskedThenNothingIsDecided() {
		AtomicInteger calls = new AtomicInteger();
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> {
			calls.incrementAndGet();
			return GiftDecision.allow();
		}))) {
			PendingDecision pending = new PendingDecision(() -> {
				calls.incrementAndGet();
				return DecisionResult.of(Status.DECIDED, GiftDecision.allow());
			});
			assertThat(pending.await(Duration.ZERO)).isNull();
			assertThat(decisions.threads().tryDecide(pending)).isTrue();
			TestReply next = decide(decisions);
			assertThat(next.sent).extracting(DecisionResult::status).containsExactly(Status.DECIDED);
			assertThat(calls).hasValue(1);
		}
	}

	// Until the thread has given its permit back
	private static TestReply decide(Decisions decisions) {
		TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.within(LONG));
		while (reply.sent.get(0).status() == Status.SATURATED) {
			reply = decisions.decide(Decisions.gift("r"), TestReply.within(LONG));
		}
		return reply;
	}

	@Test
	void whenThreadsAreStoppedThenOnFailureIsSentUntilTheyAreStarted() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()))) {
			AtomicInteger idle = new AtomicInteger();
			decisions.threads().stop(idle::incrementAndGet);
			assertThat(idle).hasValue(1);
			assertThat(decisions.decide(Decisions.gift("r"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.SATURATED, GiftDecision.reject()));
			decisions.threads().start();
			assertThat(decisions.decide(Decisions.gift("r"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.DECIDED, GiftDecision.allow()));
			decisions.threads().close();
			assertThat(decisions.decide(Decisions.gift("r"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.SATURATED, GiftDecision.reject()));
		}
	}

	@Test
	void whenThereIsNoDecisionHandlerThenTencentsDefaultIsSent() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()))) {
			assertThat(decisions.decide(TestCallbacks.of("Group.CallbackBeforeSendMsg", "{}"),
					TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.NO_DECISION_HANDLER, MessageDecision.deliver()));
			assertThat(
					decisions.decide(TestCallbacks.of("C2C.CallbackBeforeSendMsg", "{}"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.NO_DECISION_HANDLER, MessageDecision.deliver()));
			assertThat(decisions.decide(TestCallbacks.of("X.CallbackBeforeNew", "{}"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.NO_DECISION_HANDLER, CallbackDecision.allow()));
		}
	}

	@Test
	void whenCommandIsAskedOrHasDecisionHandlerThenItIsQuestion() {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()))) {
			assertThat(decisions.decisions().isBeforeCallback("Live.CallbackBeforeSendGift")).isTrue();
			assertThat(decisions.decisions().isBeforeCallback("Group.CallbackBeforeSendMsg")).isTrue();
			assertThat(decisions.decisions().isBeforeCallback("C2C.CallbackBeforeSendMsg")).isTrue();
			assertThat(decisions.decisions().isBeforeCallback("State.StateChange")).isFalse();
			assertThat(decisions.decisions().isBeforeCallback("Live.CallbackAfterStartBattle")).isFalse();
		}
	}

	@Test
	void whenTypeOfApplicationCannotBeAnsweredThenOnFailureIsSent() {
		assertFails(new OwnDecision(null, Map.of()));
		assertFails(new OwnDecision("", null));
		Map<String, @Nullable Object> endless = new HashMap<>();
		endless.put("Self", endless);
		assertFails(new OwnDecision("", endless));
	}

	private static void assertFails(OwnDecision decision) {
		try (Decisions decisions = Decisions.of(1, new OwnDecisionHandler(decision))) {
			assertThat(decisions.decide(Decisions.gift("r"), TestReply.within(LONG)).sent)
				.containsExactly(DecisionResult.of(Status.FAILED, GiftDecision.reject()));
		}
	}

	/**
	 * A decision of a type of the application's own, that keeps to nothing.
	 */
	@SuppressWarnings("NullAway") // What null does is the test
	record OwnDecision(@Nullable String text, @Nullable Map<String, @Nullable Object> fields) implements Decision {

		@Override
		public int code() {
			return 0;
		}

	}

	private static final class OwnDecisionHandler implements DecisionHandler {

		private final OwnDecision decision;

		OwnDecisionHandler(OwnDecision decision) {
			this.decision = decision;
		}

		@Override
		public String id() {
			return "own";
		}

		@Override
		public Set<String> commands() {
			return Set.of();
		}

		@Override
		public String description() {
			return "own";
		}

		@Override
		public Object handle(Callback callback) {
			return this.decision;
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return OwnDecision.class;
		}

		@Override
		public Decision onFailure() {
			return GiftDecision.reject();
		}

		@Override
		public boolean isInterruptedWhenLate() {
			return false;
		}

	}

}
