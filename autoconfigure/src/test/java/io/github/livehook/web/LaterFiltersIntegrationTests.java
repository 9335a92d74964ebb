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
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
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
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that comes behind the endpoint sees a callback: filters, interceptors and
 * advice of the application, and Spring MVC's filters for forms and forwarded headers.
 */
class LaterFiltersIntegrationTests {

	private static TestServer tomcat;

	private static TestServer jetty;

	@BeforeAll
	static void start() {
		tomcat = start(TestServer.ON_TOMCAT);
		jetty = start(TestServer.ON_JETTY);
	}

	private static TestServer start(String serverProperty) {
		return TestServer.start(List.of(RecordingHandler.class, Meddling.class, Advice.class), serverProperty,
				"spring.mvc.hiddenmethod.filter.enabled=true", "spring.mvc.formcontent.filter.enabled=true",
				"server.forward-headers-strategy=framework");
	}

	@AfterAll
	static void stop() {
		tomcat.close();
		jetty.close();
	}

	@Test
	void whenApplicationMeddlesThenEveryAnswerIsOurs() {
		for (TestServer server : List.of(tomcat, jetty)) {
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("meddled-with")));
			Answers.assertFailed(client.post("[]"), 400);
			Answers.assertFailed(client.send(client.request("").POST(BodyPublishers.ofString("{}"))), 403);
			Answers.assertFailed(client.send(client.request("").GET()), 405);
			assertThat(server.bean(Meddling.class).requests).hasValue(0);
			assertThat(new CallbackClient(server.port(), "/other").post("{}").statusCode()).isEqualTo(418);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/html" })
	void whenBodyIsLabelledOtherwiseThenItStaysPostAndIsRead(String contentType) {
		for (TestServer server : List.of(tomcat, jetty)) {
			String id = "labelled " + contentType;
			Answers.assertOk(server.client()
				.send(request(server, SignedQuery.now() + "&_method=DELETE", id).setHeader("Content-Type",
						contentType)));
			assertThat(server.bean(RecordingHandler.class).battles).anyMatch((battle) -> id.equals(battle.battleId()));
		}
	}

	@Test
	void whenBrowserSendsItThenCorsPlaysNoPart() {
		for (TestServer server : List.of(tomcat, jetty)) {
			HttpResponse<String> response = server.client()
				.send(request(server, SignedQuery.now(), "cors").header("Origin", "https://stranger.example"));
			Answers.assertOk(response);
			assertThat(response.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "443", "abc" })
	void whenForwardedThenAnswerIsOursOrThatOfSpringsFilter(String port) {
		for (TestServer server : List.of(tomcat, jetty)) {
			HttpResponse<String> response = server.client()
				.send(request(server, SignedQuery.now(), "forwarded-" + port).header("X-Forwarded-Proto", "https")
					.header("X-Forwarded-Host", "live.example")
					.header("X-Forwarded-Port", port)
					.header("X-Forwarded-For", "203.0.113.9")
					.header("X-Forwarded-Prefix", "/prefix"));
			assertThat(response.statusCode()).isEqualTo(port.equals("443") ? 200 : 400);
		}
	}

	private static HttpRequest.Builder request(TestServer server, String query, String id) {
		return server.client().request(query).POST(BodyPublishers.ofString(Samples.battle(id)));
	}

	@Configuration(proxyBeanMethods = false)
	static class Meddling implements WebMvcConfigurer {

		final AtomicInteger requests = new AtomicInteger();

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new Refusing());
		}

		@Bean
		MappedInterceptor mappedInterceptor() {
			return new MappedInterceptor(null, new Refusing());
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> answeringFilter() {
			FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(
					new AnsweringFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
			return registration;
		}

		private final class AnsweringFilter extends OncePerRequestFilter {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws IOException {
				if (request.getRequestURI().equals("/other")) {
					response.setStatus(418);
					return;
				}
				Meddling.this.requests.incrementAndGet();
				request.getParameter("tenant");
				response.getWriter().write("answered by a filter");
			}

		}

	}

	static class Refusing implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
				throws IOException {
			response.getWriter().write("refused by an interceptor");
			return false;
		}

	}

	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler
		String anything(Exception ex) {
			return "handled by advice";
		}

	}

}
