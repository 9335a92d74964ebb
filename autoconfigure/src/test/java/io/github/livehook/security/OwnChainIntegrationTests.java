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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with filter chains of their own, on all kinds of paths.
 */
class OwnChainIntegrationTests {

	private static final String PATH = "/webhooks/tencent-live";

	static Stream<Arguments> applications() {
		return Stream.of(Arguments.of(Battles.class, "server.servlet.context-path=/shop", "/shop", ""),
				Arguments.of(Battles.class, "spring.mvc.servlet.path=/api", "", "/api"),
				Arguments.of(Unordered.class, "livehook.enabled=true", "", ""),
				Arguments.of(Unordered.class, "spring.mvc.servlet.path=/api", "", "/api"),
				Arguments.of(Ordered.class, "server.servlet.context-path=/shop", "/shop", ""),
				Arguments.of(EnabledByItself.class, "spring.mvc.servlet.path=/api", "", "/api"));
	}

	@ParameterizedTest
	@MethodSource("applications")
	void whenChainIsOfTheApplicationThenOnlyCallbacksPassIt(Class<?> chain, String property, String context,
			String servlet) {
		try (TestServer server = TestServer.start(List.of(Battles.class, chain), TestServer.WITH_SECURITY, property,
				"livehook.response-timeout=1900ms")) {
			CallbackClient client = new CallbackClient(server.port(), context + servlet + PATH);
			HttpResponse<String> response = client.post(Samples.battle("own"));
			Answers.assertOk(response);
			assertThat(response.headers().map()).doesNotContainKey("set-cookie");
			Answers.assertFailed(
					client.send(client.request(SignedQuery.of(SignedQuery.APP_ID, "other-token", Instant.now()))
						.POST(BodyPublishers.ofString("{}"))),
					403);
			assertThat(client.send(client.request(SignedQuery.now()).GET()).statusCode()).isEqualTo(401);
			assertProtected(server, context + servlet + "/orders", context + servlet + PATH + "/",
					context + "/api/api" + PATH, context + "/other" + PATH);
		}
	}

	private static void assertProtected(TestServer server, String... paths) {
		for (String path : paths) {
			CallbackClient client = new CallbackClient(server.port(), path);
			assertThat(client.post("{}").statusCode()).as(path).isIn(401, 403);
			assertThat(client.send(client.request("").GET()).statusCode()).as(path).isEqualTo(401);
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

	@Test
	void whenSwitchedOffThenCsrfProtectionAnswers() {
		try (TestServer server = TestServer.start(List.of(Battles.class), TestServer.WITH_SECURITY,
				"livehook.security.enabled=false")) {
			HttpResponse<String> response = server.client().post(Samples.battle("off"));
			Answers.assertFailed(response, 403);
			assertThat(response.body()).contains("\"ErrorInfo\":\"request failed\"");
		}
	}

	@Test
	void whenSwitchedOffThenLinesOfTheApplicationCount() {
		try (TestServer server = TestServer.start(List.of(Battles.class, WrittenByHand.class), TestServer.WITH_SECURITY,
				"livehook.security.enabled=false", "spring.mvc.servlet.path=/api")) {
			Answers.assertOk(new CallbackClient(server.port(), "/api" + PATH).post(Samples.battle("by-hand")));
			assertProtected(server, "/api/orders");
		}
	}

	@Test
	void whenEarlierChainIsLimitedThenCallbacksPass() {
		try (TestServer server = TestServer.start(List.of(Battles.class, First.class), TestServer.WITH_SECURITY)) {
			Answers.assertOk(server.client().post(Samples.battle("first")));
			assertProtected(server, "/admin", "/orders");
		}
	}

	@Test
	void whenEveryChainIsCustomizedThenThatOfLivehookIsAsWell() {
		try (TestServer server = TestServer.start(List.of(Battles.class, Customized.class), TestServer.WITH_SECURITY)) {
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("customized")));
			Answers.assertFailed(client.send(client.request(SignedQuery.now())
				.header("Authorization", "Basic dXNlcjp3cm9uZw==")
				.POST(BodyPublishers.ofString(Samples.battle("credentials")))), 401);
			assertProtected(server, "/orders");
		}
	}

	static class Battles {

		@OnBattleStart
		void started() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unordered {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) {
			return http.securityMatcher("/webhooks/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().hasRole("ADMIN"))
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.ignoringRequestMatchers("/webhooks/other"))
				.build();
		}

		@Bean
		@Order(2)
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

	@Configuration(proxyBeanMethods = false)
	static class First {

		@Bean
		@Order(org.springframework.core.Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain admin(HttpSecurity http) {
			return http.securityMatcher("/admin/**")
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
	static class WrittenByHand {

		@Bean
		SecurityFilterChain chain(HttpSecurity http, PathPatternRequestMatcher.Builder paths) {
			PathPatternRequestMatcher webhook = paths.matcher(HttpMethod.POST, PATH);
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers(webhook).permitAll().anyRequest().authenticated())
				.csrf((csrf) -> csrf.ignoringRequestMatchers(webhook))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		Customizer<HttpSecurity> everyChain() {
			return (http) -> http.csrf(Customizer.withDefaults()).httpBasic(Customizer.withDefaults());
		}

	}

}
