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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.delivery.CallbackDelivery;
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
import static org.awaitility.Awaitility.await;

/**
 * Tests for repeats that arrive while the callback is being handled.
 */
class ConcurrentDuplicateTests {

	private static final int THREADS = 50;

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final TestProgress progress = TestProgress.create();

	private final Callback battle = TestCallbacks.battle();

	@RepeatedTest(20)
	void whenManyThreadsHaveTheSameCallbackThenItIsHandledOnce() throws Exception {
		TestHandler handler = TestHandler.of("handler");
		CallbackDelivery delivery = delivery(THREADS, handler);
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<FutureTask<Status>> deliveries = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			deliveries.add(start(() -> {
				barrier.await(20, TimeUnit.SECONDS);
				return delivery.deliver(this.battle, this.progress).status();
			}).task());
		}
		for (FutureTask<Status> result : deliveries) {
			assertThat(result.get(20, TimeUnit.SECONDS)).isIn(Status.HANDLED, Status.DUPLICATE);
		}
		assertThat(handler.calls()).isOne();
	}

	@Test
	void whenThreadsHaveTheSameCallbacksInTheirOwnOrderThenEachIsHandledOnce() throws Exception {
		Map<String, LongAdder> calls = new ConcurrentHashMap<>();
		TestHandler handler = TestHandler.of("handler",
				(callback) -> calls.computeIfAbsent(callback.metadata().callbackId(), (id) -> new LongAdder())
					.increment());
		CallbackDelivery delivery = delivery(THREADS, handler);
		List<FutureTask<Status>> deliveries = new ArrayList<>();
		for (int seed = 0; seed < 8; seed++) {
			List<Integer> battles = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
			Collections.shuffle(battles, new Random(seed));
			deliveries.add(start(() -> battles.stream()
				.map((id) -> delivery.deliver(TestCallbacks.battle("b-" + id), this.progress).status())
				.filter((status) -> status != Status.HANDLED && status != Status.DUPLICATE)
				.findFirst()
				.orElse(Status.HANDLED)).task());
		}
		for (FutureTask<Status> result : deliveries) {
			assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(Status.HANDLED);
		}
		assertThat(calls).hasSize(1000).allSatisfy((id, count) -> assertThat(count.sum()).as(id).isOne());
	}

	@Test
	void whenFirstSucceedsThenItsCopiesAreRepeats() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> block());
		assertThat(outcomesOfCopies(handler)).hasSize(10).containsOnly(Status.DUPLICATE);
		assertThat(handler.calls()).isOne();
		assertThat(this.progress.acceptances()).hasValue(1);
	}

	@Test
	void whenFirstFailsThenItsCopiesHaveFailed() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			block();
			throw new IllegalStateException();
		});
		assertThat(outcomesOfCopies(handler)).hasSize(10).containsOnly(Status.FAILED);
		assertThat(handler.calls()).isOne();
		assertThat(this.progress.acceptances()).hasValue(1);
	}

	@Test
	void whenFirstIsUnreadableThenItsCopiesAre() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			block();
			throw new UnreadableBodyException("Field", Object.class);
		});
		assertThat(outcomesOfCopies(handler)).hasSize(10).containsOnly(Status.UNREADABLE);
		assertThat(handler.calls()).isOne();
	}

	@Test
	void whenFirstTakesLongerThanTheCopyCanWaitThenItIsUndecided() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> block());
		CallbackDelivery delivery = delivery(2, handler);
		Delivery first = start(() -> delivery.deliver(this.battle, this.progress).status());
		assertThat(this.entered.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(deliverWithin(delivery, Duration.ofMillis(20)).status()).isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		assertThat(deliverWithin(delivery, Duration.ZERO).status()).isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		assertThat(deliverWithin(delivery, Duration.ofSeconds(-1)).status()).isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		assertThat(this.progress.acceptances()).hasValue(1);
		this.release.countDown();
		assertThat(first.task().get(20, TimeUnit.SECONDS)).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenCopyIsInterruptedThenItIsUndecidedAndItsThreadStaysMarked() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> block());
		CallbackDelivery delivery = delivery(2, handler);
		start(() -> delivery.deliver(this.battle, this.progress).status());
		assertThat(this.entered.await(20, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Boolean> marked = new CompletableFuture<>();
		Delivery copy = start(() -> {
			Status status = delivery.deliver(this.battle, this.progress).status();
			marked.complete(Thread.currentThread().isInterrupted());
			return status;
		});
		copy.thread().interrupt();
		assertThat(copy.task().get(20, TimeUnit.SECONDS)).isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		assertThat(marked).isCompletedWithValue(true);
		this.release.countDown();
	}

	@Test
	void whenOtherCallbacksComeMeanwhileThenTheyDoNotWait() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (callback == this.battle) {
				block();
			}
		});
		CallbackDelivery delivery = delivery(2, handler);
		Delivery first = start(() -> delivery.deliver(this.battle, this.progress).status());
		assertThat(this.entered.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(delivery.deliver(TestCallbacks.battle("b-2"), this.progress).status()).isEqualTo(Status.HANDLED);
		assertThat(first.task()).isNotDone();
		this.release.countDown();
		assertThat(first.task().get(20, TimeUnit.SECONDS)).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenCopiesHaveGoneThenTheirPermitsAreFree() throws Exception {
		TestHandler handler = TestHandler.of("handler", (callback) -> block());
		ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit(2);
		CallbackDelivery delivery = delivery(concurrencyLimit, handler);
		Delivery first = start(() -> delivery.deliver(this.battle, this.progress).status());
		assertThat(this.entered.await(20, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 5; i++) {
			assertThat(deliverWithin(delivery, Duration.ZERO).status()).isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		}
		this.release.countDown();
		assertThat(first.task().get(20, TimeUnit.SECONDS)).isEqualTo(Status.HANDLED);
		assertThat(concurrencyLimit.tryAcquire()).isTrue();
		assertThat(concurrencyLimit.tryAcquire()).isTrue();
		assertThat(concurrencyLimit.tryAcquire()).isFalse();
	}

	private List<Status> outcomesOfCopies(TestHandler handler) throws Exception {
		CallbackDelivery delivery = delivery(11, handler);
		start(() -> delivery.deliver(this.battle, this.progress).status());
		assertThat(this.entered.await(20, TimeUnit.SECONDS)).isTrue();
		List<Delivery> copies = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			copies.add(start(() -> delivery.deliver(this.battle, this.progress).status()));
		}
		await().until(() -> copies.stream().allMatch((copy) -> copy.thread().getState() == Thread.State.TIMED_WAITING));
		this.release.countDown();
		List<Status> outcomes = new ArrayList<>();
		for (Delivery copy : copies) {
			outcomes.add(copy.task().get(20, TimeUnit.SECONDS));
		}
		return outcomes;
	}

	private DeliveryResult deliverWithin(CallbackDelivery delivery, Duration timeLeft) {
		return delivery.deliver(this.battle, this.progress.within(timeLeft));
	}

	private void block() throws InterruptedException {
		this.entered.countDown();
		assertThat(this.release.await(20, TimeUnit.SECONDS)).isTrue();
	}

	private static CallbackDelivery delivery(int concurrencyLimit, TestHandler handler) {
		return delivery(new ConcurrencyLimit(concurrencyLimit), handler);
	}

	private static CallbackDelivery delivery(ConcurrencyLimit concurrencyLimit, TestHandler handler) {
		return new InMemoryCallbackDelivery(FixedHandlers.of(handler), new CallbackDispatcher(List.of()),
				CallbackListeners.of(), concurrencyLimit,
				new InMemoryDuplicates(new Deduplication(Duration.ofMinutes(10), 1000), () -> 0));
	}

	private static Delivery start(Callable<Status> delivery) {
		FutureTask<Status> task = new FutureTask<>(delivery);
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		return new Delivery(thread, task);
	}

	private record Delivery(Thread thread, FutureTask<Status> task) {

	}

}
