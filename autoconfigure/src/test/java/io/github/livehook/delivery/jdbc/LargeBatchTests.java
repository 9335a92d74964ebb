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

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that hold many callbacks.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class LargeBatchTests {

	private static final int MANY = 450;

	private final TestNodes nodes;

	private final TestHandler handler = TestHandler.of("handler");

	private final CountDownLatch release = new CountDownLatch(1);

	LargeBatchTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.nodes.close();
	}

	@Test
	void whenABatchHoldsDuplicatesThenOneIsStored() {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		Callback[] duplicates = Collections.nCopies(3600, this.nodes.callback("a")).toArray(Callback[]::new);
		List<Status> statuses = this.nodes.deliver(delivery, duplicates);
		assertThat(statuses.get(0)).isEqualTo(Status.STORED);
		assertThat(statuses.subList(1, 3600)).containsOnly(Status.DUPLICATE);
		assertThat(this.nodes.callbacks()).isEqualTo(1);
		assertThat(this.nodes.progress.acceptances()).hasValue(1);
	}

	@Test
	void whenABatchHoldsMoreThanATransactionThenAllAreStoredAndHandled() {
		JdbcCallbackDelivery delivery = this.nodes.start(this.handler);
		assertThat(this.nodes.deliver(delivery, many())).hasSize(MANY).containsOnly(Status.STORED);
		assertThat(this.nodes.deliver(delivery, many())).hasSize(MANY).containsOnly(Status.DUPLICATE);
		assertThat(this.nodes.deliver(this.nodes.create(this.handler), many())).containsOnly(Status.DUPLICATE);
		this.nodes.awaitNoWork();
		assertThat(this.handler.calls()).hasSize(MANY);
	}

	@ParameterizedTest
	@CsvSource({ "100, 10", "3, 250" })
	void whenEventsHaveManyHandlersThenAllAreStoredAndHandledWithoutHoldingUpOthers(int events, int handlers) {
		TestHandler[] all = IntStream.range(0, handlers)
			.mapToObj((i) -> TestHandler.of("handler" + i))
			.toArray(TestHandler[]::new);
		JdbcCallbackDelivery delivery = this.nodes.start(all);
		CompletableFuture<List<Status>> large = CompletableFuture
			.supplyAsync(() -> this.nodes.deliver(delivery, many(events)));
		JdbcCallbackDelivery other = this.nodes.create(this.handler);
		assertThat(this.nodes.deliver(other, "light")).isEqualTo(Status.STORED);
		assertThat(large.join()).hasSize(events).containsOnly(Status.STORED);
		assertThat(this.nodes.deliver(other, many(events))).containsOnly(Status.DUPLICATE);
		this.nodes.start(other);
		this.nodes.awaitNoWork();
		assertThat(all).allSatisfy((one) -> assertThat(one.calls()).hasSize(events));
		assertThat(this.handler.callbackIds()).containsExactly("light");
	}

	@Test
	void whenTimeIsUpMeanwhileThenTheRestIsStoredWhenItComesAgain() {
		JdbcCallbackDelivery delivery = this.nodes.start(this.handler);
		AtomicInteger accepted = new AtomicInteger();
		List<Status> statuses = delivery.deliver(List.of(many()), new CallbackDelivery.Progress() {

			@Override
			public void accepted() {
				accepted.incrementAndGet();
			}

			@Override
			public void failed(Status status) {
			}

			@Override
			public Duration timeLeft() {
				return Duration.ZERO;
			}

		}).stream().map(DeliveryResult::status).toList();
		assertThat(statuses).startsWith(Status.STORED).endsWith(Status.NOT_STORED);
		assertThat(accepted).hasValue(0);
		int stored = Collections.frequency(statuses, Status.STORED);
		assertThat(this.nodes.callbacks()).isEqualTo(stored);
		List<Status> again = this.nodes.deliver(delivery, many());
		assertThat(again).doesNotContain(Status.NOT_STORED);
		assertThat(Collections.frequency(again, Status.STORED)).isEqualTo(MANY - stored);
		this.nodes.awaitNoWork();
		assertThat(this.handler.calls()).hasSize(MANY);
	}

	@Test
	void whenThereIsNoRoomThenWhatWasAcknowledgedIsAcknowledgedAgain() throws Exception {
		this.nodes.maxConcurrency = 1;
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		this.nodes.deliver(delivery, "known");
		try (var connection = this.nodes.dataSource.getConnection()) {
			this.nodes.beginToStore("blocked", connection);
			CompletableFuture<Status> blocked = CompletableFuture
				.supplyAsync(() -> this.nodes.deliver(delivery, "blocked"));
			TestNodes.await().until(() -> delivery.concurrencyLimit().active() == 1);
			assertThat(this.nodes.deliver(delivery, this.nodes.callback("known"), this.nodes.callback("unknown")))
				.containsExactly(Status.DUPLICATE, Status.SATURATED);
			connection.rollback();
			blocked.join();
		}
	}

	@Test
	void whenNothingIsRememberedThenTheDatabaseTellsDuplicates() {
		this.nodes.remembered = 0;
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.DUPLICATE);
	}

	private Callback[] many() {
		return many(MANY);
	}

	private Callback[] many(int count) {
		return IntStream.range(0, count).mapToObj((i) -> this.nodes.callback("id" + i)).toArray(Callback[]::new);
	}

}
