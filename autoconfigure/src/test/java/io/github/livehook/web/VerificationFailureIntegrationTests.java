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

package io.github.livehook.web;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "verification refused" of the answer table.
 */
@ExtendWith(OutputCaptureExtension.class)
class VerificationFailureIntegrationTests {

	private static final String REFUSED = "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"refused\",\"ErrorCode\":1}";

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(RecordingHandler.class);
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@MethodSource("badQueries")
	void whenQueryIsBadThenAnswerIsTheSame(String query) {
		HttpResponse<String> response = post(query);
		Answers.assertFailed(response, 403);
		assertThat(response.body()).isEqualTo(REFUSED);
		assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
	}

	static Stream<String> badQueries() {
		Instant now = Instant.now();
		String good = SignedQuery.now();
		Stream<String> each = Stream.of("SdkAppid", "Sign", "RequestTime")
			.flatMap((name) -> Stream.of(good.replaceFirst(name + "=[^&]*&?", ""),
					good.replaceFirst(name + "=[^&]*", name + "="), good.replaceFirst(name + "=[^&]*", name),
					good + "&" + name + "=1", good + "&" + good.replaceFirst(".*(" + name + "=[^&]*).*", "$1"),
					good + "&" + name.toUpperCase(java.util.Locale.ROOT) + "=1",
					good.replaceFirst(name + "=[^&]*", name + "=-1"),
					good.replaceFirst(name + "=[^&]*", name + "=%00%0D%0A"),
					good.replaceFirst(name + "=[^&]*", name + "=99999999999999999999999999"),
					good.replaceFirst(name + "=[^&]*", name + "=" + "9".repeat(6000)),
					good.replaceFirst(name + "=[^&]*", name + "=" + "a".repeat(64))));
		return Stream.concat(each,
				Stream.of("", "x", "&&&=&==", SignedQuery.of("1400000001", SignedQuery.TOKEN, now),
						SignedQuery.of(SignedQuery.APP_ID, "wrong", now),
						SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now.minusSeconds(65)),
						SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now.plusSeconds(65))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SdkAppid", "Sign", "RequestTime" })
	void whenEscapeIsMalformedThenAnswerIsTheSame(String name) throws IOException {
		try (RawConnection connection = new RawConnection(server.port())) {
			connection
				.send("POST /webhooks/tencent-live?" + SignedQuery.now().replaceFirst(name + "=[^&]*", name + "=%zz")
						+ " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 403").endsWith(REFUSED);
		}
	}

	@Test
	void whenRefusedThenNeitherTokenNorSignNorBodyIsLogged(CapturedOutput output) {
		String query = SignedQuery.of(SignedQuery.APP_ID, "another-token", Instant.now());
		post(query);
		post(SignedQuery.of("1400000001", SignedQuery.TOKEN, Instant.now()));
		assertThat(output.toString()).doesNotContain(SignedQuery.TOKEN, "another-token", "BattleId", "Sign=",
				query.replaceFirst(".*Sign=([^&]*).*", "$1"));
	}

	@Test
	void whenModeIsReportThenItIsAcceptedAndSaidSo(CapturedOutput output) {
		try (TestServer reporting = TestServer.start(RecordingHandler.class, "livehook.verification=report")) {
			CallbackClient reported = reporting.client();
			Answers.assertOk(reported.send(
					reported.request("SdkAppid=1400000000").POST(BodyPublishers.ofString(Samples.battle("unsigned")))));
			Answers.assertOk(reported.send(reported.request("SdkAppid=1400000000&Sign=1")
				.POST(BodyPublishers.ofString(Samples.battle("badly-signed")))));
			Answers.assertFailed(
					reported.send(reported.request("SdkAppid=1400000001").POST(BodyPublishers.ofString("{}"))), 403);
			assertThat(output).contains("and was accepted, since livehook.verification=report");
		}
	}

	private static HttpResponse<String> post(String query) {
		return client.send(client.request(query).POST(BodyPublishers.ofString(Samples.battle("refused"))));
	}

}
