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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.benchmarks.callback.App;
import io.github.livehook.benchmarks.callback.BattleBody;
import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Load;
import io.github.livehook.benchmarks.load.LoadResult;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.load.Target;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the hand-written controllers give the answers of Livehook, so that the same
 * work is compared, over real HTTP with each in a JVM of its own.
 */
class EqualAnswersIntegrationTests {

	private static final String VALID = new String(BattleBody.ofSize(400).bytes(), StandardCharsets.UTF_8);

	// No repeat: of those, Livehook looks at the id only
	private static final String OTHER = VALID.replace("0000000000000000", "ffffffffffffffff");

	private static final Answer OK = new Answer(200, "OK", "", 0);

	private static final Answer REFUSED = new Answer(403, "FAIL", "refused", 1);

	private static final Answer INVALID = new Answer(400, "FAIL", "invalid body", 1);

	private static final Answer TOO_LARGE = new Answer(413, "FAIL", "body too large", 1);

	private static final Answer NOT_ALLOWED = new Answer(405, "FAIL", "only POST is allowed", 1);

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final List<Future<ContenderProcess>> starts = new ArrayList<>();

	private static ContenderProcess livehook;

	private static ContenderProcess controller;

	private static ContenderProcess controllerWithRepeats;

	@BeforeAll
	static void start() throws Exception {
		Jvm jvm = Jvm.onAllCores(Jdk.ofThisProcess(), "-XX:TieredStopAtLevel=1");
		for (Contender contender : List.of(Contender.LIVEHOOK, Contender.CONTROLLER, Contender.CONTROLLER_REPEATS)) {
			FutureTask<ContenderProcess> start = new FutureTask<>(() -> ContenderProcess.start(contender, jvm));
			new Thread(start, "start-of-" + contender).start();
			starts.add(start);
		}
		livehook = starts.get(0).get();
		controller = starts.get(1).get();
		controllerWithRepeats = starts.get(2).get();
	}

	@AfterAll
	static void stop() throws Exception {
		for (Future<ContenderProcess> start : starts) {
			try {
				start.get().close();
			}
			catch (ExecutionException ex) {
				// It has not started, and the test has failed
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void whenSameRequestThenSameAnswer(String name, String method, String query, BodyPublisher body, Answer expected)
			throws Exception {
		for (ContenderProcess process : List.of(livehook, controller, controllerWithRepeats)) {
			URI uri = URI.create(
					"http://127.0.0.1:%d%s%s".formatted(process.port(), App.PATH, query.isEmpty() ? "" : "?" + query));
			HttpRequest request = HttpRequest.newBuilder(uri)
				.header("Content-Type", "application/json")
				.timeout(Duration.ofSeconds(20))
				.method(method, body)
				.build();
			assertThat(Answer.of(client.send(request, BodyHandlers.ofString()))).as(process.toString())
				.isEqualTo(expected);
		}
	}

	static List<Arguments> requests() {
		String query = App.query(Instant.now().getEpochSecond());
		BodyPublisher none = BodyPublishers.noBody();
		return List.of(Arguments.of("valid", "POST", query, text(VALID), OK),
				Arguments.of("the same again", "POST", query, text(VALID), OK),
				Arguments.of("another command", "POST", query, text("{\"CallbackCommand\":\"Live.Other\"}"), OK),
				Arguments.of("check of the URL", "POST", query, none, OK),
				Arguments.of("no parameters", "POST", "", text(VALID), REFUSED),
				Arguments.of("unknown app", "POST", query.replace(App.ID, "1400000001"), text(VALID), REFUSED),
				Arguments.of("no app", "POST", query.replace("SdkAppid", "App"), text(VALID), REFUSED),
				Arguments.of("wrong Sign", "POST", query.substring(0, query.length() - 4) + "0000", text(VALID),
						REFUSED),
				Arguments.of("malformed Sign", "POST", query + "zz", text(VALID), REFUSED),
				Arguments.of("no Sign", "POST", query.replace("&Sign", "&Signature"), text(VALID), REFUSED),
				Arguments.of("old RequestTime", "POST", at(-90), text(VALID), REFUSED),
				Arguments.of("RequestTime ahead", "POST", at(90), text(VALID), REFUSED),
				Arguments.of("wrong Sign, not JSON", "POST", query + "0", text("not JSON"), REFUSED),
				Arguments.of("not JSON", "POST", query, text("not JSON"), INVALID),
				Arguments.of("array", "POST", query, text("[]"), INVALID),
				Arguments.of("null", "POST", query, text("null"), INVALID),
				Arguments.of("cut off", "POST", query, text(VALID.substring(0, 200)), INVALID),
				Arguments.of("wrong type", "POST", query, text(OTHER.replace("60000", "\"soon\"")), INVALID),
				Arguments.of("too large", "POST", query, BodyPublishers.ofByteArray(BattleBody.ofSize(300_000).bytes()),
						TOO_LARGE),
				Arguments.of("GET", "GET", query, none, NOT_ALLOWED),
				Arguments.of("PUT", "PUT", query, text(VALID), NOT_ALLOWED));
	}

	private static String at(int secondsFromNow) {
		return App.query(Instant.now().getEpochSecond() + secondsFromNow);
	}

	private static BodyPublisher text(String body) {
		return BodyPublishers.ofString(body);
	}

	@Test
	void whenLoadAsFastAsAnsweredThenEachAnswerIsSuccess() throws Exception {
		try (Load load = new Load(new Target(livehook.port(), 4), false)) {
			LoadResult result = load.run(Pace.unlimited(200));
			assertThat(result.failures()).isZero();
			assertThat(result.successes()).isBetween(200L, 203L);
		}
	}

	@Test
	void whenLoadAtFixedRateThenAsManyAsPlanned() throws Exception {
		try (Load load = new Load(new Target(controller.port(), 4000, 2), true)) {
			LoadResult result = load.run(Pace.fixed(100, Duration.ofMillis(500)));
			assertThat(result.failures()).isZero();
			assertThat(result.successes()).isEqualTo(50);
			assertThat(result.latency(100)).isPositive();
		}
	}

	@Test
	void whenWorkedThenTimeAndHeapAreTold() throws Exception {
		assertThat(livehook.startTime()).isPositive();
		assertThat(livehook.cpuTime()).isPositive();
		assertThat(livehook.liveBytes()).isBetween(1_000_000L, 512_000_000L);
	}

	private record Answer(int status, String actionStatus, String errorInfo, int errorCode) {

		static Answer of(HttpResponse<String> response) {
			JsonNode body = JsonMapper.shared().readTree(response.body());
			return new Answer(response.statusCode(), body.path("ActionStatus").asString(),
					body.path("ErrorInfo").asString(), body.path("ErrorCode").asInt(-1));
		}

	}

}
