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
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a well-behaved client library does not send.
 */
@Timeout(60)
class RawRequestIntegrationTests {

	private static final String REFUSED = "POST /webhooks/tencent-live HTTP/1.1\r\nHost: localhost\r\n";

	private static final Duration DEADLINE = Duration.ofMillis(1900);

	private static TestServer tomcat;

	private static TestServer jetty;

	@BeforeAll
	static void start() {
		tomcat = TestServer.start(RecordingHandler.class, "livehook.response-timeout=1900ms");
		jetty = TestServer.start(RecordingHandler.class, "livehook.response-timeout=1900ms", TestServer.ON_JETTY);
	}

	@AfterAll
	static void stop() {
		tomcat.close();
		jetty.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Content-Length: 0\r\n" })
	void whenUrlCheckHasNoBodyThenAnswersOk(String headers) throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead(headers);
				assertOk(connection.readAnswer());
				connection.sendHead(headers);
				assertOk(connection.readAnswer());
			}
		}
	}

	@Test
	void whenBodyIsEmptyButChunkedThenAnswers400() throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead("Transfer-Encoding: chunked\r\n");
				connection.send("0\r\n\r\n");
				assertFailed(connection.readAnswer(), 400);
			}
		}
	}

	@Test
	void whenProtocolIsHttp10ThenItIsHandled() throws Exception {
		String body = Samples.battle("http-1.0");
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.send("POST /webhooks/tencent-live?" + SignedQuery.now() + " HTTP/1.0\r\nContent-Length: "
						+ body.length() + "\r\n\r\n" + body);
				assertThat(connection.readAnswer()).matches("(?s)HTTP/1.[01] 200.*\"ErrorCode\":0}");
			}
			assertThat(server.bean(RecordingHandler.class).battles)
				.anyMatch((battle) -> "http-1.0".equals(battle.battleId()));
		}
	}

	@Test
	void whenUnsignedThenItIsRefusedBeforeItsBodyArrives() throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				long start = System.nanoTime();
				connection.send(REFUSED + "Content-Length: 100000\r\n\r\n{");
				assertFailed(connection.readAnswer(), 403);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
			}
		}
	}

	@Test
	void whenTooLargeBodyIsAnnouncedThenItIsAnsweredBeforeItArrives() throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			for (String length : List.of("262145", "9999999999", "9223372036854775807")) {
				try (RawConnection connection = new RawConnection(server.port())) {
					long start = System.nanoTime();
					connection.sendHead("Content-Length: " + length + "\r\n");
					connection.send("{");
					assertFailed(connection.readAnswer(), 413);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
				}
			}
		}
	}

	@Test
	void whenClientExpectsContinueThenItIsAnswered() throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.send(REFUSED + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
				assertFailed(finalAnswer(connection), 403);
			}
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead("Connection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n");
				connection.send("{}");
				assertOk(finalAnswer(connection));
			}
		}
	}

	// An interim answer has no length and is read together with all that follows it
	private static String finalAnswer(RawConnection connection) throws IOException {
		return connection.readAnswer().replaceFirst("^HTTP/1.1 100[^\r]*\r\n\r\n", "");
	}

	@Test
	void whenRequestsFollowOneAnotherThenNoAnswerIsMistakenForAnother() throws Exception {
		String body = Samples.battle("pipelined");
		String head = "Content-Length: " + body.length() + "\r\n";
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				for (int i = 0; i < 3; i++) {
					connection.send(REFUSED + head + "\r\n" + body);
					assertFailed(connection.readAnswer(), 403);
					connection.send(REFUSED.replace("POST", "PUT") + head + "\r\n" + body);
					assertFailed(connection.readAnswer(), 405);
					connection.post(body);
					assertOk(connection.readAnswer());
				}
				connection.post(body);
				connection.send(REFUSED + head + "\r\n" + body);
				connection.post(body);
				assertOk(connection.readAnswer());
				assertFailed(connection.readAnswer(), 403);
				assertOk(connection.readAnswer());
			}
		}
	}

	@Test
	void whenMethodIsTraceThenNothingIsEchoed() throws IOException {
		for (TestServer server : List.of(tomcat, jetty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.send("TRACE /webhooks/tencent-live HTTP/1.1\r\nHost: localhost\r\nX-Echo: echo\r\n"
						+ "Connection: close\r\n\r\n");
				assertThat(connection.readAnswer()).startsWith("HTTP/1.1 405").doesNotContain("X-Echo");
			}
		}
	}

	private static void assertOk(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\"ErrorCode\":0}");
	}

	private static void assertFailed(String answer, int status) {
		assertThat(answer).startsWith("HTTP/1.1 " + status).endsWith("\"ErrorCode\":1}");
	}

}
