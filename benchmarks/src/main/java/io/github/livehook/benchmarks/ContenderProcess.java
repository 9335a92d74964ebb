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
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A contender that runs in a JVM of its own.
 */
final class ContenderProcess implements AutoCloseable {

	static final String JVM_OPTIONS = "-Xms512m -Xmx512m -XX:+UseG1GC";

	private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

	private static final Duration LONGEST_START = Duration.ofMinutes(2);

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Entrant entrant;

	private final Path jdk;

	private final Process process;

	private final int port;

	private final Path log;

	private final long launchedAt = System.nanoTime();

	private ContenderProcess(Entrant entrant, Options options, int port, List<String> command) throws IOException {
		this.entrant = entrant;
		this.jdk = options.jdk;
		this.port = port;
		this.log = options.target("logs").resolve(entrant.name() + "-" + port + ".log");
		Files.createDirectories(options.target("logs"));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(this.log.toFile()).start();
		// Also where this program is killed
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
	}

	static ContenderProcess launch(Entrant entrant, Options options, int processors, String... arguments)
			throws IOException {
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(options.jdk.resolve("bin/java").toString()));
		command.addAll(List.of(JVM_OPTIONS.split(" ")));
		command.addAll(options.jvmOptions);
		if (processors > 0) {
			command.add("-XX:ActiveProcessorCount=" + processors);
		}
		command.addAll(entrant.command());
		command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port,
				"--server.tomcat.max-keep-alive-requests=-1"));
		command.addAll(List.of(arguments));
		return new ContenderProcess(entrant, options, port, command);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	Duration awaitAnswer() throws IOException {
		int expected = (this.entrant.contender() == Contender.EMPTY) ? 404 : 200;
		byte[] body = BattleCallback.ofSize(BattleCallback.USUAL_SIZE).renew();
		int status = 0;
		while (status != expected) {
			Duration elapsed = Duration.ofNanos(System.nanoTime() - this.launchedAt);
			if (!this.process.isAlive() || elapsed.compareTo(LONGEST_START) > 0) {
				close();
				throw new IOException("%s has answered HTTP %d and does not start, see %s"
					.formatted(this.entrant.name(), status, this.log));
			}
			try {
				status = post(BattleCallback.COMMAND, body, Duration.ofSeconds(30)).statusCode();
			}
			catch (IOException ex) {
				pause(2);
			}
		}
		return Duration.ofNanos(System.nanoTime() - this.launchedAt);
	}

	HttpResponse<String> post(String command, byte[] body, Duration timeout) throws IOException {
		String query = BattleCallback.query(command, Instant.now().getEpochSecond());
		return exchange(HttpRequest.newBuilder(uri(BattleCallback.PATH + "?" + query))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(body))
			.timeout(timeout)
			.build());
	}

	String get(String path) throws IOException {
		return exchange(HttpRequest.newBuilder(uri(path)).build()).body();
	}

	static HttpResponse<String> exchange(HttpRequest request) throws IOException {
		try {
			return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	URI uri(String pathAndQuery) {
		return URI.create("http://127.0.0.1:%d%s".formatted(this.port, pathAndQuery));
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	Duration cpuTime() throws IOException {
		return cpuTime(this.process.toHandle());
	}

	// Also of its children, and of those that have ended
	static Duration cpuTime(ProcessHandle root) throws IOException {
		Duration all = Duration.ZERO;
		for (ProcessHandle handle : Stream.concat(Stream.of(root), root.descendants()).toList()) {
			Path stat = Path.of("/proc", String.valueOf(handle.pid()), "stat");
			if (Files.exists(stat)) {
				String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
				// utime, stime, cutime, cstime; a tick is 10 ms for all programs
				for (int i = 11; i < 15; i++) {
					all = all.plusMillis(10 * Long.parseLong(fields[i]));
				}
			}
			else {
				all = all.plus(handle.info().totalCpuDuration().orElse(Duration.ZERO));
			}
		}
		return all;
	}

	long liveBytes() throws IOException {
		String histogram = Cores.run(this.jdk.resolve("bin/jcmd").toString(), String.valueOf(pid()),
				"GC.class_histogram");
		Matcher matcher = LIVE_BYTES.matcher(histogram);
		if (!matcher.find()) {
			throw new IOException("jcmd has not told the size of the heap");
		}
		return Long.parseLong(matcher.group(1));
	}

	static void pause(long millis) throws IOException {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	static InterruptedIOException interrupted() {
		Thread.currentThread().interrupt();
		return new InterruptedIOException("Interrupted");
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			throw interrupted();
		}
	}

}
