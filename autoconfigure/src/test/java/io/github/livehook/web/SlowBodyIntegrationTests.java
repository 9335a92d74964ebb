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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that arrives slowly is waited for until the deadline and no longer.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class SlowBodyIntegrationTests {

	private static final String TIMEOUT = "livehook.response-timeout=300ms";

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenBodyDripsThenAnswers400AtDeadline(String serverProperty, CapturedOutput output) throws Exception {
		for (String headers : List.of("Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n")) {
			try (TestServer server = TestServer.start(RecordingHandler.class, TIMEOUT, serverProperty,
					"livehook.max-body-size=2MB"); RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead(headers);
				long start = System.nanoTime();
				CountDownLatch answered = new CountDownLatch(1);
				String drop = headers.startsWith("C") ? " " : "1\r\n \r\n";
				Thread dripping = new Thread(() -> drip(connection, drop, answered));
				dripping.start();
				String answer = connection.readAnswer();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
						Duration.ofMillis(1900));
				answered.countDown();
				dripping.join(TimeUnit.SECONDS.toMillis(10));
				assertThat(answer).startsWith("HTTP/1.1 400")
					.containsIgnoringCase("connection: close")
					.endsWith("\"ErrorCode\":1}");
				assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
			}
		}
		assertThat(output).contains("BODY_INCOMPLETE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenManyBodiesStallThenOthersAreHandled(String serverProperty) throws Exception {
		List<RawConnection> stalled = new ArrayList<>();
		try (TestServer server = TestServer.start(RecordingHandler.class, TIMEOUT, serverProperty)) {
			for (int i = 0; i < 30; i++) {
				RawConnection connection = new RawConnection(server.port());
				stalled.add(connection);
				connection.sendHead("Content-Length: 1000\r\n");
				connection.send("{");
			}
			Answers.assertOk(server.client().post(Samples.battle("in-between")));
			for (RawConnection connection : stalled) {
				assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400");
				connection.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenClientGoesAwayThenNextCallIsHandled(String serverProperty) throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT, serverProperty,
				"livehook.delivery.max-concurrency=1")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead("Content-Length: 1000\r\n");
				connection.send("{");
			}
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.post(Samples.battle("abandoned"));
				handler.awaitEntered(1);
			}
			handler.release.countDown();
			handler.awaitFinished(1);
			Answers.assertOk(retryWhileBusy(server));
			Answers.assertOk(server.client().post(Samples.battle("abandoned")));
			assertThat(handler.entered.availablePermits()).isEqualTo(1);
		}
	}

	private static HttpResponse<String> retryWhileBusy(TestServer server) {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		HttpResponse<String> response = server.client().post(Samples.battle("quick"));
		while (response.statusCode() == 503 && System.nanoTime() < end) {
			response = server.client().post(Samples.battle("quick"));
		}
		return response;
	}

	private static void drip(RawConnection connection, String drop, CountDownLatch answered) {
		try {
			while (!answered.await(5, TimeUnit.MILLISECONDS)) {
				connection.send(drop);
			}
		}
		catch (IOException ex) {
			// The server has closed the connection
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
