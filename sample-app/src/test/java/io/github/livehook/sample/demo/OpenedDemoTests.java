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

package io.github.livehook.sample.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the application in the profile {@code demo} with the token of a real app, and
 * with more browsers than it has room for.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "livehook.token=the-token-of-a-real-app", "spring.task.execution.pool.max-size=2",
				"spring.datasource.url=jdbc:h2:async:./target/data/${random.uuid};WRITE_DELAY=0" })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
class OpenedDemoTests {

	private final int port;

	OpenedDemoTests(@LocalServerPort int port) {
		this.port = port;
	}

	@Test
	void whenTokenIsThatOfARealAppThenThereIsNoSimulator() {
		RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + this.port)
			.build()
			.post()
			.uri("/simulator")
			.cookie("XSRF-TOKEN", "t")
			.header("X-XSRF-TOKEN", "t")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{}")
			.exchange()
			.expectStatus()
			.isNotFound();
	}

	@Test
	void whenThereIsNoRoomForAnotherBrowserThenItGets503AndNothingIsLogged(CapturedOutput output) throws Exception {
		try (EventStream first = new EventStream(this.port); EventStream second = new EventStream(this.port)) {
			for (String accepted : new String[] { "text/event-stream", "*/*", "text/html" }) {
				HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/events"))
					.header("Accept", accepted)
					.build();
				assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
					.isEqualTo(503);
			}
			assertThat(first.firstEvent()).isEqualTo(second.firstEvent()).isEqualTo("snapshot");
		}
		assertThat(output).doesNotContain("Exception");
	}

}
