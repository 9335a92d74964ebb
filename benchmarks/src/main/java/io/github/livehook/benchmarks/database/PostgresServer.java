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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of the measurements. What is committed is on the disk, as by default: the
 * library that starts it is made for tests to which that does not matter.
 */
public final class PostgresServer implements AutoCloseable {

	private static final String DATABASE = "measured";

	private static final String SIZE = """
			select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
			join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'""";

	private static final String WRITTEN = "select pg_current_wal_lsn() - '0/0'::pg_lsn";

	private final Path data;

	private final EmbeddedPostgres server;

	private PostgresServer(Path data, EmbeddedPostgres server) {
		this.data = data;
		this.server = server;
	}

	/**
	 * Start a server.
	 * @param folder where its data go for as long as it runs
	 * @return the server
	 * @throws IOException if it does not start
	 */
	public static PostgresServer start(Path folder) throws IOException {
		LoggingSystem.get(PostgresServer.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
		Files.createDirectories(folder);
		Path data = Files.createTempDirectory(folder.toAbsolutePath(), "postgres");
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("max_connections", "100")
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
			.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
			.start();
		return new PostgresServer(data, server).checked();
	}

	private PostgresServer checked() throws IOException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String setting : new String[] { "fsync", "synchronous_commit", "full_page_writes" }) {
				if (!"on".equals(single(statement, "show " + setting))) {
					throw new IOException(setting + " is not on");
				}
			}
			return this;
		}
		catch (SQLException ex) {
			throw new IOException("PostgreSQL does not tell its settings", ex);
		}
	}

	/**
	 * Create an empty database in the place of the one before.
	 * @return its URL
	 * @throws IOException if that fails
	 */
	public String createDatabase() throws IOException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("drop database if exists " + DATABASE + " with (force)");
			statement.execute("create database " + DATABASE);
			// Else a later part would pay for what an earlier one has written
			statement.execute("checkpoint");
		}
		catch (SQLException ex) {
			throw new IOException("No database can be created", ex);
		}
		return this.server.getJdbcUrl("postgres", DATABASE);
	}

	/**
	 * Return the space that the database takes.
	 * @return the space
	 * @throws IOException if the server does not tell
	 */
	public StoredBytes storedBytes() throws IOException {
		try (Connection connection = this.server.getDatabase("postgres", DATABASE).getConnection();
				Statement statement = connection.createStatement()) {
			return new StoredBytes(Long.parseLong(single(statement, SIZE)), Long.parseLong(single(statement, WRITTEN)));
		}
		catch (SQLException ex) {
			throw new IOException("PostgreSQL does not tell how much it stores", ex);
		}
	}

	/**
	 * Return the version.
	 * @return the version, such as {@code 18.1}
	 * @throws IOException if the server does not tell
	 */
	public String version() throws IOException {
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			return connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			throw new IOException("PostgreSQL does not tell its version", ex);
		}
	}

	private static String single(Statement statement, String query) throws SQLException {
		try (ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getString(1);
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		FileSystemUtils.deleteRecursively(this.data);
	}

}
