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
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.AdditionalAnswers;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.delivery.jdbc.WorkRepository.NewWork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcTransactions}.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class JdbcTransactionsTests {

	private final TestNodes nodes;

	JdbcTransactionsTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenConnectionsAreSerializableThenOurTransactionsAreReadCommitted() {
		try (HikariDataSource serializable = new HikariDataSource()) {
			serializable.setJdbcUrl(this.nodes.dataSource.getJdbcUrl());
			serializable.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
			JdbcDatabase database = JdbcDatabase.connect(serializable, "livehook_", Duration.ofSeconds(1));
			assertThat(database).isNotNull();
			assertThat(isolation(database)).isEqualTo("READ COMMITTED");
			assertThat(isolation(this.nodes.database)).isEqualTo("READ COMMITTED");
			JdbcCallbackDelivery delivery = this.nodes
				.start(this.nodes.create(serializable, TestHandler.of("handler")));
			assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
			this.nodes.awaitNoWork();
			this.nodes.stop(delivery);
		}
	}

	private static String isolation(JdbcDatabase database) {
		String sql = !database.isH2() ? "select upper(current_setting('transaction_isolation'))"
				: "select isolation_level from information_schema.sessions where session_id = session_id()";
		return database.transactions().run(() -> database.jdbc().queryForObject(sql, String.class));
	}

	@Test
	void whenDatabaseEndsATransactionBecauseOfAnotherThenItIsTriedAgainWhileThereIsTime() {
		JdbcTransactions transactions = this.nodes.database.transactions();
		AtomicInteger tries = new AtomicInteger();
		assertThat(transactions.runTimed(() -> true, () -> {
			if (tries.incrementAndGet() < 10) {
				throw conflict();
			}
			return "done";
		})).isEqualTo("done");
		tries.set(0);
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> transactions.runTimed(() -> tries.get() < 3, () -> {
				tries.incrementAndGet();
				throw conflict();
			}));
		assertThat(tries).hasValue(3);
		tries.set(0);
		assertThatExceptionOfType(UncategorizedSQLException.class).isThrownBy(() -> transactions.run(() -> {
			tries.incrementAndGet();
			throw new UncategorizedSQLException("task", "sql", new SQLException("as told", "55P03"));
		}));
		assertThat(tries).hasValue(1);
	}

	private static CannotAcquireLockException conflict() {
		return new CannotAcquireLockException("as told", new SQLException("as told", "40P01"));
	}

	@Test
	void whenConnectionsAreReadCommittedThenNobodyAsksForIt() throws Exception {
		List<Connection> connections = new ArrayList<>();
		JdbcDatabase database = JdbcDatabase.connect(new DelegatingDataSource(this.nodes.dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = BDDMockito.mock(Connection.class,
						AdditionalAnswers.delegatesTo(super.getConnection()));
				connections.add(connection);
				return connection;
			}

		}, "livehook_", Duration.ofSeconds(1));
		assertThat(database).isNotNull();
		assertThat(isolation(database)).isEqualTo("READ COMMITTED");
		assertThat(connections).hasSize(2);
		for (Connection connection : connections) {
			BDDMockito.then(connection).should(BDDMockito.never()).setTransactionIsolation(ArgumentMatchers.anyInt());
		}
	}

	@Test
	void whenTransactionWasTimedThenWhoeverGetsItsConnectionIsNot() throws SQLException {
		HikariDataSource one = new HikariDataSource();
		one.setJdbcUrl(this.nodes.dataSource.getJdbcUrl());
		one.setMaximumPoolSize(1);
		try (one) {
			JdbcDatabase database = JdbcDatabase.connect(one, "livehook_", Duration.ofSeconds(1));
			assertThat(database).isNotNull();
			assertThat(
					database.transactions().runTimed(() -> database.jdbc().queryForObject("select 1", Integer.class)))
				.isOne();
			assertThatExceptionOfType(BadSqlGrammarException.class)
				.isThrownBy(() -> database.transactions().runTimed(() -> database.update("no sql")));
			try (Connection connection = one.getConnection(); Statement statement = connection.createStatement()) {
				assertThat(statement.getQueryTimeout()).isZero();
			}
		}
	}

	@Test
	void whenTransactionHasTakenItsTimeThenLeasesOnPostgreSqlBeginAfterIt() {
		Assumptions.assumeTrue(!this.nodes.database.isH2(), "H2 has no time but that of the transaction");
		WorkRepository works = this.nodes.workRepository();
		this.nodes.database.transactions().run(() -> {
			this.nodes.database.jdbc().execute("select pg_sleep(0.5)");
			works.add(List.of(new NewWork(WorkKey.ofNew("row", "handler"), "1400000000", Duration.ZERO, false)));
			assertThat(this.nodes.database.jdbc()
				.queryForObject("select due_at >= now() + interval '500 milliseconds' from livehook_work",
						Boolean.class))
				.isTrue();
			return true;
		});
	}

}
