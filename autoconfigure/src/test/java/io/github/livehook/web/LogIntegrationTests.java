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

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.CallbackClient;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One line tells a new user what is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogIntegrationTests {

	@Test
	void whenSomethingIsWrongThenOneLineSaysWhat(CapturedOutput output) {
		try (TestServer server = TestServer.start(Object.class)) {
			CallbackClient client = server.client();
			Instant now = Instant.now();
			for (int i = 0; i < 3; i++) {
				post(client, SignedQuery.of("1400000009", SignedQuery.TOKEN, now), "{}");
				post(client, SignedQuery.of(SignedQuery.APP_ID, "other", now), "{}");
				post(client, SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now.minusSeconds(3600)), "{}");
				post(client, SignedQuery.now(), "{\"CallbackCommand\":\"Test.Other\"}");
				post(client, SignedQuery.now(), "{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\"}");
			}
		}
		assertThat(lines(output, "SdkAppid 1400000009 is not configured")).isEqualTo(1);
		assertThat(lines(output, "Sign does not match a token of app 1400000000")).isEqualTo(1);
		assertThat(output.toString()).containsPattern("RequestTime is 36\\d\\d s behind this machine's clock");
		assertThat(lines(output, "behind this machine's clock")).isEqualTo(1);
		assertThat(lines(output, "Unknown command Test.Other")).isEqualTo(1);
		assertThat(lines(output, "No handler for Live.CallbackAfterStartBattle")).isEqualTo(1);
		assertThat(lines(output, "names the command Live.CallbackAfterStartBattle and the body Test.Other"))
			.isEqualTo(1);
		assertThat(lines(output, "No handlers were found")).isEqualTo(1);
		assertThat(output).contains("Receiving callbacks of app 1400000000 by POST /webhooks/tencent-live "
				+ "(memory delivery, verification enforce), handlers: []");
		assertThat(output).doesNotContain(SignedQuery.TOKEN).doesNotContain("Sign=");
	}

	private static void post(CallbackClient client, String query, String body) {
		client.send(client.request(query).POST(BodyPublishers.ofString(body)));
	}

	private static long lines(CapturedOutput output, String text) {
		return output.toString().lines().filter((line) -> line.contains(text)).count();
	}

}
