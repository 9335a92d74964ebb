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
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for callbacks of several requests that are stored in one transaction.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class StoredTogetherTests {

	private final TestNodes nodes;

	private final TestHandler handler = TestHandler.of("handler");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	StoredTogetherTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.threads.shutdownNow();
		this.nodes.close();
	}

	@Test
	void whenOneCannotBeStoredAndOneIsADuplicateThenTheOthersAreStored() {
		this.nodes.jdbc
			.execute("alter table livehook_callback add constraint no_more check (callback_id <> 'unstorable')");
		Gate gate = new Gate();
		JdbcCallbackDelivery delivery = this.nodes.create(gate, this.handler);
		this.nodes.deliver(this.nodes.create(this.handler), "known");
		List<CompletableFuture<Status>> statuses = deliverWhileClosed(delivery, gate, "a", "known", "unstorable", "b",
				"b");
		assertThat(statuses.get(0)).isCompletedWithValue(Status.STORED);
		assertThat(statuses.get(1)).isCompletedWithValue(Status.DUPLICATE);
		assertThat(statuses.get(2)).isCompletedWithValue(Status.NOT_STORED);
		assertThat(statuses.subList(3, 5)).extracting(CompletableFuture::join)
			.containsExactlyInAnyOrder(Status.STORED, Status.DUPLICATE);
		assertThat(this.nodes.callbacks()).isEqualTo(4);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactlyInAnyOrder("first", "known", "a", "b");
	}

	@Test
	void whenDatabaseIsAwayThenNoneIsStoredUntilItIsBack() {
		Gate gate = new Gate();
		JdbcCallbackDelivery delivery = this.nodes.create(gate, this.handler);
		gate.away = true;
		assertThat(deliverWhileClosed(delivery, gate, "a", "b", "c")).extracting(CompletableFuture::join)
			.containsOnly(Status.NOT_STORED);
		assertThat(delivery.concurrencyLimit().active()).isZero();
		assertThat(this.nodes.callbacks()).isZero();
		gate.away = false;
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	// The first is being stored while the others come, so that they are stored together
	private List<CompletableFuture<Status>> deliverWhileClosed(JdbcCallbackDelivery delivery, Gate gate,
			String... callbackIds) {
		List<CompletableFuture<Status>> statuses = new ArrayList<>();
		gate.open = new CountDownLatch(1);
		CompletableFuture<Status> first = deliver(delivery, "first");
		TestNodes.await(gate.entered);
		for (String callbackId : callbackIds) {
			statuses.add(deliver(delivery, callbackId));
		}
		TestNodes.await().until(() -> delivery.concurrencyLimit().active() == callbackIds.length + 1);
		gate.open.countDown();
		first.join();
		statuses.forEach(CompletableFuture::join);
		return statuses;
	}

	private CompletableFuture<Status> deliver(JdbcCallbackDelivery delivery, String callbackId) {
		return CompletableFuture.supplyAsync(() -> this.nodes.deliver(delivery, callbackId), this.threads);
	}

	/**
	 * Connections that have to be waited for.
	 */
	private final class Gate extends DelegatingDataSource {

		private final CountDownLatch entered = new CountDownLatch(1);

		private volatile CountDownLatch open = new CountDownLatch(0);

		private volatile boolean away;

		Gate() {
			super(StoredTogetherTests.this.nodes.dataSource);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.open.getCount() > 0) {
				this.entered.countDown();
				TestNodes.await(this.open);
			}
			if (this.away) {
				throw new SQLTransientConnectionException("away as told");
			}
			return super.getConnection();
		}

	}

}
