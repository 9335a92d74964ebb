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
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The database that callbacks are stored in, a PostgreSQL or an H2.
 *
 * @since 0.1.0
 */
public final class JdbcDatabase {

	private static final String H2 = "H2";

	private static final String POSTGRESQL = "PostgreSQL";

	private static final String DEFAULT_PREFIX = "livehook_";

	private final boolean h2;

	private final String url;

	private final String tablePrefix;

	private final JdbcTemplate jdbc;

	private final JdbcClient client;

	private final JdbcTransactions transactions;

	private JdbcDatabase(JdbcTemplate jdbc, String tablePrefix, boolean h2, DatabaseMetaData metaData,
			JdbcTransactions transactions) throws SQLException {
		this.h2 = h2;
		// PostgreSQL's driver keeps settings in the URL, and one may be the password
		this.url = metaData.getURL().replaceFirst("[?;].*", "");
		this.tablePrefix = tablePrefix;
		this.jdbc = jdbc;
		this.client = JdbcClient.create(jdbc);
		this.transactions = transactions;
	}

	/**
	 * Connect to a database.
	 * @param dataSource the source of connections
	 * @param tablePrefix the prefix of the names of the tables
	 * @param timeout the timeout of a transaction, rounded up to seconds
	 * @return the database, or {@code null} if it is neither a PostgreSQL nor an H2
	 * @throws DataAccessException if the connection fails
	 */
	public static @Nullable JdbcDatabase connect(DataSource dataSource, String tablePrefix, Duration timeout) {
		// As a DataSource of our own it takes no part in transactions of the application
		DataSource own = new DelegatingDataSource((dataSource instanceof TransactionAwareDataSourceProxy proxy)
				? Objects.requireNonNull(proxy.getTargetDataSource()) : dataSource);
		JdbcTemplate jdbc = new JdbcTemplate(own);
		return jdbc.execute((ConnectionCallback<@Nullable JdbcDatabase>) (connection) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			if (!List.of(H2, POSTGRESQL).contains(metaData.getDatabaseProductName())) {
				return null;
			}
			boolean readCommitted = connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
			boolean h2 = H2.equals(metaData.getDatabaseProductName());
			return new JdbcDatabase(jdbc, tablePrefix, h2, metaData,
					new JdbcTransactions(own, h2, timeout, readCommitted));
		});
	}

	/**
	 * Return whether the database is an H2.
	 * @return {@code false} if it is a PostgreSQL
	 */
	public boolean isH2() {
		return this.h2;
	}

	/**
	 * Return whether the database runs in this process.
	 * @return whether it is embedded
	 */
	public boolean isEmbedded() {
		return this.h2 && Stream.of("jdbc:h2:tcp:", "jdbc:h2:ssl:").noneMatch(this.url::startsWith);
	}

	/**
	 * Return whether the database is lost with its process.
	 * @return whether it is in memory only
	 */
	public boolean isInMemory() {
		return this.url.startsWith("jdbc:h2:mem:");
	}

	/**
	 * Return the URL of the database.
	 * @return the URL as the driver reports it, without settings
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Return whether a commit is on the disk when it is acknowledged.
	 * @return {@code false} if it is written later
	 */
	public boolean writesAtCommit() {
		return !this.h2 || "0".equals(h2Setting("WRITE_DELAY"));
	}

	/**
	 * Return the database that H2 imitates.
	 * @return the value of its setting {@code MODE}, {@code null} if it imitates none
	 */
	public @Nullable String imitatedDatabase() {
		String mode = this.h2 ? h2Setting("MODE") : null;
		return "REGULAR".equalsIgnoreCase(mode) ? null : mode;
	}

	private @Nullable String h2Setting(String name) {
		return this.client.sql("select setting_value from information_schema.settings where setting_name = ?")
			.param(name)
			.query(String.class)
			.list()
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return whether threads that use the database may be interrupted. An interrupt
	 * closes the usual channel to a file, with which H2 closes the database, and a pool
	 * may keep the connections to it.
	 * @return {@code false} if the database would be closed for everybody
	 */
	public boolean survivesInterrupts() {
		return !isEmbedded() || isInMemory() || Stream.of("async:", "retry:").anyMatch(this.url::contains);
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	JdbcTransactions transactions() {
		return this.transactions;
	}

	/**
	 * Return a statement for this database. This is the only place that knows the names
	 * of the tables and the dialect of H2, which has no other time than that of the
	 * transaction.
	 * @param sql the statement, for a PostgreSQL and tables with the default prefix
	 * @return the statement to run
	 */
	String translate(String sql) {
		String renamed = DEFAULT_PREFIX.equals(this.tablePrefix) ? sql
				: sql.replace("idx_" + DEFAULT_PREFIX, "idx_" + this.tablePrefix.replace('.', '_'))
					.replaceAll("\\b" + DEFAULT_PREFIX, this.tablePrefix);
		return !this.h2 ? renamed
				: renamed.replace("clock_timestamp()", "current_timestamp")
					.replace("statement_timestamp()", "current_timestamp")
					.replace(" for update skip locked", "")
					.replace(" on conflict do nothing", "");
	}

	/**
	 * Prepare a statement that runs as a part of the current transaction.
	 * @param sql the statement, which is {@linkplain #translate translated}
	 * @return the statement, without values
	 */
	JdbcClient.StatementSpec sql(String sql) {
		return this.client.sql(translate(sql));
	}

	/**
	 * Run a statement that changes something, as a part of the current transaction or in
	 * one of its own: connections need not commit by themselves.
	 * @param sql the statement, which is {@linkplain #translate translated}
	 * @param values the values of its parameters
	 * @return the number of rows that it has changed
	 */
	int update(String sql, Object... values) {
		return inTransaction(() -> sql(sql).params(values).update());
	}

	/**
	 * Run a statement for each of several items, as a part of the current transaction.
	 * @param <T> the type of the items
	 * @param sql the statement, which is {@linkplain #translate translated}
	 * @param items the items
	 * @param values the setter of the values of its parameters
	 * @return the number of rows that it has changed for each
	 */
	<T> int[] batchUpdate(String sql, List<T> items, ParameterizedPreparedStatementSetter<T> values) {
		return items.isEmpty() ? new int[0] : this.jdbc.batchUpdate(translate(sql), items, items.size(), values)[0];
	}

	/**
	 * Run an action as a part of the current transaction, or in one of its own, with the
	 * indexes of tables.
	 * @param <R> the type of the result
	 * @param action the action, which may be run several times
	 * @return its result
	 */
	<R> R inTransaction(Supplier<R> action) {
		return this.transactions.run(() -> {
			useIndexes();
			return action.get();
		});
	}

	/**
	 * Use indexes in the rest of the current transaction. PostgreSQL keeps the plan of a
	 * statement that is used again and again. Work lives for milliseconds, so that may be
	 * the plan for an empty table: to read all of it.
	 */
	void useIndexes() {
		if (!this.h2) {
			this.jdbc.execute("set local enable_seqscan = off");
		}
	}

	static OffsetDateTime toColumn(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	static Instant instant(ResultSet result, String column) throws SQLException {
		return Objects.requireNonNull(result.getObject(column, OffsetDateTime.class)).toInstant();
	}

}
