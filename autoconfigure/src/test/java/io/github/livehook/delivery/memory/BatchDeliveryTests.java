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

package io.github.livehook.delivery.memory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.FixedHandlers;
import io.github.livehook.delivery.TestProgress;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for batches of {@link InMemoryCallbackDelivery}.
 */
class BatchDeliveryTests {

	// The common pool of a small machine has one thread, and what waits here needs two
	private static final Executor THREAD_FOR_EACH = (task) -> new Thread(task).start();

	private static final Callback A = TestCallbacks.battle("a");

	private static final Callback B = TestCallbacks.battle("b");

	private static final Callback C = TestCallbacks.battle("c");

	private final TestProgress progress = TestProgress.create();

	@AfterEach
	void clearInterruption() {
		Thread.interrupted();
	}

	@Test
	void whenAllDoWellThenEachIsHandledOnceAndBatchIsAcceptedOnce() {
		TestHandler handler = TestHandler.of("handler");
		InMemoryCallbackDelivery delivery = delivery(1, Duration.ofMinutes(1), handler);
		assertThat(deliver(delivery, A, B, C)).containsExactly(Status.HANDLED, Status.HANDLED, Status.HANDLED);
		assertThat(handler.calls()).isEqualTo(3);
		assertThat(this.progress.acceptances()).hasValue(1);
		assertThat(this.progress.failures()).isEmpty();
	}

	@Test
	void whenOneFailsThenOthersAreHandledAndRepeatCallsOnlyWhatHasNotSucceeded() {
		AtomicBoolean failing = new AtomicBoolean(true);
		TestHandler sound = TestHandler.of("sound");
		TestHandler weak = TestHandler.of("weak", (callback) -> {
			if (failing.get() && callback == B) {
				throw new IllegalStateException("failing as told");
			}
		});
		InMemoryCallbackDelivery delivery = delivery(1, Duration.ofMinutes(1), sound, weak);
		assertThat(deliver(delivery, A, B, C)).containsExactly(Status.HANDLED, Status.FAILED, Status.HANDLED);
		assertThat(this.progress.failures()).containsExactly(Status.FAILED);
		failing.set(false);
		assertThat(deliver(delivery, A, B, C)).containsExactly(Status.DUPLICATE, Status.HANDLED, Status.DUPLICATE);
		assertThat(sound.calls()).isEqualTo(3);
		assertThat(weak.calls()).isEqualTo(4);
		assertThat(deliver(delivery, A, B, C)).containsOnly(Status.DUPLICATE);
	}

	@Test
	void whenSeveralFailThenTheWorstIsToldAndStays() {
		Callback unreadable = TestCallbacks.unreadableBattle();
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			callback.payload();
			throw new IllegalStateException("failing as told");
		});
		assertThat(deliver(delivery(1, Duration.ZERO, handler), A, unreadable, C)).containsExactly(Status.FAILED,
				Status.UNREADABLE, Status.FAILED);
		assertThat(this.progress.failures()).containsExactly(Status.FAILED, Status.UNREADABLE, Status.UNREADABLE);
	}

	@Test
	void whenHandlerOfOneIsInterruptedThenHandlersOfTheNextAreNot() {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (callback == A) {
				throw new InterruptedException("failing as told");
			}
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
		assertThat(deliver(delivery(1, Duration.ZERO, handler), A, B, C, A)).containsExactly(Status.FAILED,
				Status.HANDLED, Status.HANDLED, Status.FAILED);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenBatchHoldsRepeatThenItIsHandledOnceAndBatchIsAcceptedAllTheSame() {
		for (Duration window : List.of(Duration.ZERO, Duration.ofMinutes(1))) {
			TestHandler handler = TestHandler.of("handler");
			TestProgress progress = TestProgress.create();
			List<DeliveryResult> results = delivery(1, window, handler).deliver(List.of(A, B, A, A), progress);
			assertThat(results).extracting(DeliveryResult::status)
				.containsExactly(Status.HANDLED, Status.HANDLED, Status.DUPLICATE, Status.DUPLICATE);
			assertThat(handler.calls()).isEqualTo(2);
			assertThat(progress.acceptances()).hasValue(1);
		}
	}

	@Test
	void whenEventsHaveNoIdThenEachIsHandled() {
		TestHandler handler = TestHandler.of("handler");
		assertThat(deliver(delivery(1, Duration.ofMinutes(1), handler), TestCallbacks.other(), TestCallbacks.other()))
			.containsExactly(Status.HANDLED, Status.HANDLED);
		assertThat(handler.calls()).isEqualTo(2);
	}

	@Test
	void whenThereIsNoHandlerThenNoRoomIsNeeded() {
		assertThat(deliver(delivery(0, Duration.ZERO), A, B)).containsExactly(Status.NO_HANDLER, Status.NO_HANDLER);
		assertThat(this.progress.acceptances()).hasValue(0);
	}

	@Test
	void whenThereIsNoRoomThenNoHandlerIsCalled() {
		TestHandler handler = TestHandler.of("handler");
		assertThat(deliver(delivery(0, Duration.ZERO, handler), A, B)).containsExactly(Status.SATURATED,
				Status.SATURATED);
		assertThat(handler.calls()).isZero();
		assertThat(this.progress.acceptances()).hasValue(0);
	}

	@Test
	void whenOneIsHandledElsewhereThenBatchIsNotAcceptedAndItsOutcomeIsShared() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (callback == A) {
				entered.countDown();
				release.await();
			}
		});
		InMemoryCallbackDelivery delivery = delivery(2, Duration.ZERO, handler);
		CompletableFuture<DeliveryResult> elsewhere = CompletableFuture
			.supplyAsync(() -> delivery.deliver(A, TestProgress.create()), THREAD_FOR_EACH);
		assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
		TestProgress hurried = this.progress.within(Duration.ZERO);
		assertThat(delivery.deliver(List.of(A, B), hurried)).extracting(DeliveryResult::status)
			.containsExactly(Status.DUPLICATE_IN_PROGRESS, Status.HANDLED);
		assertThat(hurried.acceptances()).hasValue(0);
		CompletableFuture<List<Status>> patient = CompletableFuture.supplyAsync(() -> deliver(delivery, A, C),
				THREAD_FOR_EACH);
		release.countDown();
		assertThat(elsewhere.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.HANDLED);
		assertThat(patient.get(20, TimeUnit.SECONDS).get(1)).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenTwoBatchesHoldTheSameInOppositeOrderThenBothEndAndEachIsHandledOnce() throws Exception {
		for (int i = 0; i < 200; i++) {
			Callback first = TestCallbacks.battle("first-" + i);
			Callback second = TestCallbacks.battle("second-" + i);
			TestHandler handler = TestHandler.of("handler");
			InMemoryCallbackDelivery delivery = delivery(2, Duration.ofMinutes(1), handler);
			CyclicBarrier start = new CyclicBarrier(2);
			CompletableFuture<List<Status>> one = CompletableFuture
				.supplyAsync(() -> deliverTogether(start, delivery, first, second), THREAD_FOR_EACH);
			CompletableFuture<List<Status>> other = CompletableFuture
				.supplyAsync(() -> deliverTogether(start, delivery, second, first), THREAD_FOR_EACH);
			assertThat(one.get(20, TimeUnit.SECONDS)).isSubsetOf(Status.HANDLED, Status.DUPLICATE);
			assertThat(other.get(20, TimeUnit.SECONDS)).isSubsetOf(Status.HANDLED, Status.DUPLICATE);
			assertThat(handler.calls()).isEqualTo(2);
		}
	}

	private List<Status> deliverTogether(CyclicBarrier start, InMemoryCallbackDelivery delivery,
			Callback... callbacks) {
		try {
			start.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return deliver(delivery, callbacks);
	}

	private List<Status> deliver(InMemoryCallbackDelivery delivery, Callback... callbacks) {
		return delivery.deliver(List.of(callbacks), this.progress).stream().map(DeliveryResult::status).toList();
	}

	private static InMemoryCallbackDelivery delivery(int room, Duration window, TestHandler... handlers) {
		ConcurrencyLimit limit = new ConcurrencyLimit(Math.max(room, 1));
		if (room == 0) {
			assertThat(limit.tryAcquire()).isTrue();
		}
		return new InMemoryCallbackDelivery(FixedHandlers.of(handlers), new CallbackDispatcher(List.of()),
				CallbackListeners.of(), limit,
				new InMemoryDuplicates(new Deduplication(window, 1000), System::nanoTime));
	}

}
