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

package io.github.livehook.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A PostgreSQL that keeps what it commits. The program tells its port, and then the
 * result of each line that it reads: a database and a statement. It ends with its input.
 */
public final class PostgresServer {

	private PostgresServer() {
	}

	public static void main(String[] args) throws IOException {
		LoggingSystem.get(PostgresServer.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
		try (EmbeddedPostgres server = start(Path.of(args[0]));
				BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			System.out.println(server.getPort());
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] request = line.split(" ", 2);
				System.out.println(execute(server, request[0], request[1]));
			}
		}
	}

	private static EmbeddedPostgres start(Path folder) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setDataDirectory(folder)
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
			.setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
		Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "max_connections", "200")
			.forEach(builder::setServerConfig);
		return builder.start();
	}

	private static String execute(EmbeddedPostgres server, String database, String sql) {
		JdbcTemplate jdbcTemplate = new JdbcTemplate(server.getDatabase("postgres", database));
		return String.valueOf(jdbcTemplate.execute((Statement statement) -> {
			if (!statement.execute(sql)) {
				return "done";
			}
			try (ResultSet result = statement.getResultSet()) {
				return result.next() ? result.getString(1) : "nothing";
			}
		}));
	}

}
