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

package io.github.livehook.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.livehook.benchmarks.contender.Contender;

/**
 * A contender that runs.
 */
public final class ContenderProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile(" Started \\w+ in ");

	private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

	// An AOT cache is written while the JVM ends
	private static final long STOP_SECONDS = 180;

	private final Contender contender;

	private final Jdk jdk;

	private final Process process;

	private final int port;

	private final Duration startTime;

	private ContenderProcess(Contender contender, Jdk jdk, Process process, long launchedAt) throws IOException {
		this.contender = contender;
		this.jdk = jdk;
		this.process = process;
		BufferedReader output = process.inputReader();
		this.port = awaitStart(output);
		this.startTime = Duration.ofNanos(System.nanoTime() - launchedAt);
		drain(output);
	}

	/**
	 * Start a contender and wait until it has started.
	 * @param contender the contender
	 * @param jvm how to run it
	 * @param arguments further arguments of the application
	 * @return the running contender
	 * @throws IOException if it does not start
	 */
	public static ContenderProcess start(Contender contender, Jvm jvm, String... arguments) throws IOException {
		List<String> command = jvm.command(contender, ClassPath.ofThisProcess(), List.of(arguments));
		long launchedAt = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			return new ContenderProcess(contender, jvm.jdk(), process, launchedAt);
		}
		catch (IOException ex) {
			process.destroy();
			throw ex;
		}
	}

	private static int awaitStart(BufferedReader output) throws IOException {
		StringBuilder log = new StringBuilder();
		int port = 0;
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			log.append(line).append('\n');
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				port = Integer.parseInt(matcher.group(1));
			}
			if (STARTED.matcher(line).find()) {
				return port;
			}
		}
		throw new IOException("The contender has not started:\n" + log);
	}

	private static void drain(BufferedReader output) {
		Thread thread = new Thread(() -> discard(output), "contender-output");
		thread.setDaemon(true);
		thread.start();
	}

	private static void discard(BufferedReader output) {
		try {
			output.transferTo(Writer.nullWriter());
		}
		catch (IOException ex) {
			// The contender was stopped
		}
	}

	/**
	 * Return the port.
	 * @return the port on the loopback interface
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return what the application tells.
	 * @param pathAndQuery where it tells it
	 * @return the text
	 * @throws IOException if it does not tell
	 */
	public String read(String pathAndQuery) throws IOException {
		URI uri = URI.create("http://127.0.0.1:%d%s".formatted(this.port, pathAndQuery));
		try (InputStream input = uri.toURL().openStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Return the process.
	 * @return its handle
	 */
	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	/**
	 * Return how long the start has taken, from the launch of the JVM.
	 * @return the time
	 */
	public Duration startTime() {
		return this.startTime;
	}

	/**
	 * Return how much time of the processor was used until now.
	 * @return the time, zero if the system does not tell
	 */
	public Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * Return how much of the heap is in use after a full collection.
	 * @return the bytes of all live objects
	 * @throws IOException if {@code jcmd} fails
	 */
	public long liveBytes() throws IOException {
		String histogram = Commands
			.output(List.of(this.jdk.tool("jcmd"), String.valueOf(this.process.pid()), "GC.class_histogram"));
		Matcher matcher = LIVE_BYTES.matcher(histogram);
		if (!matcher.find()) {
			throw new IOException("jcmd has not told the size of the heap");
		}
		return Long.parseLong(matcher.group(1));
	}

	@Override
	public void close() throws IOException {
		// Unlike the process itself, it leaves the output open for last words
		this.process.toHandle().destroy();
		try {
			if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.process.destroyForcibly();
		}
	}

	@Override
	public String toString() {
		return this.contender.toString();
	}

}
