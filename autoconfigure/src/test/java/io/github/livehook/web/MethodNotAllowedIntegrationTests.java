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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "not a POST" of the answer table.
 */
class MethodNotAllowedIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(RecordingHandler.class, Cors.class));
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "INVENTED" })
	void whenMethodIsNotPostThenAnswers405(String method) {
		HttpResponse<String> response = client.send(client.request(SignedQuery.now())
			.method(method, BodyPublishers.ofString(Samples.battle("by-" + method))));
		Answers.assertFailed(response, 405);
		assertThat(response.headers().firstValue("Allow")).hasValue("POST");
		assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
	}

	@Test
	void whenMethodIsHeadThenAnswers405WithoutBody() {
		HttpResponse<String> response = client
			.send(client.request(SignedQuery.now()).method("HEAD", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://allowed.example", "https://stranger.example" })
	void whenBrowserAsksBeforehandThenAnswers405AndNoCorsHeaders(String origin) {
		HttpResponse<String> response = client.send(client.request(SignedQuery.now())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "POST")
			.method("OPTIONS", BodyPublishers.noBody()));
		Answers.assertFailed(response, 405);
		assertThat(response.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

	@Test
	void whenUnsignedThenMethodComesFirst() {
		Answers.assertFailed(client.send(client.request("").GET()), 405);
	}

	@Configuration(proxyBeanMethods = false)
	static class Cors implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://allowed.example");
		}

		@Bean
		FilterRegistrationBean<CorsFilter> corsFilter() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOrigin("https://allowed.example");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/**", configuration);
			return new FilterRegistrationBean<>(new CorsFilter(source));
		}

	}

}
