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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that callbacks are kept in.
 *
 * @since 0.1.0
 */
public final class JdbcDatabase {

	private static final String IN_MEMORY = "jdbc:h2:mem:";

	private static final List<String> REMOTE = List.of("jdbc:h2:tcp:", "jdbc:h2:ssl:");

	private static final List<String> INTERRUPTIBLE = List.of("async:", "retry:");

	private final DataSource dataSource;

	private final JdbcPlatform platform;

	private final String url;

	private final JdbcTables tables;

	private final JdbcTemplate jdbc;

	private final DataSourceTransactionManager transactions;

	private final TransactionTemplate transaction;

	// May take longer than a request
	private final TransactionTemplate chore;

	private JdbcDatabase(DataSource dataSource, JdbcPlatform platform, String url, JdbcTables tables,
			Duration timeout) {
		this.dataSource = dataSource;
		this.platform = platform;
		this.url = url;
		this.tables = tables;
		this.jdbc = new JdbcTemplate(dataSource);
		this.transactions = new JdbcTransactionManager(dataSource);
		this.transaction = new TransactionTemplate(this.transactions);
		this.chore = new TransactionTemplate(this.transactions);
		// A statement can be given whole seconds only
		this.transaction.setTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
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
		return new JdbcTemplate(dataSource).execute((ConnectionCallback<@Nullable JdbcDatabase>) (connection) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			JdbcPlatform platform = JdbcPlatform.ofProduct(metaData.getDatabaseProductName());
			return (platform != null) ? new JdbcDatabase(dataSource, platform, metaData.getURL(), tables, timeout)
					: null;
		});
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
		return this.platform != JdbcPlatform.H2 || this.jdbc
			.queryForList("select setting_value from information_schema.settings where setting_name = ?", String.class,
					"WRITE_DELAY")
			.contains("0");
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
	 * Create the tables that are not there.
	 */
	public void createTables() {
		String script = this.tables.renameIn(read(new ClassPathResource(this.platform.schemaLocation())));
		this.transaction
			.executeWithoutResult((status) -> this.jdbc.execute((ConnectionCallback<@Nullable Void>) (connection) -> {
				lockTables(connection);
				ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8),
						"the script of Livehook's tables"));
				return null;
			}));
	}

	// PostgreSQL refuses tables that two processes create at the same time
	private void lockTables(Connection connection) throws SQLException {
		if (this.platform == JdbcPlatform.POSTGRESQL) {
			try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(?))")) {
				statement.setString(1, this.tables.prefix());
				statement.execute();
			}
		}
	}

	private static String read(ClassPathResource script) {
		try {
			return script.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The jar has " + script, ex);
		}
	}

	/**
	 * Return which tables cannot be read.
	 * @return the names of the tables, empty if all are there
	 */
	public List<String> missingTables() {
		return Stream.of(this.tables.callback(), this.tables.task(), this.tables.deadLetter())
			.filter((table) -> !exists(table))
			.toList();
	}

	private boolean exists(String table) {
		try {
			this.jdbc.query("select * from " + table + " where 1 = 0", (result) -> {
			});
			return true;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	/**
	 * Ask the database for nothing in particular.
	 * @throws DataAccessException if it does not answer
	 */
	void check() {
		this.jdbc.execute("select 1");
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
		Integer changed = this.chore.execute((status) -> this.jdbc.update(sql, values));
		return Objects.requireNonNull(changed);
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
		int[][] changed = this.chore.execute((status) -> this.jdbc.batchUpdate(sql, items, items.size(), values));
		return Objects.requireNonNull(changed)[0];
	}

	TransactionTemplate transaction() {
		return this.transaction;
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	static @Nullable OffsetDateTime toColumn(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
		OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
