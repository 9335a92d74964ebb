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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers run without what later filters and the dispatcher bring along.
 */
class RequestContextIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "memory", "jdbc" })
	void whenHandlerRunsThenThereIsNoWebRequestAndItsOwnContextIsGoneAfterwards(String mode) {
		try (TestServer server = TestServer.start(List.of(ContextHandler.class, LoggingContext.class),
				TestServer.WITH_SECURITY, "spring.application.name=tests", "livehook.delivery.mode=" + mode,
				"spring.datasource.url=jdbc:h2:mem:request-context", "server.tomcat.threads.max=2",
				"server.tomcat.threads.min-spare=1")) {
			ContextHandler handler = server.bean(ContextHandler.class);
			for (int i = 0; i < 5; i++) {
				Answers.assertOk(server.client().post(Samples.battle("context-" + i)));
			}
			Awaitility.await().until(() -> handler.metadata.size() == 5);
			assertThat(handler.seen).hasSize(5)
				.allSatisfy((context) -> assertThat(context).doesNotContainKeys("trace", "left-behind"));
			assertThat(handler.requests).containsOnly(false);
			assertThat(handler.authentications).containsOnly(false);
			CallbackMetadata metadata = handler.metadata.stream()
				.filter((candidate) -> "context-0".equals(candidate.callbackId()))
				.findFirst()
				.orElseThrow();
			assertThat(metadata.sdkAppId()).isEqualTo("1400000000");
			assertThat(metadata.command()).isEqualTo("Live.CallbackAfterStartBattle");
			assertThat(metadata.optPlatform()).isEqualTo(OptPlatform.REST_API);
			assertThat(metadata.clientIp()).isEqualTo("127.0.0.1");
			assertThat(metadata.contentType()).isEqualTo("json");
			assertThat(metadata.callbackId()).isEqualTo("context-0");
			assertThat(metadata.attempt()).isEqualTo(1);
			assertThat(metadata.deadline()).isEqualTo(metadata.receivedAt().plusSeconds(1));
			assertThat(metadata.requestTime()).isBetween(metadata.receivedAt().minusSeconds(2), metadata.receivedAt());
		}
	}

	static class ContextHandler {

		final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();

		final List<Boolean> requests = new CopyOnWriteArrayList<>();

		final List<Boolean> authentications = new CopyOnWriteArrayList<>();

		final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		@OnBattleStart
		void started(CallbackMetadata metadata) {
			Map<String, String> context = MDC.getCopyOfContextMap();
			this.seen.add((context != null) ? context : Map.of());
			this.requests.add(RequestContextHolder.getRequestAttributes() != null);
			this.authentications.add(SecurityContextHolder.getContext().getAuthentication() != null);
			this.metadata.add(metadata);
			MDC.put("left-behind", "by the handler");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LoggingContext {

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> loggingContextFilter() {
			return new FilterRegistrationBean<>(new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					MDC.put("trace", "of-the-filter");
					try {
						chain.doFilter(request, response);
					}
					finally {
						MDC.remove("trace");
					}
				}

			});
		}

	}

}
