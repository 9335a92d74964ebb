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
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The tables of a database.
 *
 * @since 0.1.0
 */
public final class JdbcSchema {

	private final JdbcDatabase database;

	JdbcSchema(JdbcDatabase database) {
		this.database = database;
	}

	/**
	 * Create the tables that are not there.
	 * @throws DataAccessException if that is not possible
	 */
	public void create() {
		JdbcTables tables = this.database.tables();
		String script = tables.renameIn(read(new ClassPathResource(this.database.platform().schemaLocation())));
		this.database.transactions()
			.runTimed(() -> this.database.jdbc().execute((ConnectionCallback<Boolean>) (connection) -> {
				lock(tables, connection);
				ScriptUtils.executeSqlScript(connection, new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8),
						"the script of Livehook's tables"));
				return true;
			}));
	}

	// PostgreSQL refuses tables that two processes create at the same time
	private void lock(JdbcTables tables, Connection connection) throws SQLException {
		if (this.database.platform() == JdbcPlatform.POSTGRESQL) {
			try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(?))")) {
				statement.setString(1, tables.prefix());
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
	 * @throws DataAccessException if the database does not answer
	 */
	public List<String> missingTables() {
		JdbcTables tables = this.database.tables();
		return Stream.of(tables.callback(), tables.work(), tables.deadLetter())
			.filter((table) -> !exists(table))
			.toList();
	}

	private boolean exists(String table) {
		try {
			this.database.jdbc().query("select * from " + table + " where 1 = 0", (result) -> {
			});
			return true;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

}
