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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Battles}, over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "livehook.response-timeout=1900ms")
@ExtendWith(OutputCaptureExtension.class)
class BattlesTests {

	private static final String ENDPOINT = "/webhooks/tencent-live"
			+ "?SdkAppid={app}&CallbackCommand=Live.CallbackAfterStartBattle&contenttype=json";

	private final RestTestClient client;

	private final String sdkAppId;

	private final String token;

	BattlesTests(@LocalServerPort int port, @Value("${livehook.sdk-app-id}") String sdkAppId,
			@Value("${livehook.token}") String token) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.sdkAppId = sdkAppId;
		this.token = token;
	}

	@Test
	void whenSignedCallbackIsPostedThenBattleIsLogged(CapturedOutput output) throws Exception {
		String requestTime = String.valueOf(Instant.now().getEpochSecond());
		post(ENDPOINT + "&Sign={sign}&RequestTime={time}", this.sdkAppId, sign(requestTime), requestTime).expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}""");
		// On a busy machine, the answer to the first request may be late
		await().untilAsserted(
				() -> assertThat(output).contains("Battle 4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs= started: "
						+ "brennan (room pk-3) against tandy (room pk-5), for 60 s"));
	}

	@Test
	void whenCallbackIsNotSignedThenItIsRefused(CapturedOutput output) {
		post(ENDPOINT, this.sdkAppId).expectStatus().isEqualTo(HttpStatus.FORBIDDEN).expectBody().json("""
				{"ActionStatus": "FAIL", "ErrorInfo": "refused", "ErrorCode": 1}""");
		assertThat(output).doesNotContain("started: ");
	}

	private ResponseSpec post(String uri, Object... variables) {
		return this.client.post()
			.uri(uri, variables)
			.contentType(MediaType.APPLICATION_JSON)
			.body(new ClassPathResource("start-battle.txt"))
			.exchange();
	}

	private String sign(String requestTime) throws Exception {
		byte[] signed = (this.token + requestTime).getBytes(StandardCharsets.UTF_8);
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
	}

}
