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
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters that the application gives the highest precedence, as many do with their CORS
 * filter, do not come before Livehook's.
 */
class EarlierFiltersIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(RecordingHandler.class, ParameterFilter.class, HighestFilters.class));
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
	void whenFilterAsksForParameterOfFormThenItIsHandled(String contentType) {
		String id = "parameter-" + contentType.charAt(0);
		Answers.assertOk(client.send(post(id).setHeader("Content-Type", contentType)));
		assertThat(server.bean(RecordingHandler.class).battles).anyMatch((battle) -> id.equals(battle.battleId()));
	}

	@Test
	void whenCorsFilterComesFirstThenPostOfStrangerIsHandled() {
		Answers.assertOk(client.send(post("cross-origin").header("Origin", "https://stranger.example")));
	}

	@Test
	void whenHiddenMethodFilterComesFirstThenPostStaysPost() {
		Answers.assertOk(client.send(client.request(SignedQuery.now() + "&_method=DELETE")
			.POST(BodyPublishers.ofString(Samples.battle("hidden-method")))));
	}

	@Test
	void whenFirstFilterThrowsThenAnswers500InOurForm() {
		Answers.assertFailed(client.send(post("throw").header("X-Meddle", "throw")), 500);
	}

	private static HttpRequest.Builder post(String id) {
		return client.request(SignedQuery.now()).POST(BodyPublishers.ofString(Samples.battle(id)));
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class ParameterFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			request.getParameter("tenant");
			if ("throw".equals(request.getHeader("X-Meddle"))) {
				throw new IllegalStateException("thrown by the first filter");
			}
			chain.doFilter(request, response);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HighestFilters {

		@Bean
		FilterRegistrationBean<CorsFilter> highestCorsFilter() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOrigin("https://allowed.example");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", configuration);
			return highest(new CorsFilter(source));
		}

		@Bean
		FilterRegistrationBean<HiddenHttpMethodFilter> highestHiddenMethodFilter() {
			return highest(new HiddenHttpMethodFilter());
		}

		private static <T extends OncePerRequestFilter> FilterRegistrationBean<T> highest(T filter) {
			FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
