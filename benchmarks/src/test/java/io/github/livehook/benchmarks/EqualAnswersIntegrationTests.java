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

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.benchmarks.contender.Scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that the hand-written controllers give the answers of Livehook, so that the same
 * work is compared, over real HTTP with each in a JVM of its own.
 */
class EqualAnswersIntegrationTests {

	private static final String VALID = new String(BattleCallback.ofSize(400).renew(), StandardCharsets.UTF_8);

	// No repeat: of those, Livehook looks at the id only
	private static final String OTHER = VALID.replaceFirst("zZAyP.{16}", "zZAyPffffffffffffffff");

	private static final Answer OK = new Answer(200, "OK", "", 0);

	private static final Answer REFUSED = new Answer(403, "FAIL", "refused", 1);

	private static final Answer INVALID = new Answer(400, "FAIL", "invalid body", 1);

	private static final Answer TOO_LARGE = new Answer(413, "FAIL", "body too large", 1);

	private static final Answer NOT_ALLOWED = new Answer(405, "FAIL", "only POST is allowed", 1);

	private static final Map<Contender, ContenderProcess> processes = new EnumMap<>(Contender.class);

	@BeforeAll
	static void start() throws Exception {
		Options options = CommandLine.populateCommand(new Options(), "--folder", "", "--jvm-option",
				"-XX:TieredStopAtLevel=1");
		for (Contender contender : List.of(Contender.LIVEHOOK, Contender.LIVEHOOK_FULL, Contender.CONTROLLER,
				Contender.CONTROLLER_REPEATS, Contender.CONTROLLER_FULL)) {
			processes.put(contender, ContenderProcess.launch(Entrant.of(contender), options, 0));
		}
		for (ContenderProcess process : processes.values()) {
			process.awaitAnswer();
		}
	}

	@AfterAll
	static void stop() throws Exception {
		for (ContenderProcess process : processes.values()) {
			process.close();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void whenSameRequestThenSameAnswer(String name, String method, String query, BodyPublisher body, Answer expected)
			throws Exception {
		for (Map.Entry<Contender, ContenderProcess> entry : processes.entrySet()) {
			HttpRequest request = HttpRequest
				.newBuilder(entry.getValue().uri(BattleCallback.PATH + (query.isEmpty() ? "" : "?" + query)))
				.header("Content-Type", "application/json")
				.timeout(Duration.ofSeconds(20))
				.method(method, body)
				.build();
			assertThat(Answer.of(ContenderProcess.exchange(request))).as(entry.getKey().toString()).isEqualTo(expected);
		}
	}

	static List<Arguments> requests() {
		String query = BattleCallback.query(BattleCallback.COMMAND, Instant.now().getEpochSecond());
		BodyPublisher none = BodyPublishers.noBody();
		return List.of(Arguments.of("valid", "POST", query, text(VALID), OK),
				Arguments.of("the same again", "POST", query, text(VALID), OK),
				Arguments.of("another command", "POST", query, text("{\"CallbackCommand\":\"Live.Other\"}"), OK),
				Arguments.of("check of the URL", "POST", query, none, OK),
				Arguments.of("no parameters", "POST", "", text(VALID), REFUSED),
				Arguments.of("unknown app", "POST", query.replace(BattleCallback.SDK_APP_ID, "1400000001"), text(VALID),
						REFUSED),
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
				Arguments.of("too large", "POST", query,
						BodyPublishers.ofByteArray(BattleCallback.ofSize(300_000).renew()), TOO_LARGE));
	}

	private static String at(int secondsFromNow) {
		return BattleCallback.query(BattleCallback.COMMAND, Instant.now().getEpochSecond() + secondsFromNow);
	}

	private static BodyPublisher text(String body) {
		return BodyPublishers.ofString(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT" })
	void whenAnotherMethodThenNotAllowedOrRefusedBySpringSecurityBeforeTheController(String method) throws Exception {
		for (Map.Entry<Contender, ContenderProcess> entry : processes.entrySet()) {
			HttpRequest request = HttpRequest.newBuilder(entry.getValue().uri(BattleCallback.PATH))
				.method(method, BodyPublishers.noBody())
				.build();
			HttpResponse<String> response = ContenderProcess.exchange(request);
			if (entry.getKey() == Contender.CONTROLLER_FULL) {
				assertThat(response.statusCode()).as(entry.getKey().toString()).isIn(401, 403);
			}
			else {
				assertThat(Answer.of(response)).as(entry.getKey().toString()).isEqualTo(NOT_ALLOWED);
			}
		}
	}

	@Test
	void whenLoadOfWrkThenEachCallbackIsAnotherOneAndSigned() throws Exception {
		assumeThat(Wrk.isInstalled()).as("wrk, 'apt-get install wrk'").isTrue();
		ContenderProcess livehook = processes.get(Contender.LIVEHOOK);
		Wrk wrk = new Wrk(Path.of(""));
		long before = Long.parseLong(livehook.get(Scores.PATH));
		long answers = 0;
		for (int run = 0; run < 2; run++) {
			Wrk.Result result = wrk.run(livehook.port(), 2, Duration.ofSeconds(1), List.of());
			assertThat(result.failures()).isZero();
			answers += result.answers();
		}
		// When it ends, wrk leaves one request of each connection without an answer
		assertThat(Long.parseLong(livehook.get(Scores.PATH)) - before).isBetween(answers, answers + 4);
	}

	@Test
	void whenLoadOfWrkIsRefusedThenItsFailuresAreCounted() throws Exception {
		assumeThat(Wrk.isInstalled()).as("wrk, 'apt-get install wrk'").isTrue();
		Wrk.Result result = new Wrk(Path.of("")).run(processes.get(Contender.LIVEHOOK).port(), 2, Duration.ofSeconds(1),
				List.of("env", "LIVEHOOK_TOKEN=another"));
		assertThat(result.answers()).isPositive().isEqualTo(result.failures());
		assertThatIOException().isThrownBy(result::checked);
	}

	@Test
	void whenLoadAtFixedRateThenAsManyAsPlanned() throws Exception {
		for (ContenderProcess process : processes.values()) {
			try (Sender sender = new Sender(process.port(), 2)) {
				assertThat(sender.send(100, Duration.ofMillis(300)).getTotalCount()).isEqualTo(30);
			}
		}
	}

	@Test
	void whenGiftsAreManyThenRefused() throws Exception {
		for (Contender contender : List.of(Contender.LIVEHOOK, Contender.LIVEHOOK_FULL)) {
			HttpResponse<String> response = processes.get(contender)
				.post(StartPart.GIFTS, StartPart.GIFT, Duration.ofSeconds(20));
			assertThat(Answer.of(response)).isEqualTo(new Answer(200, "OK", "too many", 102101));
		}
	}

	@Test
	void whenWorkedThenTimeAndHeapAreTold() throws Exception {
		assertThat(processes.get(Contender.LIVEHOOK).cpuTime()).isPositive();
		assertThat(processes.get(Contender.LIVEHOOK).liveBytes()).isBetween(1_000_000L, 512_000_000L);
	}

	private record Answer(int status, String actionStatus, String errorInfo, int errorCode) {

		static Answer of(HttpResponse<String> response) {
			JsonNode body = JsonMapper.shared().readTree(response.body());
			return new Answer(response.statusCode(), body.path("ActionStatus").asString(),
					body.path("ErrorInfo").asString(), body.path("ErrorCode").asInt(-1));
		}

	}

}
