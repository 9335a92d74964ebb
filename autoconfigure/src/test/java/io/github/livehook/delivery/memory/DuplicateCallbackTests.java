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
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.FixedCallback;
import io.github.livehook.delivery.FixedHandlers;
import io.github.livehook.delivery.TestProgress;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for repeats that arrive after the callback was handled.
 */
class DuplicateCallbackTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final AtomicLong nanos = new AtomicLong();

	private final ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit(1);

	private final TestHandler handler = TestHandler.of("handler");

	private final CallbackDelivery delivery = delivery(WINDOW, 100, this.handler);

	@Test
	void whenCommandIsAnotherThenItIsNoRepeat() {
		String body = Samples.battle("b-1");
		deliver(this.delivery, TestCallbacks.of(BattleStarted.COMMAND, body));
		Callback other = TestCallbacks.of("", body.replace(BattleStarted.COMMAND, "Live.CallbackAfterEndBattle"));
		Callback battle = TestCallbacks.battle("b-1");
		assertThat(battle.metadata().callbackId()).isEqualTo("b-1");
		assertThat(deliver(this.delivery, withId(other, "b-1"))).isEqualTo(Status.HANDLED);
		assertThat(deliver(this.delivery, battle)).isEqualTo(Status.DUPLICATE);
		assertThat(this.handler.calls()).isEqualTo(2);
	}

	@Test
	void whenWindowHasPassedThenCallbackIsHandledAgain() {
		assertThat(deliver(this.delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		this.nanos.addAndGet(WINDOW.toNanos() - 1);
		assertThat(deliver(this.delivery, TestCallbacks.battle())).isEqualTo(Status.DUPLICATE);
		this.nanos.incrementAndGet();
		assertThat(deliver(this.delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(this.handler.calls()).isEqualTo(2);
	}

	@Test
	void whenWindowIsZeroThenLaterRepeatsAreHandledAgain() {
		CallbackDelivery delivery = delivery(Duration.ZERO, 100, this.handler);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(this.handler.calls()).isEqualTo(2);
	}

	@Test
	void whenNoEntriesAreKeptThenLaterRepeatsAreHandledAgain() {
		CallbackDelivery delivery = delivery(WINDOW, 0, this.handler);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(this.handler.calls()).isEqualTo(2);
	}

	@Test
	void whenFailedHandlerSucceedsLaterThenTheOtherIsNotCalledAgain() {
		AtomicBoolean broken = new AtomicBoolean(true);
		TestHandler recovering = TestHandler.of("recovering", (callback) -> {
			if (broken.get()) {
				throw new IllegalStateException();
			}
		});
		CallbackDelivery delivery = delivery(WINDOW, 100, recovering, this.handler);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.FAILED);
		assertThat(this.handler.calls()).isOne();
		broken.set(false);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.HANDLED);
		assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.DUPLICATE);
		assertThat(recovering.calls()).isEqualTo(2);
		assertThat(this.handler.calls()).isOne();
	}

	@Test
	void whenHandlerFailsAgainThenOnlyThatIsCalledAgain() {
		TestHandler failing = TestHandler.of("failing", (callback) -> {
			throw new AssertionError("wrong");
		});
		CallbackDelivery delivery = delivery(WINDOW, 100, failing, this.handler);
		for (int i = 0; i < 3; i++) {
			assertThat(deliver(delivery, TestCallbacks.battle())).isEqualTo(Status.FAILED);
		}
		assertThat(failing.calls()).isEqualTo(3);
		assertThat(this.handler.calls()).isOne();
	}

	@Test
	void whenCallbackHasNoIdThenPermitsAreFreedAllTheSame() {
		Callback withoutId = TestCallbacks.other();
		assertThat(withoutId.metadata().callbackId()).isNull();
		for (int i = 0; i < 3; i++) {
			assertThat(deliver(this.delivery, withoutId)).isEqualTo(Status.HANDLED);
		}
		assertThat(this.handler.calls()).isEqualTo(3);
	}

	@Test
	void whenMoreCallbacksAreHandledThanEntriesAreKeptThenTheNewestAre() {
		CallbackDelivery delivery = delivery(WINDOW, 10, this.handler);
		IntStream.range(0, 1000).forEach((i) -> deliver(delivery, TestCallbacks.battle("b-" + i)));
		IntStream.range(990, 1000)
			.forEach((i) -> assertThat(deliver(delivery, TestCallbacks.battle("b-" + i))).isEqualTo(Status.DUPLICATE));
		assertThat(deliver(delivery, TestCallbacks.battle("b-989"))).isEqualTo(Status.HANDLED);
		assertThat(this.handler.calls()).isEqualTo(1001);
	}

	@Test
	void whenDuplicatesComeWithinTheEntriesThenEachIsRecognised() {
		InMemoryDuplicates duplicates = new InMemoryDuplicates(new Deduplication(WINDOW, 100_000), this.nanos::get);
		List<CallbackHandler> handlers = List.of(this.handler);
		UUID[] keys = new Random(1).longs(300_000).mapToObj((random) -> new UUID(random, ~random)).toArray(UUID[]::new);
		for (int i = 0; i < keys.length; i++) {
			assertThat(duplicates.remaining(keys[i], handlers)).isEqualTo(handlers);
			duplicates.remember(keys[i], handlers, List.of());
			if (i >= 1000) {
				assertThat(duplicates.remaining(keys[i - 1000], handlers)).isEmpty();
			}
		}
	}

	@Test
	void whenOneHandlerFailsForMoreCallbacksThanEntriesAreKeptThenTheNewestAre() {
		TestHandler failing = TestHandler.of("failing", (callback) -> {
			throw new AssertionError("wrong");
		});
		CallbackDelivery delivery = delivery(WINDOW, 10, this.handler, failing);
		IntStream.range(0, 100).forEach((i) -> deliver(delivery, TestCallbacks.battle("b-" + i)));
		IntStream.range(90, 100).forEach((i) -> deliver(delivery, TestCallbacks.battle("b-" + i)));
		assertThat(this.handler.calls()).isEqualTo(100);
		assertThat(failing.calls()).isEqualTo(110);
		deliver(delivery, TestCallbacks.battle("b-0"));
		assertThat(this.handler.calls()).isEqualTo(101);
		this.nanos.addAndGet(WINDOW.toNanos());
		deliver(delivery, TestCallbacks.battle("b-99"));
		assertThat(this.handler.calls()).isEqualTo(102);
	}

	@Test
	void whenEveryHandlerFailsThenNothingIsRemembered() {
		TestHandler failing = TestHandler.of("failing", (callback) -> {
			throw new AssertionError("wrong");
		});
		InMemoryDuplicates duplicates = new InMemoryDuplicates(new Deduplication(WINDOW, 10), this.nanos::get);
		CallbackDelivery delivery = delivery(duplicates, failing);
		IntStream.range(0, 100).forEach((i) -> deliver(delivery, TestCallbacks.battle("b-" + i)));
		assertThat(duplicates).extracting("partlyHandled").asInstanceOf(InstanceOfAssertFactories.MAP).isEmpty();
		assertThat(duplicates).extracting("handled.size").isEqualTo(0);
	}

	@Test
	void whenCallbackIsAcceptedThenThatIsBeforeTheFirstHandler() {
		TestProgress progress = TestProgress.create();
		AtomicInteger inHandler = new AtomicInteger();
		CallbackDelivery delivery = delivery(WINDOW, 100,
				TestHandler.of("handler", (callback) -> inHandler.set(progress.acceptances().get())));
		delivery.deliver(TestCallbacks.battle(), progress);
		assertThat(inHandler).hasValue(1);
		assertThat(progress.acceptances()).hasValue(1);
		assertThat(progress.failures()).isEmpty();
	}

	@Test
	void whenCallbackIsSaturatedRepeatedOrUnhandledThenItIsNotAccepted() {
		TestProgress progress = TestProgress.create();
		deliver(this.delivery, TestCallbacks.battle());
		assertThat(this.delivery.deliver(TestCallbacks.battle(), progress).status()).isEqualTo(Status.DUPLICATE);
		this.concurrencyLimit.tryAcquire();
		assertThat(this.delivery.deliver(TestCallbacks.battle("b-2"), progress).status()).isEqualTo(Status.SATURATED);
		assertThat(delivery(WINDOW, 100).deliver(TestCallbacks.battle("b-2"), progress).status())
			.isEqualTo(Status.NO_HANDLER);
		assertThat(progress.acceptances()).hasValue(0);
		assertThat(progress.failures()).isEmpty();
	}

	private CallbackDelivery delivery(Duration window, int entries, CallbackHandler... handlers) {
		return delivery(new InMemoryDuplicates(new Deduplication(window, entries), this.nanos::get), handlers);
	}

	private CallbackDelivery delivery(InMemoryDuplicates duplicates, CallbackHandler... handlers) {
		return new InMemoryCallbackDelivery(FixedHandlers.of(handlers), new CallbackDispatcher(List.of()),
				CallbackListeners.of(), this.concurrencyLimit, duplicates);
	}

	private static Status deliver(CallbackDelivery delivery, Callback callback) {
		return delivery.deliver(callback, TestProgress.create()).status();
	}

	private static Callback withId(Callback callback, String id) {
		CallbackMetadata metadata = callback.metadata().withCallbackId(id);
		return new FixedCallback(metadata, callback);
	}

}
