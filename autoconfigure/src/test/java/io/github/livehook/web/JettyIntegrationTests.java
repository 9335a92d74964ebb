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
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.event.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of the answer table on Jetty that have no test class with both servers.
 */
class JettyIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(RecordingHandler.class, FailingHandler.class), TestServer.ON_JETTY,
				"spring.mvc.hiddenmethod.filter.enabled=true");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenServerIsAskedForThenItIsJetty() {
		assertThat(server.bean(org.springframework.boot.web.server.servlet.ServletWebServerFactory.class))
			.isInstanceOf(org.springframework.boot.jetty.servlet.JettyServletWebServerFactory.class);
	}

	@Test
	void whenDocumentedSampleIsPostedTwiceThenHandlerIsCalledOnce() {
		Answers.assertOk(client.post(Samples.read(Samples.AS_PRINTED)));
		Answers.assertOk(client.post(Samples.read(Samples.BATTLE_STARTED)));
		assertThat(server.bean(RecordingHandler.class).battles)
			.filteredOn((battle) -> "4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs=".equals(battle.battleId()))
			.hasSize(1);
	}

	@Test
	void whenHandlerFailsThenAnswers500() {
		HttpResponse<String> response = client.post(Samples.battle("failing"));
		Answers.assertFailed(response, 500);
		assertThat(response.body()).doesNotContain("secret", "Exception");
	}

	@Test
	void whenCommandIsUnknownOrUrlIsCheckedThenAnswersOk() {
		Answers.assertOk(client.post("{\"CallbackCommand\":\"State.StateChange\"}"));
		Answers.assertOk(client.send(client.request(SignedQuery.now()).POST(BodyPublishers.noBody())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND" })
	void whenMethodIsNotPostThenAnswers405(String method) {
		HttpResponse<String> response = client
			.send(client.request("").method(method, BodyPublishers.ofString(Samples.battle("by-" + method))));
		Answers.assertFailed(response, 405);
		assertThat(response.headers().allValues("Allow")).containsExactly("POST");
	}

	@Test
	void whenMethodIsHeadThenAnswers405() {
		HttpResponse<String> response = client.send(client.request("").method("HEAD", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
	}

	@Test
	void whenRefusedThenEveryAnswerIsTheSame() {
		String good = SignedQuery.now();
		assertThat(Stream
			.of("", "x", good + "&Sign=1", good + "&SdkAppid=1", good.replace("Sign=", "Sign=x"),
					good.replaceFirst("Sign=[^&]*", "Sign="), good.replaceFirst("RequestTime=.*", "RequestTime=%00"),
					SignedQuery.of("1400000001", SignedQuery.TOKEN, Instant.now()),
					SignedQuery.of(SignedQuery.APP_ID, "wrong", Instant.now()),
					SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, Instant.now().plusSeconds(65)))
			// Jetty closes a connection if the body of a refused request comes late
			.map((query) -> server.client().send(client.request(query).POST(BodyPublishers.ofString("[]"))))
			.peek((response) -> Answers.assertFailed(response, 403))
			.map((response) -> response.body() + new java.util.TreeSet<>(response.headers().map().keySet()))
			.distinct()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "{", "{}x", "not json", "\u0000" })
	void whenBodyIsNoJsonObjectThenAnswers400(String body) {
		Answers.assertFailed(client.post(body), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=x", "multipart/form-data",
			"application/x-www-form-urlencoded", "application/json; charset=nonsense", "\"" })
	void whenContentTypeIsWrongThenBodyIsReadAllTheSame(String contentType) {
		String id = "type " + contentType.replace("\"", "quote");
		Answers.assertOk(client.send(client.request(SignedQuery.now() + "&_method=PUT")
			.setHeader("Content-Type", contentType)
			.POST(BodyPublishers.ofString(Samples.battle(id)))));
		assertThat(server.bean(RecordingHandler.class).battles).anyMatch((battle) -> id.equals(battle.battleId()));
	}

	static class FailingHandler {

		@OnBattleStart
		void started(BattleStarted battle) {
			if ("failing".equals(battle.battleId())) {
				throw new IllegalStateException("secret");
			}
		}

	}

}
