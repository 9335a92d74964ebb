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

package io.github.livehook.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of the tests, which can be taken away from the applications that use it.
 */
final class TestedPostgres implements AutoCloseable {

	private static final AtomicInteger databases = new AtomicInteger();

	private final ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(new File("target/postgres.log"));

	private final Path data;

	private EmbeddedPostgres server;

	TestedPostgres() {
		try {
			this.data = Files.createTempDirectory("livehook-faults");
			this.server = start(0);
		}
		catch (IOException ex) {
			throw new IllegalStateException("PostgreSQL does not start", ex);
		}
	}

	/**
	 * Start the server, with commits that survive it: the library is made for tests to
	 * which they do not matter.
	 */
	private EmbeddedPostgres start(int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			.setPort(port)
			.setServerConfig("synchronous_commit", "on")
			.setOutputRedirector(this.log)
			.setErrorRedirector(this.log)
			.start();
	}

	TestedDatabase createDatabase() {
		String name = "test_" + databases.incrementAndGet();
		try (Connection connection = this.server.getPostgresDatabase().getConnection()) {
			connection.createStatement().execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("No database can be created", ex);
		}
		return new TestedDatabase("jdbc:postgresql://127.0.0.1:" + this.server.getPort() + "/" + name, "postgres");
	}

	/**
	 * Stop at once, without a word to the clients: what {@code pg_ctl stop -m immediate}
	 * does.
	 */
	void crash() throws IOException {
		ProcessHandle postmaster = postmaster();
		signal("QUIT", Stream.of(postmaster));
		postmaster.onExit().join();
		this.server.close();
	}

	/**
	 * Start after a {@link #crash()}, where it was.
	 */
	void startAgain() throws IOException {
		this.server = start(this.server.getPort());
	}

	/**
	 * Stop responding, but keep all connections.
	 */
	void freeze() throws IOException {
		ProcessHandle postmaster = postmaster();
		signal("STOP", Stream.concat(Stream.of(postmaster), postmaster.descendants()));
	}

	/**
	 * Go on after {@link #freeze()}.
	 */
	void thaw() throws IOException {
		ProcessHandle postmaster = postmaster();
		signal("CONT", Stream.concat(Stream.of(postmaster), postmaster.descendants()));
	}

	private ProcessHandle postmaster() throws IOException {
		String pid = Files.readAllLines(this.data.resolve("postmaster.pid")).get(0);
		return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
	}

	private void signal(String name, Stream<ProcessHandle> processes) throws IOException {
		List<String> pids = processes.map(ProcessHandle::pid).map(String::valueOf).toList();
		new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + name), pids.stream()).toList()).start()
			.onExit()
			.join();
	}

	@Override
	public void close() throws IOException {
		if (Files.exists(this.data.resolve("postmaster.pid"))) {
			thaw();
		}
		this.server.close();
		FileSystemUtils.deleteRecursively(this.data);
	}

}
