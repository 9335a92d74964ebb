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

package io.github.livehook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * Real databases. One PostgreSQL serves all tests, and gives each a database of its own.
 */
public enum TestDatabase {

	/**
	 * H2 in a file.
	 */
	H2_FILE {

		@Override
		public String newUrl() {
			return "jdbc:h2:file:" + Folder.path.resolve("db" + number.incrementAndGet()) + ";WRITE_DELAY=0";
		}

	},

	/**
	 * H2 in memory.
	 */
	H2_MEMORY {

		@Override
		public String newUrl() {
			return "jdbc:h2:mem:db" + number.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
		}

	},

	/**
	 * PostgreSQL.
	 */
	POSTGRESQL {

		@Override
		public String newUrl() {
			String name = "db" + number.incrementAndGet();
			try (Connection connection = Server.postgres.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return Server.postgres.getJdbcUrl("postgres", name);
		}

	};

	private static final AtomicInteger number = new AtomicInteger();

	/**
	 * Create an empty database.
	 * @return its URL, which is all that it takes to connect to it
	 */
	public abstract String newUrl();

	/**
	 * Create connections to a database.
	 * @param url the URL of the database
	 * @return the connections
	 */
	public static HikariDataSource connect(String url) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		if (url.startsWith("jdbc:h2:mem:")) {
			// As Spring Boot connects to it
			config.setUsername("sa");
			config.setPassword("");
		}
		config.setMinimumIdle(1);
		config.setMaximumPoolSize(20);
		config.setConnectionTimeout(2000);
		return new HikariDataSource(config);
	}

	public HikariDataSource connect() {
		return connect(newUrl());
	}

	/**
	 * The folder of the databases that are in files.
	 */
	private static final class Folder {

		static final Path path = create();

		private static Path create() {
			try {
				Path folder = Files.createTempDirectory("livehook-h2-");
				Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
				return folder;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void delete(Path folder) {
			try {
				FileSystemUtils.deleteRecursively(folder);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/**
	 * The server, started by the first test that needs it and stopped with the process.
	 */
	private static final class Server {

		static final EmbeddedPostgres postgres = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
