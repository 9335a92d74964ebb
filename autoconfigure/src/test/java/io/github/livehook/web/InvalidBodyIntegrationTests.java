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

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

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
	void whenBodyIsSmallAndBecomesManyObjectsThenAnswers400(CapturedOutput output) {
		String event = "{\"CallbackCommand\":\"Push.AllMemberPush\"}";
		Answers.assertFailed(client.post("{\"Events\":[" + event + ("," + event).repeat(100) + "]}"), 400);
		Answers.assertFailed(client.post("{\"a\":1.0,\"b\":[{}" + ",{}".repeat(10_000) + "]}"), 400);
		assertNobodyWasCalled();
		assertThat(output.toString().lines().filter((line) -> line.contains("BODY_TOO_COMPLEX"))).singleElement()
			.asString()
			.contains("A request was answered with 400 (BODY_TOO_COMPLEX): The body holds more events than "
					+ "livehook.max-batch-size (100)");
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
	void whenBodyIsCompressedThenAnswers400AndLogSaysSo(CapturedOutput output) throws Exception {
		byte[] body = Samples.battle("compressed").getBytes(StandardCharsets.UTF_8);
		// A server of its own, since a reason is logged once a minute
		try (TestServer fresh = TestServer.start(RecordingHandler.class)) {
			for (byte[] compressed : List.of(compress(body, GZIPOutputStream.class),
					compress(body, DeflaterOutputStream.class))) {
				CallbackClient sender = fresh.client();
				Answers.assertFailed(sender.send(sender.request(SignedQuery.now())
					.header("Content-Encoding", "gzip")
					.POST(BodyPublishers.ofByteArray(compressed))), 400);
			}
			assertThat(fresh.bean(RecordingHandler.class).battles).isEmpty();
		}
		assertThat(output).containsOnlyOnce("A request was answered with 400 (BODY_INVALID): The body is not UTF-8; "
				+ "compressed bodies are not accepted");
	}

	private static byte[] compress(byte[] body, Class<? extends OutputStream> compression) throws Exception {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream stream = compression.getConstructor(OutputStream.class).newInstance(compressed)) {
			stream.write(body);
		}
		return compressed.toByteArray();
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
