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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.TestKafka;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaCallbackDelivery}.
 */
@Timeout(60)
@ExtendWith({ TestKafka.class, OutputCaptureExtension.class })
class KafkaCallbackDeliveryTests {

	private final KafkaNodes nodes = new KafkaNodes();

	private final TestHandler handler = TestHandler.of("handler");

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenStoredThenEveryHandlerIsGivenBodyAndMetadata() {
		TestHandler other = TestHandler.of("other: ä");
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler, other);
		Instant now = Instant.parse("2026-01-02T03:04:05.123456789Z");
		String body = " { \"CallbackCommand\" : \"%s\", \"BattleId\":\"ü\" } ".formatted(BattleStarted.COMMAND);
		Callback callback = KafkaNodes.callback(body, new CallbackMetadata("1400000000", BattleStarted.COMMAND, "json",
				"::1", OptPlatform.IOS, now.minusSeconds(2), now, now.plusSeconds(1), null, "request", 1));
		assertThat(this.nodes.deliver(delivery, callback)).isEqualTo(Status.STORED);
		assertThat(this.nodes.progress.acceptances()).hasValue(1);
		KafkaNodes.await().until(() -> this.handler.calls().size() + other.calls().size() == 2);
		assertThat(List.of(this.handler.calls().get(0), other.calls().get(0))).allSatisfy((handled) -> {
			assertThat(handled.metadata()).isEqualTo(callback.metadata());
			assertThat(handled.metadata().callbackId()).isNotNull();
			assertThat(new String(handled.body(), StandardCharsets.UTF_8)).isEqualTo(body);
			assertThat(handled.payload()).isInstanceOf(BattleStarted.class);
		});
	}

	@Test
	void whenThereIsNoHandlerThenNothingIsStored() {
		KafkaCallbackDelivery delivery = this.nodes.start();
		assertThat(this.nodes.deliver(delivery, KafkaNodes.callback("a", 1))).isEqualTo(Status.NO_HANDLER);
		assertThat(this.nodes.progress.acceptances()).hasValue(0);
	}

	@Test
	void whenNotRunningThenNothingIsAccepted() {
		KafkaCallbackDelivery delivery = this.nodes.create(this.handler);
		assertThat(this.nodes.deliver(delivery, KafkaNodes.callback("a", 1))).isEqualTo(Status.SATURATED);
		this.nodes.stop(this.nodes.start(this.handler));
		assertThat(this.nodes.deliver(delivery, KafkaNodes.callback("a", 1))).isEqualTo(Status.SATURATED);
		assertThat(delivery.backlog().snapshot()).isNull();
	}

	@Test
	void whenBatchIsDeliveredThenEachEventIsHandledAndDuplicatesWithinItAreNot() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		List<DeliveryResult> results = delivery.deliver(
				List.of(KafkaNodes.callback("a", 1), KafkaNodes.callback("b", 2), KafkaNodes.callback("a", 1)),
				this.nodes.progress);
		assertThat(results).extracting(DeliveryResult::status)
			.containsExactly(Status.STORED, Status.STORED, Status.DUPLICATE);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 2);
	}

	@Test
	void whenCallbacksShareAnOrderingKeyThenFirstAttemptsAreInTheirOrder() {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger together = new AtomicInteger();
		TestHandler slow = TestHandler.of("slow", (callback) -> {
			together.accumulateAndGet(running.incrementAndGet(), Math::max);
			new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
			running.decrementAndGet();
		});
		KafkaCallbackDelivery delivery = this.nodes.start(slow);
		int[] numbers = IntStream.range(0, 100).toArray();
		this.nodes.deliverAll(delivery, "battle", numbers);
		KafkaNodes.await().until(() -> slow.calls().size() == numbers.length);
		assertThat(KafkaNodes.numbers(slow.calls())).containsExactlyElementsOf(IntStream.of(numbers).boxed().toList());
		assertThat(together).hasValue(1);
	}

	@Test
	void whenHandlerHangsThenOthersAndOtherKeysGoOn() {
		CountDownLatch release = new CountDownLatch(1);
		TestHandler hanging = TestHandler.of("hanging", (callback) -> {
			if (KafkaNodes.bodies(List.of(callback)).get(0).contains("hang")) {
				release.await();
			}
		});
		KafkaCallbackDelivery delivery = this.nodes.start(hanging, this.handler);
		this.nodes.deliverAll(delivery, "hang", 1, 2);
		for (int i = 0; i < 20; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, 3);
		}
		KafkaNodes.await().until(() -> this.handler.calls().size() == 22 && hanging.calls().size() == 21);
		release.countDown();
		KafkaNodes.await().until(() -> hanging.calls().size() == 22);
	}

	@Test
	void whenWindowIsFullThenAllIsHandledAllTheSame() {
		this.nodes.window = 2;
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		for (int i = 0; i < 100; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		KafkaNodes.await().until(() -> this.handler.calls().size() == 100);
		assertThat(KafkaNodes.numbers(this.handler.calls())).doesNotHaveDuplicates();
	}

	@Test
	void whenRestartedThenOnlyTheRestIsHandled() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1, 2);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 2);
		this.nodes.stop(delivery);
		TestHandler after = TestHandler.of("handler");
		delivery = this.nodes.start(after);
		this.nodes.deliverAll(delivery, "a", 3);
		KafkaNodes.await().until(() -> !after.calls().isEmpty());
		assertThat(KafkaNodes.numbers(after.calls())).containsExactly(3);
	}

	@Test
	void whenStoppedThenWhatHasBegunEndsAndTheRestIsLeftForTheNextStart() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TestHandler blocking = TestHandler.of("handler", (callback) -> {
			begun.countDown();
			release.await();
		});
		KafkaCallbackDelivery delivery = this.nodes.start(blocking);
		this.nodes.deliverAll(delivery, "a", 1, 2);
		KafkaNodes.await(begun);
		CountDownLatch idle = new CountDownLatch(1);
		delivery.stop(idle::countDown);
		release.countDown();
		KafkaNodes.await(idle);
		KafkaCallbackDelivery next = this.nodes.start(this.handler);
		this.nodes.deliverAll(next, "a", 3);
		KafkaNodes.await().until(() -> KafkaNodes.numbers(this.handler.calls()).contains(3));
		assertThat(Stream.of(blocking, this.handler).flatMap((called) -> KafkaNodes.numbers(called.calls()).stream()))
			.containsExactly(1, 2, 3);
	}

	@Test
	void whenHandlerDoesNotEndBeforeTheStopThenItIsInterruptedAndCalledAgain() {
		this.nodes.shutdownTimeout = Duration.ofMillis(100);
		CountDownLatch begun = new CountDownLatch(1);
		KafkaCallbackDelivery delivery = this.nodes.start(TestHandler.of("handler", (callback) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}));
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await(begun);
		this.nodes.stop(delivery);
		this.nodes.start(this.handler);
		KafkaNodes.await().until(() -> !this.handler.calls().isEmpty());
		assertThat(this.handler.attempts()).containsExactly(2);
	}

	@Test
	void whenHandlerIsRunningAfterTheStopThenTheProcessHasNotEndedInOrder() throws Exception {
		this.nodes.shutdownTimeout = Duration.ofMillis(100);
		CountDownLatch begun = new CountDownLatch(1);
		AtomicBoolean released = new AtomicBoolean();
		KafkaCallbackDelivery delivery = this.nodes.start(TestHandler.of("handler", (callback) -> {
			begun.countDown();
			while (!released.get()) {
				Thread.onSpinWait();
			}
		}));
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await(begun);
		this.nodes.stop(delivery);
		released.set(true);
		assertThat(this.nodes.committed().values()).extracting(OffsetAndMetadata::metadata)
			.containsExactlyInAnyOrder("", CallbackConsumer.BEGUN);
	}

	@Test
	void whenSameBytesComeAgainThenTheyAreHandledOnceAlsoOnOtherNodesAndAfterARestart() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		assertThat(this.nodes.deliver(delivery, KafkaNodes.callback("a", 1))).isEqualTo(Status.DUPLICATE);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 1);
		this.nodes.stop(delivery);
		AtomicInteger dropped = new AtomicInteger();
		this.nodes.listeners.add(new CallbackListener() {

			@Override
			public void duplicateDropped(CallbackMetadata callback) {
				assertThat(callback.command()).isEqualTo(BattleStarted.COMMAND);
				dropped.incrementAndGet();
			}

		});
		TestHandler after = TestHandler.of("handler");
		delivery = this.nodes.start(after);
		this.nodes.deliverAll(delivery, "a", 1, 2);
		KafkaNodes.await().until(() -> !after.calls().isEmpty());
		assertThat(KafkaNodes.numbers(after.calls())).containsExactly(2);
		assertThat(dropped).hasValue(1);
	}

	@Test
	void whenTwoApplicationsUseTheBrokerThenNeitherSeesCallbacksOfTheOther() {
		try (KafkaNodes others = new KafkaNodes()) {
			TestHandler other = TestHandler.of("handler");
			KafkaCallbackDelivery otherDelivery = others.start(other);
			this.nodes.deliverAll(this.nodes.start(this.handler), "a", 1);
			others.deliverAll(otherDelivery, "a", 2);
			KafkaNodes.await().until(() -> !this.handler.calls().isEmpty() && !other.calls().isEmpty());
			assertThat(KafkaNodes.numbers(this.handler.calls())).containsExactly(1);
			assertThat(KafkaNodes.numbers(other.calls())).containsExactly(2);
		}
	}

	@Test
	void whenNodeCannotJoinItsGroupThenItsBacklogIsNotKnown(CapturedOutput output) {
		Map<String, Object> rival = Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "group.id",
				this.nodes.cluster.group(), "enable.auto.commit", false, "partition.assignment.strategy",
				RangeAssignor.class.getName());
		Backlog backlog;
		try (KafkaConsumer<byte[], byte[]> other = new KafkaConsumer<>(rival, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			other.subscribe(List.of(this.nodes.cluster.callbacksTopic()));
			KafkaNodes.await().until(() -> {
				other.poll(Duration.ofMillis(10));
				return !other.assignment().isEmpty();
			});
			KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
			this.nodes.deliverAll(delivery, "a", 1);
			backlog = delivery.backlog();
			KafkaNodes.await().during(Duration.ofSeconds(1)).until(() -> delivery.backlog().snapshot() == null);
		}
		KafkaNodes.await().until(() -> backlog.snapshot() != null && !this.handler.calls().isEmpty());
		assertThat(output.toString().lines().filter((line) -> line.contains("could not read from Kafka"))).hasSize(1);
		assertThat(output).doesNotContain("Consumer exception");
	}

	@Test
	void whenNodeJoinsThenBothHandleAndNothingTwice() {
		TestHandler second = TestHandler.of("handler");
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		for (int i = 0; i < 50; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		this.nodes.start(second);
		KafkaNodes.await().until(() -> {
			this.nodes.deliverAll(delivery, "x" + System.nanoTime(), 1000);
			return !second.calls().isEmpty();
		});
		KafkaNodes.await()
			.until(() -> this.handler.calls().size() + second.calls().size() == this.nodes.progress.acceptances()
				.get());
		assertThat(KafkaNodes.bodies(this.handler.calls()))
			.doesNotContainAnyElementsOf(KafkaNodes.bodies(second.calls()));
	}

	@Test
	void whenNodeStopsWhileAnotherJoinsThenNothingIsHandledTwice() {
		TestHandler second = TestHandler.of("handler");
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await().until(() -> !this.handler.calls().isEmpty());
		this.nodes.start(second);
		// Until some partitions are nobody's
		KafkaNodes.await().until(() -> {
			for (int i = 0; i < 10; i++) {
				this.nodes.deliverAll(delivery, "x" + System.nanoTime(), i);
			}
			Thread.sleep(200);
			return this.handler.calls().size() < this.nodes.progress.acceptances().get();
		});
		this.nodes.stop(delivery);
		KafkaNodes.await()
			.until(() -> this.handler.calls().size() + second.calls().size() >= this.nodes.progress.acceptances()
				.get());
		assertThat(KafkaNodes.bodies(this.handler.calls()))
			.doesNotContainAnyElementsOf(KafkaNodes.bodies(second.calls()));
	}

	@Test
	void whenProcessesHaveDiedTwiceAtTheSameCallbackThenItsAttemptsAreCounted() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 1);
		this.nodes.stop(delivery);
		this.nodes.writeCallback("b", 2);
		this.nodes.commitAsIfDied(2);
		this.nodes.shutdownTimeout = Duration.ofMillis(100);
		TestHandler deadly = TestHandler.of("handler", (callback) -> never.await());
		KafkaCallbackDelivery dying = this.nodes.start(deadly);
		KafkaNodes.await().until(() -> !deadly.calls().isEmpty());
		assertThat(this.nodes.lastWork().state()).isEqualTo(Work.State.BEGUN);
		assertThat(this.nodes.lastWork().attempts()).isEqualTo(1);
		this.nodes.stop(dying);
	}

	@Test
	void whenHandlerKeepsProcessesFromStoppingThenItsAttemptsAreCounted() {
		this.nodes.shutdownTimeout = Duration.ofMillis(100);
		CountDownLatch ended = new CountDownLatch(1);
		TestHandler exiting = TestHandler.of("handler", (callback) -> awaitUninterruptibly(ended));
		KafkaCallbackDelivery delivery = this.nodes.start(exiting);
		this.nodes.deliverAll(delivery, "a", 1);
		for (int process = 1; process <= 3; process++) {
			int calls = process;
			KafkaNodes.await().until(() -> exiting.calls().size() == calls);
			if (process < 3) {
				this.nodes.stop(delivery);
				delivery = this.nodes.start(exiting);
			}
		}
		assertThat(this.nodes.lastWork().attempts()).isEqualTo(1);
		ended.countDown();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// As in System.exit
			}
		}
	}

	@Test
	void whenProcessDiesInTheLastAttemptThenTheCallbackIsDead() {
		this.nodes.writeBegun("handler", 3);
		this.nodes.writeBegun("handler", 2);
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 1);
		assertThat(letters.get(0).cause()).isEqualTo("The process died in the last attempt");
		KafkaNodes.await().until(() -> !this.handler.calls().isEmpty());
		assertThat(this.handler.attempts()).containsExactly(3);
	}

	@Test
	void whenKafkaHasRemovedCallbacksBeforeTheyWereHandledThenThatIsAnError(CapturedOutput output) throws Exception {
		AtomicInteger lost = new AtomicInteger();
		this.nodes.listeners.add(new CallbackListener() {

			@Override
			public void callbacksLost(long count) {
				lost.addAndGet((int) count);
			}

		});
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 1);
		this.nodes.stop(delivery);
		for (int i = 0; i < 5; i++) {
			this.nodes.writeCallback("a", 10 + i);
		}
		this.nodes.removeAllCallbacks();
		delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 2);
		KafkaNodes.await().until(() -> this.handler.calls().size() == 2);
		assertThat(lost).hasValue(5);
		assertThat(output).contains("were removed by Kafka before they were handled");
	}

	@Test
	void whenRecordIsNotOursThenItIsADeadLetterAndLoggedOnce(CapturedOutput output) {
		AtomicInteger invalid = new AtomicInteger();
		this.nodes.listeners.add(new CallbackListener() {

			@Override
			public void recordInvalid() {
				invalid.incrementAndGet();
			}

		});
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		String topic = this.nodes.cluster.callbacksTopic();
		this.nodes.write(new ProducerRecord<>(topic, 0, null, "poison".getBytes(StandardCharsets.UTF_8)));
		this.nodes.write(new ProducerRecord<>(topic, 0, new byte[0], null));
		ProducerRecord<byte[], byte[]> later = new ProducerRecord<>(topic, 0, null, new byte[] { 1 });
		later.headers().add("livehook-row", new byte[] { 'x' }).add("livehook-version", new byte[] { '2' });
		this.nodes.write(later);
		List<DeadLetter> letters = KafkaNodes.awaitDeadLetters(delivery, 3);
		assertThat(letters).extracting(DeadLetter::handlerId).containsOnly("livehook.invalid-record");
		assertThat(letters).extracting(DeadLetter::cause)
			.containsExactlyInAnyOrder("The record is not Livehook's: it has no header livehook-version",
					"The record is not Livehook's: it has no value",
					"The record is not Livehook's: its header livehook-version is not 1");
		assertThat(invalid).hasValue(3);
		assertThat(output.toString().split("is not Livehook's: ")).hasSize(2);
		assertThat(letters).noneMatch((letter) -> delivery.deadLetters().replay(letter.id()));
		for (int i = 0; i < 10; i++) {
			this.nodes.deliverAll(delivery, "battle" + i, i);
		}
		KafkaNodes.await().until(() -> this.handler.calls().size() == 10);
		this.nodes.stop(delivery);
		assertThat(KafkaNodes.awaitDeadLetters(this.nodes.start(this.handler), 3)).hasSize(3);
		assertThat(invalid).hasValue(3);
	}

}
