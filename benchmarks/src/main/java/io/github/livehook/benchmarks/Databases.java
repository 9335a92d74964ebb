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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL that keeps what it commits, and a folder for H2.
 */
final class Databases implements AutoCloseable {

	private static final String TABLES = """
			select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
			join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'""";

	private static final String LOG = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

	private final Path folder;

	private final EmbeddedPostgres server;

	Databases(Path parent) throws IOException {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
		Files.createDirectories(parent);
		this.folder = Files.createTempDirectory(parent.toAbsolutePath(), "data");
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.folder.resolve("postgres"))
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "200")
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
			.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
			.start();
		for (String setting : new String[] { "fsync", "synchronous_commit", "full_page_writes" }) {
			if (!"on".equals(query("postgres", "show " + setting))) {
				throw new IOException(setting + " is not on");
			}
		}
	}

	String create(Entrant entrant) throws IOException {
		if (isFile(entrant)) {
			return "jdbc:h2:async:%s;WRITE_DELAY=0".formatted(this.folder.resolve(entrant.name()));
		}
		query("postgres", "create database \"%s\"".formatted(entrant.name()));
		return this.server.getJdbcUrl("postgres", entrant.name());
	}

	static boolean isFile(Entrant entrant) {
		return entrant.contender() == Contender.LIVEHOOK_H2;
	}

	void checkpoint() throws IOException {
		query("postgres", "checkpoint");
	}

	long tableBytes(Entrant entrant) throws IOException {
		return isFile(entrant) ? 0 : Long.parseLong(query(entrant.name(), TABLES));
	}

	long logBytes() throws IOException {
		return Long.parseLong(query("postgres", LOG));
	}

	String version() throws IOException {
		return query("postgres", "show server_version");
	}

	private String query(String database, String sql) throws IOException {
		try (Connection connection = this.server.getDatabase("postgres", database).getConnection();
				Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return "";
			}
			try (ResultSet result = statement.getResultSet()) {
				result.next();
				return result.getString(1);
			}
		}
		catch (SQLException ex) {
			throw new IOException("PostgreSQL refuses: " + sql, ex);
		}
	}

	Duration cpuTime() throws IOException {
		String pid = Files.readAllLines(this.folder.resolve("postgres/postmaster.pid")).get(0);
		return ContenderProcess.cpuTime(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
