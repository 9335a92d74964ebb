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
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.AdditionalAnswers;
import org.mockito.BDDMockito;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for callbacks that there is no room for, or that the database does not take.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class UnavailableStoreTests {

	private final TestNodes nodes;

	private final TestHandler handler = TestHandler.of("handler");

	UnavailableStoreTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenDatabaseIsAwayThenNothingIsAcceptedUntilItIsBack() {
		Switch connections = new Switch();
		JdbcCallbackDelivery delivery = this.nodes.start(this.nodes.create(connections, this.handler));
		connections.away = true;
		DeliveryResult result = delivery.deliver(this.nodes.callback("a"), this.nodes.progress);
		assertThat(result.status()).isEqualTo(Status.NOT_STORED);
		assertThat(result.detail()).contains("caused by java.sql.SQLTransientConnectionException")
			.doesNotContain("away as told");
		assertThat(this.nodes.progress.acceptances()).hasValue(0);
		assertThat(delivery.concurrencyLimit().active()).isZero();
		connections.away = false;
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(this.handler.attempts()).containsExactly(1);
	}

	@Test
	void whenTransactionsAreInConflictThenCallbackIsStoredAllTheSame() {
		Switch connections = new Switch();
		JdbcCallbackDelivery delivery = this.nodes.create(connections, this.handler);
		connections.conflicts.set(10);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenAnotherTransactionIsInTheWayForLongThenCallbackIsNotStored() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		try (Connection connection = this.nodes.dataSource.getConnection()) {
			this.nodes.beginToStore("a", connection);
			assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.NOT_STORED);
			assertThat(delivery.concurrencyLimit().active()).isZero();
			assertThat(this.nodes.progress.acceptances()).hasValue(0);
			assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.STORED);
			connection.rollback();
		}
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenDatabaseLetsNobodyElseInThenCallbackIsNotStored() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		try (Connection connection = this.nodes.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			// H2 locks tables only while it changes them; with 1, it would have
			// connections that
			// are open wait for ever
			statement.execute(!this.nodes.database.isH2() ? "lock table livehook_work in access exclusive mode"
					: "set exclusive 2");
			assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.NOT_STORED);
			assertThat(delivery.concurrencyLimit().active()).isZero();
			connection.rollback();
			if (this.nodes.database.isH2()) {
				statement.execute("set exclusive 0");
			}
		}
		assertThat(this.nodes.callbacks()).isZero();
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenConnectionsAreAllInUseThenCallbackIsNotStored() throws Exception {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		Connection[] connections = new Connection[this.nodes.dataSource.getMaximumPoolSize()];
		for (int i = 0; i < connections.length; i++) {
			connections[i] = this.nodes.dataSource.getConnection();
		}
		this.nodes.dataSource.getHikariConfigMXBean().setConnectionTimeout(250);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.NOT_STORED);
		for (Connection connection : connections) {
			connection.close();
		}
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenAsManyAreBeingStoredAsMayThenNextIsTurnedAway() throws Exception {
		this.nodes.maxConcurrency = 1;
		Switch connections = new Switch();
		JdbcCallbackDelivery delivery = this.nodes.create(connections, this.handler);
		connections.entered = new CountDownLatch(1);
		connections.release = new CountDownLatch(1);
		CompletableFuture<Status> first = new CompletableFuture<>();
		new Thread(() -> first.complete(this.nodes.deliver(delivery, "a"))).start();
		TestNodes.await(connections.entered);
		assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.SATURATED);
		connections.release.countDown();
		assertThat(first.get()).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.STORED);
		assertThat(this.nodes.progress.acceptances()).hasValue(2);
	}

	/**
	 * Connections that can be cut.
	 */
	private final class Switch extends DelegatingDataSource {

		private volatile boolean away;

		private final AtomicInteger conflicts = new AtomicInteger();

		private volatile CountDownLatch entered = new CountDownLatch(0);

		private volatile CountDownLatch release = new CountDownLatch(0);

		Switch() {
			super(UnavailableStoreTests.this.nodes.dataSource);
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (this.away) {
				throw new SQLTransientConnectionException("away as told");
			}
			this.entered.countDown();
			TestNodes.await(this.release);
			Connection connection = super.getConnection();
			return (this.conflicts.getAndDecrement() > 0) ? conflicting(connection) : connection;
		}

		private static Connection conflicting(Connection target) throws SQLException {
			Connection connection = BDDMockito.mock(Connection.class, AdditionalAnswers.delegatesTo(target));
			BDDMockito.willThrow(new SQLTransactionRollbackException("conflict as told", "40001"))
				.given(connection)
				.commit();
			return connection;
		}

	}

}
