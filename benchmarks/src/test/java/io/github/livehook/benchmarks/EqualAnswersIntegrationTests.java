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

import java.io.Closeable;
import java.io.File;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the hand-written controllers give the answers of Livehook, so that the same
 * work is compared, over real HTTP with each on the class path that it is measured with.
 */
class EqualAnswersIntegrationTests {

	private static final String VALID = new String(BattleCallback.ofSize(400).renew(), StandardCharsets.UTF_8);

	private static final Answer OK = new Answer(200, "OK", "", 0);

	private static final Answer REFUSED = new Answer(403, "FAIL", "refused", 1);

	private static final Answer INVALID = new Answer(400, "FAIL", "invalid body", 1);

	private static final Answer TOO_LARGE = new Answer(413, "FAIL", "body too large", 1);

	private static final Answer NOT_ALLOWED = new Answer(405, "FAIL", "only POST is allowed", 1);

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final Map<String, Integer> ports = new LinkedHashMap<>();

	private static final List<Closeable> applications = new ArrayList<>();

	@BeforeAll
	static void start() throws Exception {
		JsonNode description = JsonMapper.shared().readTree(new File("contenders.json"));
		for (String name : List.of("livehook", "livehook-full", "controller", "controller-repeats",
				"controller-full")) {
			try (ServerSocket socket = new ServerSocket(0)) {
				ports.put(name, socket.getLocalPort());
			}
			start(name, description.path("contenders").path(name), description.path("features"));
		}
	}

	private static void start(String name, JsonNode contender, JsonNode features) throws Exception {
		List<String> used = contender.path("features").valueStream().map(JsonNode::asString).toList();
		String others = features.propertyStream()
			.filter((feature) -> !used.contains(feature.getKey()))
			.map((feature) -> feature.getValue().asString())
			.collect(Collectors.joining("|", "(.*/)?(", ")"));
		List<URL> entries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!entry.matches(others)) {
				entries.add(Path.of(entry).toUri().toURL());
			}
		}
		ClassLoader loader = new URLClassLoader(entries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
		Class<?> main = loader.loadClass("io.github.livehook.benchmarks." + contender.path("main").asString());
		Stream<String> properties = contender.path("properties")
			.propertyStream()
			.map((property) -> "--%s=%s".formatted(property.getKey(), property.getValue().asString()));
		String[] arguments = Stream.concat(properties,
				Stream.of("--server.port=" + ports.get(name), "--livehook.token=" + BattleCallback.TOKEN,
						"--livehook.sdk-app-id=" + BattleCallback.SDK_APP_ID, "--logging.level.root=error",
						"--spring.main.banner-mode=off"))
			.toArray(String[]::new);
		applications.add(run(loader, main, arguments));
	}

	private static Closeable run(ClassLoader loader, Class<?> main, String[] arguments) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			// A JVM has one at most
			loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
				.getMethod("disable")
				.invoke(null);
			return (Closeable) loader.loadClass("org.springframework.boot.SpringApplication")
				.getMethod("run", Class.class, String[].class)
				.invoke(null, main, arguments);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@AfterAll
	static void stop() throws Exception {
		for (Closeable application : applications) {
			application.close();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void whenSameRequestThenSameAnswer(String name, String query, BodyPublisher body, Answer expected)
			throws Exception {
		for (String contender : ports.keySet()) {
			assertThat(Answer.of(send(contender, "POST", query, body))).as(contender).isEqualTo(expected);
		}
	}

	static List<Arguments> requests() {
		String query = at(0);
		return List.of(Arguments.of("valid", query, text(VALID), OK),
				Arguments.of("the same again", query, text(VALID), OK),
				Arguments.of("another command", query, text("{\"CallbackCommand\":\"Live.Other\"}"), OK),
				Arguments.of("check of the URL", query, BodyPublishers.noBody(), OK),
				Arguments.of("no parameters", "", text(VALID), REFUSED),
				Arguments.of("unknown app", query.replace(BattleCallback.SDK_APP_ID, "1400000001"), text(VALID),
						REFUSED),
				Arguments.of("no app", query.replace("SdkAppid", "App"), text(VALID), REFUSED),
				Arguments.of("wrong Sign", query.substring(0, query.length() - 4) + "0000", text(VALID), REFUSED),
				Arguments.of("malformed Sign", query + "zz", text(VALID), REFUSED),
				Arguments.of("no Sign", query.replace("&Sign", "&Signature"), text(VALID), REFUSED),
				Arguments.of("old RequestTime", at(-90), text(VALID), REFUSED),
				Arguments.of("RequestTime ahead", at(90), text(VALID), REFUSED),
				Arguments.of("wrong Sign, not JSON", query + "0", text("not JSON"), REFUSED),
				Arguments.of("not JSON", query, text("not JSON"), INVALID),
				Arguments.of("array", query, text("[]"), INVALID), Arguments.of("null", query, text("null"), INVALID),
				Arguments.of("cut off", query, text(VALID.substring(0, 200)), INVALID),
				Arguments.of("wrong type", query, text(VALID.replace("60000", "\"soon\"")), INVALID),
				Arguments.of("too large", query, BodyPublishers.ofByteArray(BattleCallback.ofSize(300_000).renew()),
						TOO_LARGE));
	}

	private static String at(int secondsFromNow) {
		return BattleCallback.query(Instant.now().getEpochSecond() + secondsFromNow);
	}

	private static BodyPublisher text(String body) {
		return BodyPublishers.ofString(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT" })
	void whenAnotherMethodThenNotAllowedOrRefusedBySpringSecurityBeforeTheController(String method) throws Exception {
		for (String contender : ports.keySet()) {
			HttpResponse<String> response = send(contender, method, "", BodyPublishers.noBody());
			if (contender.equals("controller-full")) {
				assertThat(response.statusCode()).as(contender).isIn(401, 403);
			}
			else {
				assertThat(Answer.of(response)).as(contender).isEqualTo(NOT_ALLOWED);
			}
		}
	}

	private static HttpResponse<String> send(String contender, String method, String query, BodyPublisher body)
			throws Exception {
		String path = BattleCallback.PATH + (query.isEmpty() ? "" : "?" + query);
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(contender) + path))
			.header("Content-Type", "application/json")
			.timeout(Duration.ofSeconds(20))
			.method(method, body)
			.build(), BodyHandlers.ofString());
	}

	private record Answer(int status, String actionStatus, String errorInfo, int errorCode) {

		static Answer of(HttpResponse<String> response) {
			JsonNode body = JsonMapper.shared().readTree(response.body());
			return new Answer(response.statusCode(), body.path("ActionStatus").asString(),
					body.path("ErrorInfo").asString(), body.path("ErrorCode").asInt(-1));
		}

	}

}
