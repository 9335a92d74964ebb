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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for callbacks that come more than once.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class DuplicateStorageTests {

	private static final int THREADS = 16;

	private final TestNodes nodes;

	private final TestHandler handler = TestHandler.of("handler");

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	DuplicateStorageTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.nodes.close();
	}

	@Test
	void whenItComesAgainThenItIsDuplicateOnEveryNode() {
		JdbcCallbackDelivery delivery = this.nodes.start(this.handler);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		this.nodes.awaitNoWork();
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		assertThat(this.nodes.deliver(this.nodes.start(this.handler), "a")).isEqualTo(Status.DUPLICATE);
		assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactly("a", "b");
	}

	@Test
	void whenAppOrCommandDiffersThenItIsNoDuplicate() {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		assertThat(this.nodes.deliver(delivery, this.nodes.callback("a"),
				TestNodes.callback("a", this.nodes.metadata().withCommand("Command2")),
				TestNodes.callback("a",
						new CallbackMetadata("1400000002", TestNodes.COMMAND, null, null, null, null,
								this.nodes.clock.instant(), this.nodes.clock.instant(), null, null, 1))))
			.containsOnly(Status.STORED);
	}

	@Test
	void whenItHasNoIdThenItIsNeverDuplicate() {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		assertThat(this.nodes.deliver(delivery, this.nodes.callback(null), this.nodes.callback(null)))
			.containsOnly(Status.STORED);
		assertThat(this.nodes.deliver(delivery, (String) null)).isEqualTo(Status.STORED);
		assertThat(this.nodes.callbacks()).isEqualTo(3);
	}

	@Test
	void whenDuplicatesComeAtOnceToTwoNodesThenOneIsStoredAndHandledOnce() throws Exception {
		List<JdbcCallbackDelivery> deliveries = List.of(this.nodes.start(this.handler), this.nodes.start(this.handler));
		List<String> ids = IntStream.range(0, 10).mapToObj((i) -> "id" + i).toList();
		for (String id : ids) {
			List<Status> statuses = atOnce((i) -> this.nodes.deliver(deliveries.get(i % 2), id));
			assertThat(Collections.frequency(statuses, Status.STORED)).as("%s", statuses).isEqualTo(1);
			assertThat(Collections.frequency(statuses, Status.DUPLICATE)).as("%s", statuses).isEqualTo(THREADS - 1);
		}
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactlyInAnyOrderElementsOf(ids);
	}

	@Test
	void whenBatchesOfTheSameComeAtOnceInDifferentOrderThenEachIsStoredOnce() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		for (int round = 0; round < 5; round++) {
			String first = "first" + round;
			String second = "second" + round;
			List<List<Status>> statuses = atOnce(
					(i) -> this.nodes.deliver(delivery, this.nodes.callback((i % 2 == 0) ? first : second),
							this.nodes.callback((i % 2 == 0) ? second : first)));
			assertThat(statuses).allSatisfy((each) -> assertThat(each).doesNotContain(Status.NOT_STORED));
		}
		assertThat(this.nodes.callbacks()).isEqualTo(10);
	}

	@Test
	void whenWindowIsOverThenItIsStoredAgain() {
		this.nodes.window = Duration.ofMinutes(5);
		JdbcCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		this.nodes.clock.putForwardBy(Duration.ofSeconds(299));
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		this.nodes.clock.putForwardBy(Duration.ofSeconds(2));
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactly("a", "a");
	}

	@Test
	void whenWindowIsOverAndDuplicatesComeAtOnceThenOneIsStored() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		this.nodes.clock.putForwardBy(Duration.ofMinutes(11));
		List<Status> statuses = atOnce((i) -> this.nodes.deliver(delivery, "a"));
		assertThat(Collections.frequency(statuses, Status.STORED)).as("%s", statuses).isEqualTo(1);
		assertThat(Collections.frequency(statuses, Status.DUPLICATE)).as("%s", statuses).isEqualTo(THREADS - 1);
	}

	@Test
	void whenWindowIsOverButWorkIsNotDoneThenItIsDuplicate() {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.clock.putForwardBy(Duration.ofDays(1));
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
	}

	@Test
	void whenWindowIsZeroThenItIsDuplicateOnlyWhileWorkIsNotDone() {
		this.nodes.window = Duration.ZERO;
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		this.nodes.deliver(delivery, "a");
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenWindowIsZeroAndBothAreWrittenTogetherThenTheyAreOne() {
		CallbackRepository callbacks = new CallbackRepository(this.nodes.database, TestNodes.APPLICATION,
				Duration.ZERO);
		Instant now = this.nodes.clock.instant();
		List<NewCallback> rows = Stream.of("one", "another").map((row) -> {
			Callback callback = TestNodes.callback("a", this.nodes.metadata(now.plusSeconds(row.length())));
			return new NewCallback(row, callbacks.duplicateKey(callback), callback, List.of());
		}).toList();
		assertThat(this.nodes.database.transactions().run(() -> callbacks.insert(rows))).hasSize(1);
		assertThat(this.nodes.callbacks()).isEqualTo(1);
	}

	@Test
	void whenWindowIsLongerThanTimeIsThenItIsStillDuplicate() {
		this.nodes.window = Duration.ofSeconds(Long.MAX_VALUE);
		JdbcCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
		new CallbackRepository(this.nodes.database, TestNodes.APPLICATION, this.nodes.window)
			.purge(this.nodes.clock.instant());
		assertThat(this.nodes.callbacks()).isEqualTo(1);
	}

	@Test
	void whenTransactionOfTheFirstIsRolledBackThenSecondIsStored() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		try (Connection connection = this.nodes.dataSource.getConnection()) {
			this.nodes.beginToStore("a", connection);
			CompletableFuture<Status> second = CompletableFuture.supplyAsync(() -> this.nodes.deliver(delivery, "a"),
					this.threads);
			TestNodes.await().until(this::isWaiting);
			connection.rollback();
			assertThat(second.get()).isEqualTo(Status.STORED);
		}
	}

	private boolean isWaiting() {
		String waiting = !this.nodes.database.isH2()
				? "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
				: "select count(*) from information_schema.sessions where executing_statement like 'insert %'";
		return this.nodes.jdbc.queryForObject(waiting, Long.class) > 0;
	}

	private <T> List<T> atOnce(Task<T> task) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<CompletableFuture<T>> all = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int number = i;
			all.add(CompletableFuture.supplyAsync(() -> {
				await(barrier);
				return task.run(number);
			}, this.threads));
		}
		List<T> results = new ArrayList<>();
		for (CompletableFuture<T> each : all) {
			results.add(each.get());
		}
		return results;
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Task<T> {

		T run(int number);

	}

}
