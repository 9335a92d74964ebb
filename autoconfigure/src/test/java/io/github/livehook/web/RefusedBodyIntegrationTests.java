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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is refused holds no thread of the server, however slowly the announced body comes.
 */
@Timeout(60)
class RefusedBodyIntegrationTests {

	private static final String FORGED = SignedQuery.now().replaceFirst("Sign=.", "Sign=x");

	private static final List<Refused> REFUSED = List.of(
			new Refused(403, "POST", FORGED, "Content-Length: 200000", " "),
			new Refused(403, "POST", FORGED, "Transfer-Encoding: chunked", "1\r\n \r\n"),
			new Refused(403, "POST", "", "Content-Length: 3000000", " "),
			new Refused(405, "PUT", FORGED, "Content-Length: 200000", " "),
			new Refused(405, "GET", "", "Transfer-Encoding: chunked", "1\r\n \r\n"),
			new Refused(413, "POST", "signed", "Content-Length: 200000", " "),
			new Refused(400, "POST", "signed", "Content-Length: 9000", " "),
			new Refused(400, "POST", "signed", "Transfer-Encoding: chunked", "1\r\n \r\n"));

	private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

	private static TestServer tomcat;

	private static TestServer jetty;

	@BeforeAll
	static void start() {
		// Twice as many threads as wait for the rest of refused bodies
		tomcat = TestServer.start(RecordingHandler.class, "server.tomcat.threads.max=8", "livehook.max-body-size=10KB",
				"livehook.response-timeout=500ms");
		jetty = TestServer.start(RecordingHandler.class, TestServer.ON_JETTY, "server.jetty.threads.max=12",
				"livehook.max-body-size=10KB", "livehook.response-timeout=500ms");
		awaitOk(tomcat);
		awaitOk(jetty);
	}

	// On a busy machine, the first one may be late
	private static void awaitOk(TestServer server) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> server.client().post(Samples.battle("in-between")).statusCode() == 200);
	}

	@AfterAll
	static void stop() {
		tomcat.close();
		jetty.close();
	}

	@AfterEach
	void stopDripping() {
		this.drips.shutdownNow();
	}

	@ParameterizedTest
	@FieldSource("REFUSED")
	void whenRefusedBodiesAreSlowThenOthersAreHandled(Refused refused) throws Exception {
		for (TestServer server : List.of(tomcat, jetty)) {
			List<RawConnection> slow = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				slow.add(refused.send(server));
			}
			ScheduledFuture<?> dripping = this.drips.scheduleAtFixedRate(() -> slow.forEach(refused::drip), 100, 100,
					TimeUnit.MILLISECONDS);
			try {
				for (RawConnection connection : slow) {
					assertThat(connection.readAnswer()).startsWith("HTTP/1.1 " + refused.status);
				}
				awaitOk(server);
			}
			finally {
				dripping.cancel(true);
				for (RawConnection connection : slow) {
					connection.close();
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("refusedBeforeTheBody")
	@Timeout(10)
	void whenRefusedBodyDoesNotComeThenConnectionIsClosedBeforeTheServersTimeout(Refused refused) throws Exception {
		try (RawConnection connection = refused.send(tomcat)) {
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 " + refused.status);
			assertThat(connection.readAnswer()).isEmpty();
		}
	}

	// A signed body is waited for, until the time-out of the server
	static Stream<Refused> refusedBeforeTheBody() {
		return REFUSED.stream().filter((refused) -> refused.status != 400);
	}

	/**
	 * A request that is refused, and whose body does not come.
	 */
	record Refused(int status, String method, String query, String header, String drop) {

		RawConnection send(TestServer server) throws IOException {
			RawConnection connection = new RawConnection(server.port());
			connection.send("%s /webhooks/tencent-live?%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n%s".formatted(
					this.method, this.query.equals("signed") ? SignedQuery.now() : this.query, this.header, this.drop));
			return connection;
		}

		void drip(RawConnection connection) {
			try {
				connection.send(this.drop);
			}
			catch (IOException ex) {
				// The server has closed it, as it should
			}
		}

	}

}
