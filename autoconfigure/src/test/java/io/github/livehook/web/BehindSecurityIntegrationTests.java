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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that puts the endpoint behind Spring Security, as the guide shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class BehindSecurityIntegrationTests {

	private static final String BEHIND = "livehook.filter.order=-99";

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(Battles.class, Restricted.class), TestServer.WITH_SECURITY, BEHIND,
				"caller=127.0.0.1");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenChainLetsCallbackThroughThenItIsVerifiedAndHandledInItsContext() {
		Answers.assertOk(server.client().post(Samples.battle("let-through")));
		assertThat(server.bean(Battles.class).users).contains("anonymousUser");
		CallbackClient client = server.client();
		Answers.assertFailed(client.send(client.request("").POST(BodyPublishers.ofString("{}"))), 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
	void whenBodyIsLabelledAsFormThenChainDoesNotConsumeIt(String contentType) {
		CallbackClient client = server.client();
		Answers.assertOk(client.send(client.request(SignedQuery.now())
			.setHeader("Content-Type", contentType)
			.POST(BodyPublishers.ofString(Samples.battle("form-" + contentType.charAt(0))))));
	}

	@Test
	void whenCallerIsAnotherThenChainAnswersAndOrderIsNoReasonToWarn(CapturedOutput output) {
		try (TestServer strict = TestServer.start(List.of(Battles.class, Restricted.class), TestServer.WITH_SECURITY,
				BEHIND, "caller=192.0.2.1")) {
			HttpResponse<String> response = strict.client().post(Samples.battle("refused"));
			assertThat(response.statusCode()).isIn(401, 403);
			assertThat(response.body()).doesNotContain("ActionStatus");
			assertThat(strict.bean(Battles.class).users).isEmpty();
		}
		assertThat(output).doesNotContain("come before the webhook endpoint");
	}

	static class Battles {

		final List<String> users = new CopyOnWriteArrayList<>();

		@OnBattleStart
		void started() {
			this.users.add(SecurityContextHolder.getContext().getAuthentication().getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Restricted {

		@Bean
		SecurityFilterChain webhook(HttpSecurity http, @Value("${caller}") String caller) {
			return http.securityMatcher("/webhooks/tencent-live")
				.authorizeHttpRequests(
						(requests) -> requests.anyRequest().access(IpAddressAuthorizationManager.hasIpAddress(caller)))
				.csrf(CsrfConfigurer::disable)
				.build();
		}

	}

}
