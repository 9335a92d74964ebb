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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "body is not a JSON object, or does not fit what its handler needs" of the
 * answer table.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidBodyIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(RecordingHandler.class, Watcher.class));
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "1", "\"text\"", "null", "true", " ", "{", "{\"a\":}", "{} {}", "{}x", "not json",
			"{'a':1}", "{\"a\":1 \"b\":2}", "\u0000{}" })
	void whenBodyIsNoJsonObjectThenAnswers400AndNobodyIsCalled(String body) {
		Answers.assertFailed(client.post(body), 400);
		assertNobodyWasCalled();
	}

	@Test
	void whenBodyIsNestedTooDeeplyThenAnswers400() {
		Answers.assertFailed(client.post("{\"a\":".repeat(100) + "1" + "}".repeat(100)), 400);
		Answers.assertFailed(client.post("{\"a\":" + "[".repeat(100_000)), 400);
		assertNobodyWasCalled();
	}

	@Test
	void whenBodyIsNotUtf8ThenAnswers400() {
		byte[] latin = "{\"BattleId\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		byte[] wide = Samples.battle("wide").getBytes(StandardCharsets.UTF_16);
		for (byte[] body : List.of(latin, wide)) {
			Answers.assertFailed(client.send(client.request(SignedQuery.now()).POST(BodyPublishers.ofByteArray(body))),
					400);
		}
		assertNobodyWasCalled();
	}

	@Test
	void whenBodyDoesNotFitRecordThenAnswers400AndTreeHandlersAreCalled(CapturedOutput output) {
		Answers.assertFailed(client.post("{\"BattleId\":\"misfit\",\"FromRoomInfo\":[\"top-secret\"]}"), 400);
		assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
		assertThat(server.bean(Watcher.class).bodies).hasSize(1);
		assertThat(output).contains("The field FromRoomInfo of the body does not fit BattleStarted")
			.doesNotContain("top-secret");
		server.bean(Watcher.class).bodies.clear();
	}

	private static void assertNobodyWasCalled() {
		assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
		assertThat(server.bean(Watcher.class).bodies).isEmpty();
	}

	static class Watcher {

		final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

		@OnCallback(OnCallback.ANY)
		void any(JsonNode body) {
			this.bodies.add(body);
		}

	}

}
