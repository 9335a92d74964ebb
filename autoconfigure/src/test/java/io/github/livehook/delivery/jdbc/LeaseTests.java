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

package io.github.livehook.delivery.jdbc;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.BDDMockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.AttemptListener;
import io.github.livehook.delivery.AttemptVerdict.End;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.delivery.jdbc.WorkRepository.NewWork;
import io.github.livehook.delivery.jdbc.WorkRepository.NextDue;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for leases, and for what the connections bring along.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
@ExtendWith(OutputCaptureExtension.class)
class LeaseTests {

	private final TestNodes nodes;

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final TestHandler blocking = TestHandler.of("handler", (callback) -> {
		this.entered.countDown();
		TestNodes.await(this.release);
	});

	LeaseTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.nodes.close();
	}

	@Test
	void whenHandlerRunsOnWhileItsNodeStopsThenNobodyElseTakesItsWork() throws Exception {
		JdbcCallbackDelivery stopping = this.nodes.start(this.blocking);
		this.nodes.deliver(stopping, "a");
		TestNodes.await(this.entered);
		CountDownLatch idle = this.nodes.beginToStop(stopping);
		TestHandler other = TestHandler.of("handler");
		this.nodes.start(other);
		// Longer than a lease
		Thread.sleep(3000);
		assertThat(other.calls()).isEmpty();
		this.release.countDown();
		TestNodes.await(idle);
		assertThat(this.nodes.works()).isZero();
		assertThat(other.calls()).isEmpty();
	}

	@Test
	void whenHandlerTakesTooLongWhileItsNodeStopsThenItIsInterruptedAllTheSame() {
		this.nodes.shutdownTimeout = Duration.ofSeconds(20);
		TestHandler slow = TestHandler.of("handler", (callback) -> {
			this.entered.countDown();
			new CountDownLatch(1).await();
		}).with(new HandlerRetry(1, null, null, null, null, List.of(), Duration.ofSeconds(1)));
		JdbcCallbackDelivery delivery = this.nodes.start(slow);
		this.nodes.deliver(delivery, "a");
		TestNodes.await(this.entered);
		this.nodes.stop(delivery);
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement()
			.satisfies((dead) -> assertThat(dead.cause()).contains("The handler was interrupted after PT1S"));
	}

	@Test
	void whenTheLastAttemptIsInterruptedBecauseItsNodeStopsThenItIsMadeAgain() {
		this.nodes.shutdownTimeout = Duration.ofMillis(100);
		HandlerRetry once = new HandlerRetry(1, null, null, null, null, List.of(), null);
		JdbcCallbackDelivery stopping = this.nodes.start(TestHandler.of("handler", (callback) -> {
			this.entered.countDown();
			new CountDownLatch(1).await();
		}).with(once));
		this.nodes.deliver(stopping, "a");
		TestNodes.await(this.entered);
		this.nodes.stop(stopping);
		assertThat(TestNodes.all(stopping.deadLetters())).isEmpty();
		TestHandler other = TestHandler.of("handler").with(once);
		this.nodes.start(other);
		this.nodes.awaitNoWork();
		assertThat(other.calls()).singleElement().extracting((callback) -> callback.metadata().attempt()).isEqualTo(1);
	}

	@Test
	void whenWorkIsTakenAfterTheWorkersHaveStoppedThenItIsGivenBack() throws InterruptedException {
		WorkRepository works = this.nodes.workRepository();
		works.add(List.of(new NewWork(WorkKey.ofNew("row", "handler"), "1400000000", Duration.ZERO, false)));
		WorkerPool workers = new WorkerPool(BDDMockito.mock(WorkRunner.class),
				new Leases(works, Duration.ofSeconds(10)), 1, Thread::new);
		workers.close(Duration.ofSeconds(1));
		workers.runTaken(take(works), () -> null, System.nanoTime());
		assertThat(take(works)).satisfies((taken) -> {
			assertThat(taken.died()).isFalse();
			assertThat(taken.attempts()).isEqualTo(1);
		});
		assertThat(workers.idle()).isEqualTo(1);
	}

	private static TakenWork take(WorkRepository works) {
		return works.take(List.of("handler"), 1, Duration.ofSeconds(10), Duration.ofMinutes(1), Instant.EPOCH).get(0);
	}

	@Test
	void whenStoppedWhileARequestIsStoredAndStartedAgainThenBothGoOn() throws Exception {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		CountDownLatch idle;
		try (Connection other = this.nodes.dataSource.getConnection()) {
			this.nodes.beginToStore("a", other);
			CompletableFuture<Status> storing = CompletableFuture.supplyAsync(() -> this.nodes.deliver(delivery, "a"));
			TestNodes.await().until(() -> delivery.concurrencyLimit().active() == 1);
			idle = this.nodes.beginToStop(delivery);
			this.nodes.start(delivery);
			other.commit();
			storing.join();
		}
		TestNodes.await(idle);
		this.nodes.deliver(delivery, "b");
		TestNodes.await().until(() -> handler.callbackIds().contains("b"));
	}

	@Test
	void whenClockOfTheDatabaseWasSetBackBeforeTheStartThenRetriesAreMade() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.jdbc.update("update livehook_work set attempts = 1, due_at = ?",
				JdbcDatabase.toColumn(this.nodes.clock.instant().plus(Duration.ofDays(1))));
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).singleElement()
			.extracting((callback) -> callback.metadata().attempt())
			.isEqualTo(2);
	}

	@Test
	void whenHandlerIsGivenUpAsStuckThenStopDoesNotWaitForIt() {
		TestHandler stuck = TestHandler.of("handler", (callback) -> {
			while (this.release.getCount() > 0) {
				Thread.onSpinWait();
			}
		}).with(new HandlerRetry(null, null, null, null, null, List.of(), Duration.ofMillis(100)));
		JdbcCallbackDelivery delivery = this.nodes.start(stuck);
		this.nodes.deliver(delivery, "a");
		TestNodes.await().until(() -> TestNodes.all(delivery.deadLetters()).size() == 1);
		long begin = System.nanoTime();
		this.nodes.stop(delivery);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(this.nodes.shutdownTimeout);
	}

	@Test
	void whenAttemptHasEndedThenItsLeaseIsNotRenewedAnyMore() {
		WorkRepository works = this.nodes.workRepository();
		WorkKey key = WorkKey.ofNew("row", "handler");
		works.add(List.of(new NewWork(key, "1400000000", Duration.ofSeconds(10), true)));
		works.retry(key, Duration.ZERO, 1);
		assertThat(works.setDue(List.of(NextDue.renewed(key, Duration.ofSeconds(10), 1)))).containsExactly(key);
		assertThat(works.take(List.of("handler"), 1, Duration.ofSeconds(10), Duration.ofMinutes(1), Instant.EPOCH))
			.singleElement()
			.satisfies((taken) -> assertThat(taken.died()).isFalse());
	}

	@Test
	void whenProcessHasDiedInAnAttemptThenListenersLearnOfIt() {
		List<String> ends = new CopyOnWriteArrayList<>();
		this.nodes.listeners
			.add((AttemptListener) (handlerId, callback, end) -> ends.add(callback.attempt() + " " + end));
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "died");
		this.nodes.jdbc.update("update livehook_work set attempts = 1, running = true, version = version + 1");
		this.nodes.start(delivery);
		TestNodes.await().until(() -> ends.size() == 2);
		assertThat(ends).containsExactly("1 " + End.RETRIED, "2 " + End.SUCCEEDED);
	}

	@Test
	void whenWorkCannotBeLookedForThenThatIsSaidOnceAndTheBacklogIsUnknown(CapturedOutput output) {
		AtomicInteger failures = new AtomicInteger(3);
		this.nodes.apps = () -> {
			if (Thread.currentThread().getName().startsWith("livehook-taker-") && failures.getAndDecrement() > 0) {
				throw new IllegalStateException("failing as told");
			}
			return List.of();
		};
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.start(delivery);
		TestNodes.await().until(() -> failures.get() < 3);
		this.nodes.awaitNoWork();
		TestNodes.await().until(() -> delivery.backlog().snapshot() != null);
		assertThat(output).containsOnlyOnce("Livehook could not look for work, and will try again until it can")
			.containsOnlyOnce("Livehook can look for work again");
	}

	@Test
	void whileWorkCannotBeLookedForThenTheBacklogIsUnknown() {
		this.nodes.apps = () -> {
			if (Thread.currentThread().getName().startsWith("livehook-taker-")) {
				throw new IllegalStateException("failing as told");
			}
			return List.of();
		};
		JdbcCallbackDelivery delivery = this.nodes.start(TestHandler.of("handler"));
		TestNodes.await().until(() -> delivery.backlog().snapshot() == null);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenThreadsAreVirtualThenHandlersRunOnSuch() throws Exception {
		this.nodes.virtualThreads = true;
		List<Object> virtual = new CopyOnWriteArrayList<>();
		TestHandler handler = TestHandler.of("handler",
				(callback) -> virtual.add(Thread.class.getMethod("isVirtual").invoke(Thread.currentThread())));
		this.nodes.deliver(this.nodes.start(handler), "a");
		this.nodes.awaitNoWork();
		assertThat(virtual).containsExactly(true);
	}

}
