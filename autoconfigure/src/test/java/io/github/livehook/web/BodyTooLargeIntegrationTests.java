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

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "body over the cap" of the answer table.
 */
class BodyTooLargeIntegrationTests {

	private static final int LIMIT = 256 * 1024;

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenBodyIsTooLargeThenAnswers413(String serverProperty) {
		try (TestServer server = TestServer.start(RecordingHandler.class, serverProperty)) {
			CallbackClient client = server.client();
			Answers.assertFailed(client.post(body(LIMIT + 1)), 413);
			Answers.assertFailed(client.post(body(LIMIT * 3)), 413);
			byte[] chunked = body(LIMIT + 1).getBytes(StandardCharsets.UTF_8);
			Answers.assertFailed(client.send(client.request(SignedQuery.now())
				.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked)))), 413);
			assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
			Answers.assertOk(client.post(body(LIMIT)));
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(1);
		}
	}

	@Test
	void whenRefusedThenSizeDoesNotMatter() {
		try (TestServer server = TestServer.start(RecordingHandler.class)) {
			CallbackClient client = server.client();
			Answers.assertFailed(client.send(client.request("").POST(BodyPublishers.ofString(body(LIMIT + 1)))), 403);
		}
	}

	private static String body(int length) {
		String start = "{\"BattleId\":\"large\",\"x\":\"";
		return start + "x".repeat(length - start.length() - 2) + "\"}";
	}

}
