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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What filters of the application do that come before the endpoint is theirs to answer
 * for. The start-up names them.
 */
@ExtendWith(OutputCaptureExtension.class)
class EarlierFiltersIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenFiltersComeFirstThenStartUpNamesThoseThatSeeCallbacks(String serverProperty, CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, FirstFilter.class, Others.class),
				serverProperty)) {
			Answers.assertOk(server.client().post(Samples.battle("named")));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("come before the webhook endpoint")))
			.singleElement()
			.satisfies((line) -> assertThat(line)
				.contains(" WARN ", "FirstFilter urls=[/*]", "below urls=[/webhooks/*]", "cors urls=[/*]")
				.doesNotContain("elsewhere", "later", "characterEncoding", "switchedOff"));
	}

	@Test
	void whenOnlySpringsFiltersComeFirstThenNothingIsSaid(CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class),
				"server.forward-headers-strategy=framework")) {
			Answers.assertOk(server.client().post(Samples.battle("unnamed")));
		}
		assertThat(output).doesNotContain("come before the webhook endpoint");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenEarlierFilterAsksForParameterOfFormThenBodyIsGoneAndLogSaysSo(String serverProperty,
			CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, FirstFilter.class), serverProperty)) {
			HttpRequest.Builder form = request(server, "parameter").setHeader("Content-Type",
					"application/x-www-form-urlencoded");
			Answers.assertFailed(server.client().send(form), 400);
			assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
		}
		assertThat(output).contains("BODY_CONSUMED", "has a filter read it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenEarlierFilterAnswersOrThrowsThenThatIsTheAnswerAndNothingIsHandled(String serverProperty) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, FirstFilter.class), serverProperty)) {
			assertThat(server.client().send(request(server, "send 429")).statusCode()).isEqualTo(429);
			assertThat(server.client().send(request(server, "throw")).statusCode()).isEqualTo(500);
			assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenEarlierFilterSetsHeaderThenItStays(String serverProperty) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, FirstFilter.class), serverProperty)) {
			HttpResponse<String> response = server.client().send(request(server, "header"));
			Answers.assertOk(response);
			assertThat(response.headers().allValues("X-Request-Id")).containsExactly("42");
		}
	}

	private static HttpRequest.Builder request(TestServer server, String way) {
		CallbackClient client = server.client();
		return client.request(SignedQuery.now())
			.header("X-Way", way)
			.POST(BodyPublishers.ofString(Samples.battle(way)));
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class FirstFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			switch (String.valueOf(request.getHeader("X-Way"))) {
				case "parameter" -> request.getParameter("tenant");
				case "header" -> response.setHeader("X-Request-Id", "42");
				case "throw" -> throw new IllegalStateException("thrown by the first filter");
				case "send 429" -> {
					response.sendError(429);
					return;
				}
				default -> {
				}
			}
			chain.doFilter(request, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Others {

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> below() {
			return registration(Ordered.HIGHEST_PRECEDENCE, "/webhooks/*");
		}

		@Bean
		FilterRegistrationBean<CorsFilter> cors() {
			FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(
					new CorsFilter(new UrlBasedCorsConfigurationSource()));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> elsewhere() {
			return registration(Ordered.HIGHEST_PRECEDENCE, "/webhooks", "/web/*", "*.do");
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> later() {
			return registration(Ordered.HIGHEST_PRECEDENCE + 10, "/*");
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> switchedOff() {
			FilterRegistrationBean<OncePerRequestFilter> registration = registration(Ordered.HIGHEST_PRECEDENCE, "/*");
			registration.setEnabled(false);
			return registration;
		}

		private static FilterRegistrationBean<OncePerRequestFilter> registration(int order, String... patterns) {
			FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(
					new OncePerRequestFilter() {

						@Override
						protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
								FilterChain chain) throws ServletException, IOException {
							chain.doFilter(request, response);
						}

					});
			registration.addUrlPatterns(patterns);
			registration.setOrder(order);
			return registration;
		}

	}

}
