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

package io.github.livehook.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Battles}, over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "livehook.response-timeout=1900ms")
@ExtendWith(OutputCaptureExtension.class)
class BattlesTests {

	private final RestTestClient client;

	private final CallbackRequest request;

	BattlesTests(@LocalServerPort int port, @Autowired ApplicationContext application) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.request = CallbackRequest.json("start-battle.txt").sentTo(application);
	}

	@Test
	void whenSignedCallbackIsPostedThenBattleIsLogged(CapturedOutput output) {
		post(this.request).expectStatus().isOk().expectBody().json("""
				{"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}""");
		// On a busy machine, the answer to the first request may be late
		await().untilAsserted(
				() -> assertThat(output).contains("Battle 4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs= started: "
						+ "brennan (room pk-3) against tandy (room pk-5), for 60 s"));
	}

	@Test
	void whenCallbackIsNotSignedThenItIsRefused(CapturedOutput output) {
		post(this.request.unsigned()).expectStatus().isEqualTo(HttpStatus.FORBIDDEN).expectBody().json("""
				{"ActionStatus": "FAIL", "ErrorInfo": "refused", "ErrorCode": 1}""");
		assertThat(output).doesNotContain("started: ");
	}

	private ResponseSpec post(CallbackRequest request) {
		return this.client.post()
			.uri(request.at("/webhooks/tencent-live"))
			.contentType(MediaType.APPLICATION_JSON)
			.body(request.body())
			.exchange();
	}

}
