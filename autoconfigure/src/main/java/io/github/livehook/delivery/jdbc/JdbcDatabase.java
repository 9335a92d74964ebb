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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The database that callbacks are kept in.
 *
 * @since 0.1.0
 */
public final class JdbcDatabase {

	private static final String IN_MEMORY = "jdbc:h2:mem:";

	private static final List<String> REMOTE = List.of("jdbc:h2:tcp:", "jdbc:h2:ssl:");

	private static final List<String> INTERRUPTIBLE = List.of("async:", "retry:");

	private final JdbcPlatform platform;

	private final String url;

	private final JdbcTables tables;

	private final JdbcTemplate jdbc;

	private final JdbcTransactions transactions;

	private JdbcDatabase(DataSource dataSource, JdbcPlatform platform, String url, JdbcTables tables,
			JdbcTransactions transactions) {
		this.platform = platform;
		this.url = url;
		this.tables = tables;
		this.jdbc = new JdbcTemplate(dataSource);
		this.transactions = transactions;
	}

	/**
	 * Connect to a database.
	 * @param dataSource where to get connections
	 * @param tablePrefix what the names of the tables begin with
	 * @param timeout how long a transaction may take, rounded up to seconds
	 * @return the database, or {@code null} if it is none of the {@link JdbcPlatform
	 * platforms}
	 * @throws DataAccessException if it cannot be connected to
	 */
	public static @Nullable JdbcDatabase connect(DataSource dataSource, String tablePrefix, Duration timeout) {
		JdbcTables tables = new JdbcTables(tablePrefix);
		// As a DataSource of our own it takes no part in transactions of the application
		DataSource target = (dataSource instanceof TransactionAwareDataSourceProxy proxy)
				? Objects.requireNonNull(proxy.getTargetDataSource()) : dataSource;
		DataSource own = new DelegatingDataSource(target);
		return new JdbcTemplate(own).execute((ConnectionCallback<@Nullable JdbcDatabase>) (connection) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			JdbcPlatform platform = JdbcPlatform.ofProduct(metaData.getDatabaseProductName());
			boolean readCommitted = connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
			return (platform != null) ? new JdbcDatabase(own, platform, withoutSettings(metaData.getURL()), tables,
					new JdbcTransactions(own, timeout, readCommitted)) : null;
		});
	}

	// PostgreSQL's driver keeps them, and one may be the password
	private static String withoutSettings(String url) {
		return url.replaceFirst("[?;].*", "");
	}

	/**
	 * Return the platform.
	 * @return the platform
	 */
	public JdbcPlatform platform() {
		return this.platform;
	}

	/**
	 * Return whether the database runs in this process.
	 * @return whether it ends with it
	 */
	public boolean isEmbedded() {
		return this.platform == JdbcPlatform.H2 && REMOTE.stream().noneMatch(this.url::startsWith);
	}

	/**
	 * Return whether the database is lost with its process.
	 * @return whether it is only in memory
	 */
	public boolean isInMemory() {
		return this.url.startsWith(IN_MEMORY);
	}

	/**
	 * Return the URL, as the driver tells it.
	 * @return the URL, without settings
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Return whether a commit is on the disk when it is acknowledged.
	 * @return {@code false} if it is written later
	 */
	public boolean writesAtCommit() {
		return this.platform != JdbcPlatform.H2 || "0".equals(h2Setting("WRITE_DELAY"));
	}

	/**
	 * Return the database that H2 imitates.
	 * @return the value of its setting {@code MODE}, {@code null} if it imitates none
	 */
	public @Nullable String imitatedDatabase() {
		String mode = (this.platform == JdbcPlatform.H2) ? h2Setting("MODE") : null;
		return "REGULAR".equalsIgnoreCase(mode) ? null : mode;
	}

	private @Nullable String h2Setting(String name) {
		return this.jdbc
			.queryForList("select setting_value from information_schema.settings where setting_name = ?", String.class,
					name)
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
		return !isEmbedded() || isInMemory() || INTERRUPTIBLE.stream().anyMatch(this.url::contains);
	}

	/**
	 * Return the tables.
	 * @return what creates them
	 */
	public JdbcSchema schema() {
		return new JdbcSchema(this);
	}

	/**
	 * Store something, take it and give it up, and undo that, to see whether the database
	 * understands all that this takes.
	 * @throws RuntimeException if it does not
	 */
	public void selfTest() {
		new JdbcSelfTest(this).run();
	}

	JdbcTables tables() {
		return this.tables;
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/**
	 * Run a statement that changes something, as a part of the current transaction or in
	 * one of its own: connections need not commit by themselves.
	 * @param sql the statement
	 * @param values the values of its parameters
	 * @return how many rows it has changed
	 */
	int update(String sql, @Nullable Object... values) {
		return inTransaction(() -> this.jdbc.update(sql, values));
	}

	/**
	 * Run a query in a transaction of its own.
	 * @param <R> the type of the result
	 * @param sql the query
	 * @param values what sets the values of its parameters
	 * @param rows what reads its rows, and returns no {@code null}
	 * @return the result
	 */
	<R> R query(String sql, PreparedStatementSetter values, ResultSetExtractor<R> rows) {
		return inTransaction(() -> Objects.requireNonNull(this.jdbc.query(sql, values, rows)));
	}

	/**
	 * Run a statement that changes something for each of several items, all of them in
	 * one transaction of their own.
	 * @param <T> the type of the items
	 * @param sql the statement
	 * @param items the items, at least one
	 * @param values what sets the values of its parameters
	 * @return how many rows it has changed for each
	 */
	<T> int[] batchUpdate(String sql, List<T> items, ParameterizedPreparedStatementSetter<T> values) {
		return inTransaction(() -> this.jdbc.batchUpdate(sql, items, items.size(), values))[0];
	}

	/**
	 * Do something as a part of the current transaction, or in one of its own, with the
	 * indexes of tables.
	 * @param <R> the type of the result
	 * @param action what is done; it may be done several times
	 * @return its result
	 */
	<R> R inTransaction(Supplier<R> action) {
		return this.transactions.run(() -> {
			avoidScans();
			return action.get();
		});
	}

	JdbcTransactions transactions() {
		return this.transactions;
	}

	/**
	 * Use indexes in the rest of the current transaction.
	 */
	void avoidScans() {
		String statement = this.platform.avoidingScans();
		if (!statement.isEmpty()) {
			this.jdbc.execute(statement);
		}
	}

	static String placeholders(int number) {
		return "(" + String.join(", ", Collections.nCopies(number, "?")) + ")";
	}

	static @Nullable OffsetDateTime toColumn(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
		OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
