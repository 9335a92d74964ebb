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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DecisionResult.Status;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for decisions that come too late.
 */
class LateDecisionTests {

	private static final Duration SHORT = Duration.ofMillis(1);

	private final Recorder recorder = new Recorder();

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	@Test
	void whenDecisionIsLateThenOnFailureIsSentAndListenerIsToldOnceWithItsRequest() throws Exception {
		Callback gift = Decisions.gift("r-1");
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of(this::decideWhenReleased), this.recorder)) {
			TestReply reply = decisions.decide(gift, TestReply.lateOnce(this.asked));
			assertThat(reply.sent).containsExactly(DecisionResult.of(Status.LATE, GiftDecision.reject()));
			assertThat(this.recorder.callbacks).isEmpty();
			this.release.countDown();
			this.recorder.awaitTold(1);
			assertThat(this.recorder.callbacks).containsExactly(gift);
			assertThat(this.recorder.decisions).containsExactly(GiftDecision.allow());
			assertThat(reply.sent).hasSize(1);
		}
	}

	@Test
	void whenRequestWasAnsweredWhileDecisionIsSentThenListenerIsTold() throws Exception {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> GiftDecision.allow()),
				this.recorder)) {
			TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.answered());
			this.recorder.awaitTold(1);
			assertThat(this.recorder.decisions).containsExactly(GiftDecision.allow());
			assertThat(reply.sent).containsExactly(DecisionResult.of(Status.DECIDED, GiftDecision.allow()));
		}
	}

	@Test
	void whenDecisionHandlersFinishAboutTheDeadlineThenEachDecisionIsEitherSentOrTold() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		List<TestReply> replies = new ArrayList<>();
		try (Decisions decisions = Decisions.of(64, TestDecisionHandler.of((gift) -> {
			LockSupport.parkNanos((asked.incrementAndGet() % 20) * 100_000L);
			return GiftDecision.allow();
		}), this.recorder)) {
			for (int i = 0; i < 1500; i++) {
				replies.add(decisions.decide(Decisions.gift("r-" + i), TestReply.within(SHORT)));
			}
			CountDownLatch idle = new CountDownLatch(1);
			decisions.threads().stop(idle::countDown);
			assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
		}
		long inTime = replies.stream().filter((reply) -> reply.sent.get(0).status() == Status.DECIDED).count();
		assertThat(replies).allSatisfy((reply) -> assertThat(reply.sent).hasSize(1));
		long told = this.recorder.callbacks.size();
		assertThat(inTime + told).isEqualTo(asked.get());
		assertThat(this.recorder.callbacks).doesNotHaveDuplicates();
		assertThat(inTime).as("in time").isPositive();
		assertThat(told).as("late").isPositive();
	}

	@Test
	void whenListenerFailsThenOthersAreToldAndPermitIsFreeAgain() throws Exception {
		LateListener failing = (decisionHandler, callback, decision) -> {
			throw new StackOverflowError("failing as told");
		};
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of(this::decideWhenReleased), failing,
				this.recorder)) {
			decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			this.release.countDown();
			this.recorder.awaitTold(1);
			assertThat(decideOnceThereIsRoom(decisions).sent)
				.containsExactly(DecisionResult.of(Status.DECIDED, GiftDecision.allow()));
		}
	}

	@Test
	void whenLateDecisionIsAwaitedThenNextQuestionFindsNoRoomUntilItHasCome() throws Exception {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of(this::decideWhenReleased), this.recorder)) {
			decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			assertThat(decisions.decide(Decisions.gift("r"), TestReply.within(SHORT)).sent)
				.containsExactly(DecisionResult.of(Status.SATURATED, GiftDecision.reject()));
			this.release.countDown();
			assertThat(decideOnceThereIsRoom(decisions).sent)
				.containsExactly(DecisionResult.of(Status.DECIDED, GiftDecision.allow()));
			this.recorder.awaitTold(1);
		}
	}

	@Test
	void whenLateDecisionHandlerFailsThenNobodyIsTold() throws Exception {
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> {
			this.asked.countDown();
			this.release.await();
			throw new IllegalStateException("failing as told");
		}), this.recorder)) {
			TestReply reply = decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			CountDownLatch idle = new CountDownLatch(1);
			decisions.threads().stop(idle::countDown);
			this.release.countDown();
			assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(this.recorder.callbacks).isEmpty();
		}
	}

	@Test
	void whenDecisionHandlerIsToBeInterruptedThenItIsAndItsDecisionIsToldAllTheSame() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		AtomicBoolean toldInterrupted = new AtomicBoolean();
		TestDecisionHandler decisionHandler = new TestDecisionHandler(true, (gift) -> {
			this.asked.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
				Thread.currentThread().interrupt();
			}
			return GiftDecision.allow();
		});
		LateListener first = (of, callback, decision) -> toldInterrupted.set(Thread.currentThread().isInterrupted());
		try (Decisions decisions = Decisions.of(1, decisionHandler, first, this.recorder)) {
			decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			this.recorder.awaitTold(1);
			assertThat(interrupted).isTrue();
			assertThat(toldInterrupted).isFalse();
		}
	}

	@Test
	void whenDecisionHandlerIsNotToBeInterruptedThenItIsNot() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		try (Decisions decisions = Decisions.of(1, TestDecisionHandler.of((gift) -> {
			this.asked.countDown();
			this.release.await();
			interrupted.set(Thread.interrupted());
			return GiftDecision.allow();
		}), this.recorder)) {
			decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			this.release.countDown();
			this.recorder.awaitTold(1);
			assertThat(interrupted).isFalse();
		}
	}

	@Test
	void whenThreadsAreStoppedThenLateDecisionHandlerAndItsListenersAreWaitedFor() throws Exception {
		CountDownLatch idle = new CountDownLatch(1);
		CountDownLatch listening = new CountDownLatch(1);
		LateListener slow = (decisionHandler, callback, decision) -> {
			try {
				listening.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
		try (Decisions decisions = Decisions.of(2, TestDecisionHandler.of(this::decideWhenReleased), this.recorder,
				slow)) {
			decisions.decide(Decisions.gift("r"), TestReply.lateOnce(this.asked));
			decisions.threads().stop(idle::countDown);
			this.release.countDown();
			this.recorder.awaitTold(1);
			assertThat(idle.getCount()).isEqualTo(1);
			listening.countDown();
			assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private Object decideWhenReleased(Callback gift) throws InterruptedException {
		this.asked.countDown();
		this.release.await();
		return GiftDecision.allow();
	}

	private static TestReply decideOnceThereIsRoom(Decisions decisions) {
		TestReply reply;
		do {
			reply = decisions.decide(Decisions.gift("next"), TestReply.within(Duration.ofSeconds(20)));
		}
		while (reply.sent.get(0).status() == Status.SATURATED);
		return reply;
	}

	@FunctionalInterface
	private interface LateListener extends CallbackListener {

		void onLateDecision(DecisionHandler handler, Callback callback, Decision decision);

		@Override
		default void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
			onLateDecision(handler, callback, decision);
		}

	}

	/**
	 * A listener that notes what it is notified of.
	 */
	private static final class Recorder implements CallbackListener {

		private final List<Callback> callbacks = new CopyOnWriteArrayList<>();

		private final List<Decision> decisions = new CopyOnWriteArrayList<>();

		private final Semaphore told = new Semaphore(0);

		@Override
		public void decidedLate(DecisionHandler decisionHandler, Callback callback, Decision decision) {
			this.callbacks.add(callback);
			this.decisions.add(decision);
			this.told.release();
		}

		void awaitTold(int times) throws InterruptedException {
			assertThat(this.told.tryAcquire(times, 20, TimeUnit.SECONDS)).isTrue();
		}

	}

}
