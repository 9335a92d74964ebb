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

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import kafka.tools.StorageTool;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Kafka broker in a process of its own.
 */
final class TestedBroker {

	private final Path config;

	private final Path log;

	private Process process;

	/**
	 * Create a broker with empty disks.
	 * @param directory where its files are to be
	 * @param log where it logs to
	 * @param clusterId the id of its cluster
	 * @param properties its configuration
	 */
	TestedBroker(Path directory, Path log, String clusterId, List<String> properties) throws IOException {
		this.config = Files.write(Files.createDirectories(directory).resolve("server.properties"), properties);
		this.log = log;
		int result = StorageTool.execute(new String[] { "format", "-t", clusterId, "-c", this.config.toString() },
				new PrintStream(OutputStream.nullOutputStream()));
		assertThat(result).as("result of the format command").isZero();
	}

	/**
	 * Start, for the first time or again.
	 */
	void start() {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlogback.configurationFile=logback-of-tests.xml",
				"-cp", System.getProperty("java.class.path"), BrokerProcess.class.getName(), this.config.toString());
		this.process = start(new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile())));
	}

	/**
	 * Send SIGKILL, and wait until the process has gone.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Stop responding, but keep all connections.
	 */
	void freeze() {
		signal("STOP");
	}

	/**
	 * Go on after {@link #freeze()}.
	 */
	void thaw() {
		signal("CONT");
	}

	private void signal(String name) {
		start(new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid()))).onExit().join();
	}

	private static Process start(ProcessBuilder builder) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
