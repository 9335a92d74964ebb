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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.faults.app.BattleApplication;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.ReceivedResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a process of its own, one node where there are several.
 */
final class TestedApplication {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Duration START = Duration.ofMinutes(2);

	private final Path directory;

	private final Path log;

	private final TestedStore store;

	private final List<String> properties;

	private Process process;

	private int port;

	TestedApplication(Path directory, Path log, TestedStore store, List<String> properties) {
		this.directory = directory;
		this.log = log;
		this.store = store;
		this.properties = properties;
	}

	/**
	 * Start, for the first time or again.
	 * @param properties further properties for this run
	 */
	void start(String... properties) {
		launch(properties);
		this.port = Awaitility.await("start of the application")
			.atMost(START)
			.until(this::announcedPort, (it) -> it > 0);
	}

	/**
	 * Start, and wait until that has failed.
	 * @param properties further properties for this run
	 * @return what was logged
	 */
	String startInVain(String... properties) throws IOException {
		launch(properties);
		awaitEnd(START);
		return Files.readString(this.log);
	}

	private void launch(String... properties) {
		try {
			this.process = new ProcessBuilder(command(properties)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> command(String... properties) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		// The last one of a name counts
		Map<String, String> arguments = new LinkedHashMap<>();
		Stream.of(this.store.properties(), this.properties, List.of(properties))
			.flatMap(List::stream)
			.forEach((property) -> {
				if (property.startsWith("-X")) {
					command.add(property);
				}
				else {
					arguments.put(property.substring(0, property.indexOf('=')), "--" + property);
				}
			});
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), BattleApplication.class.getName(),
				"--faults.directory=" + this.directory));
		command.addAll(arguments.values());
		return command;
	}

	private int announcedPort() throws IOException {
		assertThat(this.process.isAlive()).as("The application has ended").isTrue();
		Path file = this.directory.resolve("port-" + pid());
		String text = Files.exists(file) ? Files.readString(file) : "";
		return text.endsWith("\n") ? Integer.parseInt(text.trim()) : 0;
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Send SIGKILL, and wait until the process has gone.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Send SIGTERM, and wait until the process has gone.
	 */
	void stop() {
		this.process.destroy();
		awaitEnd();
	}

	/**
	 * Wait until the process has ended by itself.
	 */
	void awaitEnd() {
		awaitEnd(HandlerCalls.RECOVERY);
	}

	private void awaitEnd(Duration timeout) {
		Awaitility.await("end of the application").atMost(timeout).until(() -> !this.process.isAlive());
	}

	/**
	 * Post a callback until it is acknowledged: a busy machine may answer 503 at first.
	 */
	void post(CallbackRequest callback) {
		Awaitility.await().atMost(HandlerCalls.RECOVERY).until(() -> send(callback).status(), (status) -> {
			assertThat(status).isIn(200, 503);
			return status == 200;
		});
	}

	ReceivedResponse send(CallbackRequest callback) throws IOException, InterruptedException {
		return send(callback.app("1400000000")
			.token("for-tests-only")
			.toHttpRequest("http://127.0.0.1:" + this.port + "/webhooks/tencent-live"));
	}

	private static ReceivedResponse send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
		return ReceivedResponse.of(response.statusCode(), response.body());
	}

	/**
	 * Wait until the handler {@code battles} has so many dead letters, and nobody else
	 * one.
	 * @param count how many
	 * @param attempts how often each of them was tried
	 */
	void awaitDeadLetters(int count, int attempts) {
		Awaitility.await()
			.atMost(HandlerCalls.RECOVERY)
			.untilAsserted(
					() -> assertThat(get("/dead-letters").path("deadLetters")).hasSize(count).allSatisfy((letter) -> {
						assertThat(letter.path("handler").stringValue()).isEqualTo("battles");
						assertThat(letter.path("attempts").intValue()).isEqualTo(attempts);
					}));
	}

	/**
	 * Wait until the work of certain handlers is orphaned, and of no others.
	 */
	void awaitOrphans(String... handlers) {
		Awaitility.await()
			.atMost(HandlerCalls.RECOVERY)
			.untilAsserted(() -> assertThat(get("").at("/delivery/orphans"))
				.extracting((work) -> work.path("handler").stringValue())
				.containsExactly(handlers));
	}

	/**
	 * Return the ids of the dead letters.
	 */
	List<String> deadLetters() throws IOException, InterruptedException {
		return get("/dead-letters").path("deadLetters")
			.values()
			.stream()
			.map((it) -> it.path("id").stringValue())
			.toList();
	}

	/**
	 * Replay a dead letter.
	 * @return the status of the response
	 */
	int replay(String deadLetter) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(endpoint("livehook/dead-letters/" + deadLetter))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build()).status();
	}

	/**
	 * Wait until the application says that it is {@code UP} or {@code DOWN}.
	 */
	void awaitHealth(String status) {
		Awaitility.await()
			.atMost(HandlerCalls.RECOVERY)
			.untilAsserted(() -> assertThat(send(HttpRequest.newBuilder(endpoint("health")).GET().build()).body())
				.contains("\"status\":\"" + status + "\""));
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		ReceivedResponse response = send(HttpRequest.newBuilder(endpoint("livehook" + path)).GET().build());
		assertThat(response.status()).as(response.toString()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private URI endpoint(String path) {
		return URI.create("http://127.0.0.1:" + this.port + "/actuator/" + path);
	}

}
