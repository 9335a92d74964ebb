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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
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
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for how deliveries through {@link InMemoryCallbackDelivery} end.
 */
class DeliveryOutcomeTests {

	private final TestHandler succeeding = TestHandler.of("succeeding");

	private final TestHandler failing = TestHandler.of("failing", (callback) -> {
		throw new StackOverflowError();
	});

	private final TestHandler unreadable = TestHandler.of("unreadable", (callback) -> {
		throw new UnreadableBodyException("Field", Object.class);
	});

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void whenAllSucceedThenCallbackIsHandled() {
		assertThat(deliver(this.succeeding, TestHandler.of("other"))).isEqualTo(DeliveryResult.of(Status.HANDLED));
	}

	@Test
	void whenTheFirstFailsThenTheOthersAreCalledAllTheSame() {
		TestHandler last = TestHandler.of("last");
		assertThat(deliver(this.failing, this.succeeding, this.unreadable, last).status()).isEqualTo(Status.UNREADABLE);
		assertThat(this.succeeding.calls()).isOne();
		assertThat(last.calls()).isOne();
	}

	@Test
	void whenTheLastFailsThenCallbackHasFailed() {
		assertThat(deliver(this.succeeding, this.failing)).isEqualTo(DeliveryResult.of(Status.FAILED));
	}

	@Test
	void whenOneIsUnreadableThenThatCountsBeforeAndAfterAFailure() {
		DeliveryResult expected = new DeliveryResult(Status.UNREADABLE,
				"The field Field of the body does not fit Object");
		assertThat(deliver(this.failing, this.unreadable)).isEqualTo(expected);
		assertThat(deliver(this.unreadable, this.failing)).isEqualTo(expected);
	}

	@Test
	void whenSeveralAreUnreadableThenTheFirstIsNamed() {
		TestHandler other = TestHandler.of("other", (callback) -> {
			throw new UnreadableBodyException("Other", Object.class);
		});
		assertThat(deliver(this.unreadable, other).detail())
			.isEqualTo("The field Field of the body does not fit Object");
	}

	@Test
	void whenHandlerThrowsInterruptedExceptionThenTheNextIsNotInterrupted() {
		List<Boolean> interrupted = new ArrayList<>();
		TestHandler next = TestHandler.of("next",
				(callback) -> interrupted.add(Thread.currentThread().isInterrupted()));
		DeliveryResult result = deliver(TestHandler.of("interrupted", (callback) -> {
			throw new InterruptedException();
		}), next);
		assertThat(result.status()).isEqualTo(Status.FAILED);
		assertThat(interrupted).containsExactly(false);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void whenNoHandlerIsInterruptedThenThreadIsNotMarked() {
		deliver(this.succeeding, this.failing);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void whenHandlerRunsThenOthersAreSaturatedAndStopWaitsForIt() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		InMemoryCallbackDelivery delivery = delivery(TestHandler.of("blocking", (callback) -> {
			entered.countDown();
			assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
		}));
		FutureTask<DeliveryResult> running = new FutureTask<>(() -> deliver(delivery, TestCallbacks.battle("running")));
		new Thread(running).start();
		assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(deliver(delivery, TestCallbacks.battle("other")).status()).isEqualTo(Status.SATURATED);
		AtomicInteger idle = new AtomicInteger();
		delivery.stop(idle::incrementAndGet);
		assertThat(idle).hasValue(0);
		release.countDown();
		assertThat(running.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.HANDLED);
		assertThat(idle).hasValue(1);
		assertThat(deliver(delivery, TestCallbacks.battle("other")).status()).isEqualTo(Status.SATURATED);
		delivery.start();
		assertThat(deliver(delivery, TestCallbacks.battle("other")).status()).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenLimitsAreWrongThenTheyAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConcurrencyLimit(0))
			.withMessage("'limit' must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> new Deduplication(Duration.ofNanos(-1), 0))
			.withMessage("'window' must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> new Deduplication(Duration.ZERO, -1))
			.withMessage("'maxEntries' must not be negative");
	}

	private static DeliveryResult deliver(CallbackHandler... handlers) {
		return deliver(delivery(handlers), TestCallbacks.battle());
	}

	private static DeliveryResult deliver(CallbackDelivery delivery, Callback callback) {
		return delivery.deliver(callback, TestProgress.create());
	}

	private static InMemoryCallbackDelivery delivery(CallbackHandler... handlers) {
		return new InMemoryCallbackDelivery(FixedHandlers.of(handlers), new CallbackDispatcher(List.of()),
				CallbackListeners.of(), 1, new Deduplication(Duration.ofMinutes(10), 100));
	}

}
