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

package io.github.livehook.security;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with Spring Security on its class path and nothing written for it.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefaultSecurityIntegrationTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(Battles.class, Orders.class), TestServer.WITH_SECURITY,
				"spring.security.user.name=user", "spring.security.user.password=secret",
				"management.endpoints.web.exposure.include=health,beans,livehook");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenCallbackIsSignedThenItIsHandledWithoutASession() {
		HttpResponse<String> response = server.client().post(Samples.battle("default"));
		Answers.assertOk(response);
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate", "location",
				"x-frame-options");
	}

	@Test
	void whenCallbackIsWronglySignedThenItIsRefusedByLivehook(CapturedOutput output) {
		CallbackClient client = server.client();
		HttpResponse<String> response = client
			.send(client.request(SignedQuery.of(SignedQuery.APP_ID, "other-token", Instant.now()))
				.POST(BodyPublishers.ofString(Samples.battle("refused"))));
		Answers.assertFailed(response, 403);
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate");
		assertThat(output).contains("Refused a request with 403 (WRONG_SIGNATURE): ");
	}

	@Test
	void whenCallbackHasCredentialsThenTheyAreNotLookedAt() {
		CallbackClient client = server.client();
		Answers.assertOk(client.send(client.request(SignedQuery.now())
			.header("Authorization", "Basic " + base64("user:wrong"))
			.POST(BodyPublishers.ofString(Samples.battle("credentials")))));
	}

	@Test
	void whenPathIsReadThenSpringSecurityAnswers() {
		CallbackClient client = server.client();
		HttpResponse<String> response = client.send(client.request(SignedQuery.now()).GET());
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).doesNotContain("ActionStatus");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void whenMethodIsAnotherThenSpringSecurityRefusesIt(String method) {
		CallbackClient client = server.client();
		Answers.assertFailed(
				client.send(client.request(SignedQuery.now()).method(method, BodyPublishers.ofString("{}"))), 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", "/webhooks/tencent-live/", "/webhooks/tencent-live/orders", "/webhooks",
			"/webhooks/tencent-liver", "/webhooks/TENCENT-LIVE", "/", "/actuator/beans", "/actuator/livehook" })
	void whenPathIsAnotherThenItIsProtected(String path) {
		CallbackClient client = new CallbackClient(server.port(), path);
		assertThat(client.send(client.request(SignedQuery.now()).GET()).statusCode()).isEqualTo(401);
		assertThat(client.post("{}").statusCode()).isEqualTo(401);
	}

	@Test
	void whenUserHasCredentialsAndNoCsrfTokenThenPostIsRefused() {
		CallbackClient client = new CallbackClient(server.port(), "/orders");
		HttpResponse<String> response = client.send(client.request("")
			.header("Authorization", "Basic " + base64("user:secret"))
			.POST(BodyPublishers.noBody()));
		assertThat(response.statusCode()).isIn(401, 403);
	}

	@Test
	void whenUserHasCredentialsThenApplicationAnswers() {
		assertThat(get("/orders").body()).isEqualTo("orders");
		assertThat(get("/actuator/livehook").body()).contains("\"path\":\"/webhooks/tencent-live\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//webhooks/tencent-live", "/webhooks//tencent-live", "/webhooks/tencent-live;a=b",
			"/webhooks/./tencent-live", "/webhooks/tencent%2Flive", "/webhooks%2Ftencent-live" })
	void whenUrlIsNotNormalThenFirewallRefusesIt(String path) {
		CallbackClient client = new CallbackClient(server.port(), path);
		assertThat(client.post(Samples.battle("firewall")).statusCode()).isEqualTo(400);
	}

	private static HttpResponse<String> get(String path) {
		CallbackClient client = new CallbackClient(server.port(), path);
		HttpRequest.Builder request = client.request("")
			.header("Authorization", "Basic " + base64("user:secret"))
			.GET();
		HttpResponse<String> response = client.send(request);
		assertThat(response.statusCode()).isEqualTo(200);
		return response;
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	static class Battles {

		@OnBattleStart
		void started() {
		}

	}

	@RestController
	static class Orders {

		@GetMapping("/orders")
		String list() {
			return "orders";
		}

		@PostMapping("/orders")
		String create() {
			return "created";
		}

	}

}
