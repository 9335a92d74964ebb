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

package io.github.livehook.benchmarks.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresServer}.
 */
class PostgresServerTests {

	private static final int BYTES = 1_000_000;

	@Test
	void whenStoredThenSizeIsToldUntilNextDatabase(@TempDir Path folder) throws Exception {
		try (PostgresServer server = PostgresServer.start(folder)) {
			String url = server.createDatabase();
			StoredBytes before = server.storedBytes();
			store(url);
			StoredBytes stored = server.storedBytes().since(before);
			assertThat(stored.tables()).isBetween((long) BYTES, 2L * BYTES);
			assertThat(stored.log()).isGreaterThan(BYTES);
			server.createDatabase();
			assertThat(server.storedBytes().tables()).isZero();
		}
		assertThat(folder).isEmptyDirectory();
	}

	private static void store(String url) throws Exception {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute("create table measured (body bytea not null)");
			statement.execute("alter table measured alter column body set storage external");
			statement.execute("insert into measured values (convert_to(repeat('x', %d), 'UTF8'))".formatted(BYTES));
		}
	}

}
