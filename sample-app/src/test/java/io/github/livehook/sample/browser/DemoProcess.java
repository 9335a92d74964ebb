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

package io.github.livehook.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.livehook.sample.SampleApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a process of its own, which can be killed and started again on the
 * same port and database.
 */
final class DemoProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Path directory;

	private Process process;

	private int starts;

	private int port;

	DemoProcess(Path directory) {
		this.directory = directory;
	}

	void start() {
		Path log = this.directory.resolve("demo-" + ++this.starts + ".log");
		try {
			this.process = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.port = Board.await("start of the application")
			.atMost(Duration.ofMinutes(2))
			.until(() -> announcedPort(log), (it) -> it > 0);
	}

	private List<String> command() {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				SampleApplication.class.getName(), "--spring.profiles.active=demo", "--server.port=" + this.port,
				"--spring.datasource.url=jdbc:h2:async:" + this.directory.resolve("database") + ";WRITE_DELAY=0",
				"--livehook.response-timeout=1900ms");
	}

	private int announcedPort(Path log) throws IOException {
		String text = Files.readString(log);
		assertThat(this.process.isAlive()).as(text).isTrue();
		Matcher matcher = PORT.matcher(text);
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	int port() {
		return this.port;
	}

	/**
	 * Send SIGKILL, and wait until the process has gone.
	 */
	void kill() {
		if (this.process != null) {
			this.process.destroyForcibly().onExit().join();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
