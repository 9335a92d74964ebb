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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which spellings of the path are the endpoint's is the container's decision. What is the
 * endpoint's needs a signature, however it is spelled.
 */
class EndpointPathIntegrationTests {

	private static TestServer tomcat;

	private static TestServer jetty;

	@BeforeAll
	static void start() {
		tomcat = TestServer.start(RecordingHandler.class);
		jetty = TestServer.start(RecordingHandler.class, TestServer.ON_JETTY);
	}

	@AfterAll
	static void stop() {
		tomcat.close();
		jetty.close();
	}

	@ParameterizedTest
	@CsvSource({ "/webhooks/tencent-live, 200, 200", "/webhooks/%74encent-live, 200, 200",
			"/webhooks/tencent-live;jsessionid=1, 200, 200", "/webhooks;a=b/tencent-live, 200, 200",
			"//webhooks/tencent-live, 200, 400", "/webhooks//tencent-live, 200, 400",
			"/webhooks/./tencent-live, 200, 200", "/webhooks/../webhooks/tencent-live, 200, 200",
			"/webhooks/tencent-live/, 404, 404", "/webhooks/Tencent-live, 404, 404",
			"/webhooks/tencent-live/more, 404, 404", "/webhooks/tencent%2Dlive, 200, 200",
			"/webhooks%2Ftencent-live, 400, 400", "/webhooks/%2e/tencent-live, 200, 400" })
	void whenPathIsSpelledOtherwiseThenContainerDecides(String path, int onTomcat, int onJetty) throws IOException {
		assertAnswer(tomcat, path, onTomcat);
		assertAnswer(jetty, path, onJetty);
	}

	private static void assertAnswer(TestServer server, String path, int status) throws IOException {
		String body = Samples.battle("spelled as " + path + " at " + server.port());
		assertThat(post(server, path, SignedQuery.now(), body)).startsWith("HTTP/1.1 " + status);
		assertThat(server.bean(RecordingHandler.class).battles.stream()
			.filter((battle) -> ("spelled as " + path + " at " + server.port()).equals(battle.battleId())))
			.hasSize((status == 200) ? 1 : 0);
		assertThat(post(server, path, SignedQuery.now().replace("Sign=", "Sign=0"), body))
			.startsWith("HTTP/1.1 " + ((status == 200) ? 403 : status));
	}

	// Spelled on the wire as it is here, which no HTTP client would do
	private static String post(TestServer server, String path, String query, String body) throws IOException {
		try (RawConnection connection = new RawConnection(server.port())) {
			connection.send("POST " + path + "?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
			return connection.readAnswer();
		}
	}

}
