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

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
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
 * Applications with Spring Security: callbacks need no line of theirs, and nothing else
 * is opened.
 */
class SecurityIntegrationTests {

	private static final String PATH = "/webhooks/tencent-live";

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
	void whenCallbackIsSignedThenItIsHandledWithHeadersOfOurOwn() {
		HttpResponse<String> response = server.client().post(Samples.battle("default"));
		Answers.assertOk(response);
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate", "location",
				"x-frame-options");
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void whenCallbackIsWronglySignedThenItIsRefusedByLivehook() {
		CallbackClient client = server.client();
		HttpResponse<String> response = client
			.send(client.request(SignedQuery.of(SignedQuery.APP_ID, "other-token", Instant.now()))
				.POST(BodyPublishers.ofString(Samples.battle("refused"))));
		Answers.assertFailed(response, 403);
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate");
	}

	@Test
	void whenCallbackHasCredentialsThenTheyAreNotLookedAt() {
		CallbackClient client = server.client();
		Answers.assertOk(client.send(client.request(SignedQuery.now())
			.header("Authorization", basic("user:wrong"))
			.POST(BodyPublishers.ofString(Samples.battle("credentials")))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void whenMethodIsNotPostThenItIsNotAllowed(String method) {
		CallbackClient client = server.client();
		HttpResponse<String> response = client
			.send(client.request(SignedQuery.now()).method(method, BodyPublishers.ofString("{}")));
		Answers.assertFailed(response, 405);
		assertThat(response.headers().allValues("Allow")).containsExactly("POST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders", PATH + "/", PATH + "/orders", "/webhooks", PATH + "r", "/webhooks/TENCENT-LIVE",
			"/", "/actuator/beans", "/actuator/livehook" })
	void whenPathIsAnotherThenItIsProtected(String path) {
		assertProtected(server, path);
	}

	private static void assertProtected(TestServer server, String... paths) {
		for (String path : paths) {
			CallbackClient client = new CallbackClient(server.port(), path);
			assertThat(client.post("{}").statusCode()).as(path).isIn(401, 403);
			assertThat(client.send(client.request(SignedQuery.now()).GET()).statusCode()).as(path).isEqualTo(401);
		}
	}

	@Test
	void whenUserHasCredentialsThenApplicationAnswers() {
		assertThat(get("/orders").body()).isEqualTo("orders");
		assertThat(get("/actuator/livehook").body()).contains("\"path\":\"/webhooks/tencent-live\"");
	}

	@Test
	void whenUserHasCredentialsAndNoCsrfTokenThenPostIsRefused() {
		CallbackClient client = new CallbackClient(server.port(), "/orders");
		HttpResponse<String> response = client
			.send(client.request("").header("Authorization", basic("user:secret")).POST(BodyPublishers.noBody()));
		assertThat(response.statusCode()).isIn(401, 403);
	}

	private static HttpResponse<String> get(String path) {
		CallbackClient client = new CallbackClient(server.port(), path);
		HttpRequest.Builder request = client.request("").header("Authorization", basic("user:secret")).GET();
		HttpResponse<String> response = client.send(request);
		assertThat(response.statusCode()).isEqualTo(200);
		return response;
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	static Stream<Arguments> chains() {
		return Stream.of(Arguments.of(Battles.class, "server.servlet.context-path=/shop", "/shop", ""),
				Arguments.of(Battles.class, "spring.mvc.servlet.path=/api", "", "/api"),
				Arguments.of(Unordered.class, "livehook.enabled=true", "", ""),
				Arguments.of(First.class, "server.servlet.context-path=/shop", "/shop", ""),
				Arguments.of(EnabledByItself.class, "spring.mvc.servlet.path=/api", "", "/api"));
	}

	@ParameterizedTest
	@MethodSource("chains")
	void whenChainIsOfTheApplicationThenOnlyCallbacksPassIt(Class<?> chain, String property, String context,
			String servlet) {
		try (TestServer server = TestServer.start(List.of(Battles.class, chain), TestServer.WITH_SECURITY, property,
				"livehook.response-timeout=1900ms")) {
			CallbackClient client = new CallbackClient(server.port(), context + servlet + PATH);
			HttpResponse<String> response = client.post(Samples.battle("own"));
			Answers.assertOk(response);
			assertThat(response.headers().map()).doesNotContainKey("set-cookie");
			Answers.assertFailed(client.send(client.request(SignedQuery.now()).GET()), 405);
			assertProtected(server, context + servlet + "/orders", context + servlet + PATH + "/",
					context + "/api/api" + PATH, context + "/other" + PATH);
		}
	}

	@Test
	void whenPathIsAnotherThenCallbacksPassThere() {
		try (TestServer server = TestServer.start(List.of(Battles.class), TestServer.WITH_SECURITY,
				"livehook.path=/tencent")) {
			Answers.assertOk(new CallbackClient(server.port(), "/tencent").post(Samples.battle("other-path")));
			assertProtected(server, PATH);
		}
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

	@Configuration(proxyBeanMethods = false)
	static class Unordered {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class First {

		@Bean
		@Order(org.springframework.core.Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain webhooks(HttpSecurity http) {
			return http.securityMatcher("/webhooks/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		SecurityFilterChain rest(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class EnabledByItself {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
