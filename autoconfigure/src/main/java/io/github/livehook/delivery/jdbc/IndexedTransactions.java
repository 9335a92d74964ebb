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

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Begins transactions that use indexes, whatever a database believes to know of the size
 * of tables.
 */
@SuppressWarnings("serial") // Never serialized
final class IndexedTransactions extends JdbcTransactionManager {

	private final String beginning;

	IndexedTransactions(DataSource dataSource, JdbcPlatform platform) {
		super(dataSource);
		this.beginning = platform.avoidingScans();
	}

	@Override
	protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
			throws SQLException {
		super.prepareTransactionalConnection(connection, definition);
		if (!this.beginning.isEmpty()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.beginning);
			}
		}
	}

}
