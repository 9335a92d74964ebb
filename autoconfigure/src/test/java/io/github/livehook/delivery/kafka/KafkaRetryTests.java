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

package io.github.livehook.delivery.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.TestKafka;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.delivery.AttemptListener;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetterLimits;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for retries, dead letters and orphans of the {@link KafkaCallbackDelivery}.
 */
@Timeout(60)
@ExtendWith(TestKafka.class)
class KafkaRetryTests {

	private final KafkaNodes nodes = new KafkaNodes();

	private final TestHandler failing = TestHandler.failing("failing");

	private final TestHandler handler = TestHandler.of("handler");

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenHandlerFailsThenItAloneIsCalledAgainByItsOwnPolicyAndThenItsCallbackIsDead() {
		Map<String, List<AttemptVerdict.End>> ends = new ConcurrentHashMap<>();
		AttemptListener listener = (handlerId, callback,
				end) -> ends.computeIfAbsent(handlerId, (absent) -> new CopyOnWriteArrayList<>()).add(end);
		this.nodes.listeners.add(listener);
		TestHandler twice = TestHandler.failing("twice")
			.with(new HandlerRetry(2, null, null, null, null, List.of(), null));
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing, twice, this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 2);
		assertThat(letters).extracting(DeadLetter::handlerId).containsExactlyInAnyOrder("failing", "twice");
		assertThat(letters).extracting(DeadLetter::attempts).containsExactlyInAnyOrder(3, 2);
		assertThat(letters).extracting(DeadLetter::cause)
			.containsOnly("java.lang.IllegalStateException: failing as told");
		assertThat(this.failing.attempts()).containsExactly(1, 2, 3);
		assertThat(twice.attempts()).containsExactly(1, 2);
		assertThat(this.handler.attempts()).containsExactly(1);
		KafkaNodes.await().until(() -> ends.values().stream().mapToInt(List::size).sum() == 6);
		assertThat(ends.get("failing")).containsExactly(AttemptVerdict.End.RETRIED, AttemptVerdict.End.RETRIED,
				AttemptVerdict.End.DEAD);
		assertThat(ends.get("handler")).containsExactly(AttemptVerdict.End.SUCCEEDED);
	}

	@Test
	void whenRetriesWaitThenEachIsMadeInTimeAndHoldsUpNothing() {
		this.nodes.policy = new RetryPolicy(2, Duration.ofMillis(300), 1, Duration.ofMinutes(1), 0, List.of(),
				Duration.ofSeconds(20));
		List<Duration> late = new CopyOnWriteArrayList<>();
		Map<String, Instant> due = new ConcurrentHashMap<>();
		TestHandler once = TestHandler.of("once", (callback) -> {
			Instant now = Instant.now();
			if (callback.metadata().attempt() == 1) {
				due.put(callback.metadata().callbackId(), now.plusMillis(300));
				throw new IllegalStateException();
			}
			late.add(Duration.between(due.get(callback.metadata().callbackId()), now));
		});
		TestHandler hour = TestHandler.failing("hour")
			.with(new HandlerRetry(null, Duration.ofHours(1), null, null, null, List.of(), null));
		KafkaCallbackDelivery delivery = this.nodes.start(once, hour);
		for (int i = 0; i < 30; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		KafkaNodes.await().until(() -> late.size() == 30);
		assertThat(late).allSatisfy((time) -> assertThat(time).isBetween(Duration.ZERO, Duration.ofSeconds(10)));
		assertThat(hour.attempts()).hasSize(30).containsOnly(1);
	}

	@Test
	void whenRetriesWaitAcrossARestartThenTheyGoOnWhereTheyWere() {
		this.nodes.policy = new RetryPolicy(5, Duration.ofSeconds(2), 1, Duration.ofMinutes(1), 0, List.of(),
				Duration.ofSeconds(20));
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing);
		this.nodes.deliverAll(delivery, "a", 1);
		this.nodes.deliverAll(delivery, "b", 2);
		KafkaNodes.await().until(() -> this.failing.calls().size() == 2);
		this.nodes.stop(delivery);
		TestHandler after = TestHandler.of("failing");
		this.nodes.start(after);
		KafkaNodes.await().until(() -> after.calls().size() == 2);
		assertThat(after.attempts()).containsOnly(2);
		assertThat(KafkaNodes.numbers(after.calls())).containsExactlyInAnyOrder(1, 2);
	}

	@Test
	void whenHandlerSucceedsAtLastThenNothingIsLeft() {
		TestHandler second = TestHandler.of("second", (callback) -> {
			if (callback.metadata().attempt() == 1) {
				throw new IllegalStateException();
			}
		});
		KafkaCallbackDelivery delivery = this.nodes.start(second);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await().until(() -> second.calls().size() == 2);
		this.nodes.stop(delivery);
		KafkaCallbackDelivery next = this.nodes.start(this.handler);
		KafkaNodes.await().untilAsserted(() -> {
			Backlog.Snapshot snapshot = next.backlog().snapshot();
			assertThat(snapshot).isNotNull();
			assertThat(snapshot.handlers()).isEmpty();
			assertThat(snapshot.pending()).isZero();
			assertThat(snapshot.dead()).isZero();
		});
	}

	@Test
	void whenHandlerDoesNotReactThenItIsGivenUpAndItsLaneGoesOn() {
		this.nodes.workers = 1;
		this.nodes.window = 1;
		this.nodes.policy = new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(10), 0, List.of(),
				Duration.ofMillis(100));
		AtomicBoolean release = new AtomicBoolean();
		TestHandler stuck = TestHandler.of("stuck", (callback) -> {
			while (KafkaNodes.numbers(List.of(callback)).contains(1) && !release.get()) {
				Thread.onSpinWait();
			}
		});
		KafkaCallbackDelivery delivery = this.nodes.start(stuck);
		this.nodes.deliverAll(delivery, "a", 1, 2);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 1);
		assertThat(letters.get(0).cause()).contains("TimeoutException");
		KafkaNodes.await().until(() -> stuck.calls().size() == 2);
		release.set(true);
		this.nodes.deliverAll(delivery, "a", 3);
		KafkaNodes.await().until(() -> stuck.calls().size() == 3);
	}

	@Test
	void whenDeadLetterIsReplayedThenItsHandlerHasAllAttemptsAgain() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing, this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		this.nodes.deliverAll(delivery, "b", 2);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 2);
		DeadLetters deadLetters = delivery.deadLetters();
		DeadLetter letter = letters.get(0);
		assertThat(deadLetters.find(letter.id())).isEqualTo(letter);
		assertThat(new String(deadLetters.body(letter.id()))).contains(letter.callback().callbackId());
		assertThat(deadLetters.replay(letter.id())).isTrue();
		assertThat(deadLetters.replay(letter.id())).isFalse();
		KafkaNodes.await().until(() -> this.failing.calls().size() == 9);
		// A late removal of the first one must not remove it
		assertThat(KafkaNodes.awaitDeadLetters(delivery, 2)).extracting(DeadLetter::id).doesNotContain(letter.id());
		assertThat(this.failing.attempts().subList(6, 9)).containsExactly(1, 2, 3);
		assertThat(this.handler.calls()).hasSize(2);
		assertThat(deadLetters.find("unknown")).isNull();
		assertThat(deadLetters.body("unknown")).isNull();
		assertThat(deadLetters.replay("unknown")).isFalse();
		assertThat(deadLetters.discard("unknown")).isFalse();
	}

	@Test
	void whenDeadLettersAreReplayedOrDiscardedByFilterThenOthersStay() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing, TestHandler.failing("other"));
		for (int i = 0; i < 5; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		KafkaNodes.awaitDeadLetters(delivery, 10);
		DeadLetters deadLetters = delivery.deadLetters();
		DeadLetters.Filter filter = new DeadLetters.Filter("failing", null);
		assertThat(deadLetters.find(filter, 3)).hasSize(3);
		assertThat(deadLetters.discard(filter)).isEqualTo(5);
		assertThat(deadLetters.discard(filter)).isZero();
		assertThat(deadLetters.discard(new DeadLetters.Filter(null, "unknown"))).isZero();
		this.nodes.stop(delivery);
		TestHandler after = TestHandler.of("other");
		KafkaCallbackDelivery next = this.nodes.start(after);
		KafkaNodes.awaitDeadLetters(next, 5);
		assertThat(next.deadLetters().replay(DeadLetters.Filter.all())).isEqualTo(5);
		KafkaNodes.await().until(() -> after.calls().size() == 5);
		KafkaNodes.awaitDeadLetters(next, 0);
	}

	@Test
	void whenTwoNodesLookThenBothSeeWhatTheOtherHasDone() {
		KafkaCallbackDelivery one = this.nodes.start(this.failing);
		KafkaCallbackDelivery other = this.nodes.start(TestHandler.failing("failing"));
		this.nodes.deliverAll(one, "a", 1);
		this.nodes.deliverAll(other, "b", 2);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(one, 2);
		KafkaNodes.awaitDeadLetters(other, 2);
		assertThat(one.deadLetters().discard(letters.get(0).id())).isTrue();
		KafkaNodes.awaitDeadLetters(other, 1);
		assertThat(other.deadLetters().discard(letters.get(0).id())).isFalse();
	}

	@Test
	void whenManyEventsOfARequestDoNotFitThenOnlySomeAreKept() {
		this.nodes.deadLetterLimits = new DeadLetterLimits(null, null, 2);
		List<AttemptVerdict.End> ends = new CopyOnWriteArrayList<>();
		AttemptListener listener = (handlerId, callback, end) -> ends.add(end);
		this.nodes.listeners.add(listener);
		KafkaCallbackDelivery delivery = this.nodes.start(TestHandler.of("strict", (callback) -> {
			throw new UnreadableBodyException("field", Integer.class);
		}));
		delivery.deliver(IntStream.range(0, 5).mapToObj((i) -> KafkaNodes.callback("battle" + i, i)).toList(),
				this.nodes.progress);
		KafkaNodes.await().until(() -> ends.size() == 5);
		assertThat(ends).filteredOn(AttemptVerdict.End.DEAD::equals).hasSize(2);
		assertThat(ends).filteredOn(AttemptVerdict.End.DISCARDED::equals).hasSize(3);
		KafkaNodes.awaitDeadLetters(delivery, 2);
		assertThat(delivery.deadLetters().replay(DeadLetters.Filter.all())).isEqualTo(2);
		KafkaNodes.await().until(() -> ends.size() == 7);
		assertThat(ends.subList(5, 7)).containsOnly(AttemptVerdict.End.DEAD);
		KafkaNodes.awaitDeadLetters(delivery, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "retries", "dead-letters" })
	void whenRecordIsTooLargeThenItIsADeadLetterWithoutItsBody(String topic) throws Exception {
		this.nodes.limitRecords(topic, 5000);
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing);
		this.nodes.deliverAll(delivery, "x".repeat(10_000), 1);
		this.nodes.deliverAll(delivery, "small", 2);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 2);
		assertThat(letters).extracting((letter) -> delivery.deadLetters().body(letter.id()).length)
			.contains(0)
			.anyMatch((length) -> length > 10);
		KafkaNodes.await()
			.untilAsserted(() -> assertThat(delivery.backlog().snapshot()).isNotNull()
				.satisfies((snapshot) -> assertThat(snapshot.pending()).isZero()));
	}

	@Test
	void whenListenerChangesDeadLettersThenItDoesNotWaitForItself() {
		List<KafkaCallbackDelivery> deliveries = new CopyOnWriteArrayList<>();
		AtomicInteger discarded = new AtomicInteger();
		AttemptListener listener = (handlerId, callback, end) -> {
			if (end == AttemptVerdict.End.DEAD) {
				DeadLetters deadLetters = deliveries.get(0).deadLetters();
				KafkaNodes.await().until(() -> discarded.addAndGet(deadLetters.discard(DeadLetters.Filter.all())) == 1);
			}
		};
		this.nodes.listeners.add(listener);
		deliveries.add(this.nodes.start(this.failing));
		this.nodes.deliverAll(deliveries.get(0), "a", 1);
		KafkaNodes.await().until(() -> discarded.get() == 1);
	}

	@Test
	void whenNodesComeAndGoThenNoAttemptIsMadeAgain() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing, this.handler);
		for (int i = 0; i < 10; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		KafkaNodes.awaitDeadLetters(delivery, 10);
		TestHandler joined = TestHandler.of("handler");
		KafkaCallbackDelivery second = this.nodes.start(TestHandler.of("failing"), joined);
		int[] more = { 100 };
		KafkaNodes.await().until(() -> {
			this.nodes.deliverAll(delivery, "more" + more[0], more[0]++);
			return !joined.calls().isEmpty();
		});
		this.nodes.stop(second);
		KafkaNodes.await().until(() -> joined.calls().size() + this.handler.calls().size() == 10 + more[0] - 100);
		assertThat(this.failing.calls().stream().map(Callback::metadata).map(CallbackMetadata::callbackId).toList())
			.filteredOn((id) -> id.contains("battle"))
			.hasSize(30);
		assertThat(this.failing.calls()).extracting((call) -> call.metadata().callbackId() + call.metadata().attempt())
			.doesNotHaveDuplicates();
	}

	@Test
	void whenThereAreTooManyDeadLettersThenTheOldestAreRemoved() {
		KafkaCallbackDelivery before = this.nodes.start(this.failing);
		for (int i = 0; i < 5; i++) {
			this.nodes.deliverAll(before, "battle" + i, i);
		}
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(before, 5);
		this.nodes.stop(before);
		this.nodes.deadLetterLimits = new DeadLetterLimits(null, 2L, 10);
		KafkaCallbackDelivery delivery = this.nodes.start(this.failing);
		KafkaNodes.await().until(() -> {
			delivery.cleanup().run();
			return KafkaNodes.all(delivery.deadLetters()).size() == 2;
		});
		assertThat(KafkaNodes.all(delivery.deadLetters())).containsExactlyElementsOf(letters.subList(0, 2));
	}

	@Test
	void whenHandlerIsGoneThenItsWorkIsKeptAndDoneOnceItIsBack() {
		TestHandler old = TestHandler.failing("old")
			.with(new HandlerRetry(null, Duration.ofSeconds(2), null, null, null, List.of(), null));
		KafkaCallbackDelivery delivery = this.nodes.start(old);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await().until(() -> !old.calls().isEmpty());
		this.nodes.stop(delivery);
		KafkaCallbackDelivery renamed = this.nodes.start(this.handler);
		KafkaNodes.await()
			.untilAsserted(() -> assertThat(renamed.backlog().snapshot()).isNotNull().satisfies((snapshot) -> {
				assertThat(snapshot.orphans()).extracting(Backlog.Work::handlerId).containsExactly("old");
				assertThat(snapshot.pending()).isZero();
			}));
		this.nodes.stop(renamed);
		TestHandler back = TestHandler.of("old");
		this.nodes.start(back);
		KafkaNodes.await().until(() -> !back.calls().isEmpty());
		assertThat(back.attempts()).containsExactly(2);
		assertThat(this.handler.calls()).isEmpty();
	}

	@Test
	void whenAppIsNotAcceptedAnyMoreThenItsCallbacksAreOrphans() {
		this.nodes.apps = () -> List.of("1500000000");
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await()
			.untilAsserted(() -> assertThat(delivery.backlog().snapshot()).isNotNull()
				.satisfies((snapshot) -> assertThat(snapshot.orphans()).hasSize(1)));
		assertThat(this.handler.calls()).isEmpty();
		this.nodes.stop(delivery);
		this.nodes.apps = List::of;
		this.nodes.start(this.handler);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 1);
		assertThat(this.handler.attempts()).containsExactly(1);
	}

}
