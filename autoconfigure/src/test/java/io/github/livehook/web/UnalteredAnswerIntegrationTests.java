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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.util.ContentCachingResponseWrapper;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of the application consumes a callback or changes an answer.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnalteredAnswerIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(RecordingHandler.class, Meddling.class, Envelope.class),
				"spring.mvc.hiddenmethod.filter.enabled=true", "spring.mvc.formcontent.filter.enabled=true",
				"server.forward-headers-strategy=framework", "spring.servlet.encoding.force=true");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenApplicationMeddlesThenAnswerIsStillOurs() {
		Answers.assertOk(client.post(Samples.battle("meddled-with")));
		assertThat(server.bean(RecordingHandler.class).battles)
			.anyMatch((battle) -> "meddled-with".equals(battle.battleId()));
		Answers.assertFailed(client.post("[]"), 400);
		Answers.assertFailed(client.send(client.request("").POST(BodyPublishers.ofString("{}"))), 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
	void whenBodyLooksLikeFormThenItStaysPostAndIsRead(String contentType) {
		String id = "form-" + contentType.charAt(0);
		Answers.assertOk(client.send(client.request(SignedQuery.now() + "&_method=DELETE")
			.setHeader("Content-Type", contentType)
			.POST(BodyPublishers.ofString("{\"BattleId\":\"" + id + "\",\"x\":\"&_method=DELETE&\"}"))));
		assertThat(server.bean(RecordingHandler.class).battles).anyMatch((battle) -> id.equals(battle.battleId()));
	}

	@Test
	void whenBodyWasReadByFilterThenAnswers400AndSaysSo(CapturedOutput output) {
		Answers.assertFailed(client.send(client.request(SignedQuery.now())
			.header("X-Meddle", "eat")
			.POST(BodyPublishers.ofString(Samples.battle("eaten")))), 400);
		assertThat(output).contains("BODY_CONSUMED").contains("has a filter read it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "throw", "error" })
	void whenFilterFailsThenAnswers500InOurForm(String meddling) {
		Answers.assertFailed(client.send(client.request(SignedQuery.now())
			.header("X-Meddle", meddling)
			.POST(BodyPublishers.ofString(Samples.battle("filtered")))), 500);
	}

	@Test
	void whenFilterRedirectsThenItIsRefusal() {
		Answers.assertFailed(client.send(client.request(SignedQuery.now())
			.header("X-Meddle", "redirect")
			.POST(BodyPublishers.ofString(Samples.battle("redirected")))), 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "443", "abc" })
	void whenForwardedThenAnswerIsOurs(String port) {
		String id = "forwarded-" + port;
		var response = client.send(client.request(SignedQuery.now())
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "live.example")
			.header("X-Forwarded-Port", port)
			.header("X-Forwarded-For", "203.0.113.9")
			.header("X-Forwarded-Prefix", "/prefix")
			.POST(BodyPublishers.ofString(Samples.battle(id))));
		if (port.equals("443")) {
			Answers.assertOk(response);
		}
		else {
			Answers.assertFailed(response, 400);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Meddling implements WebMvcConfigurer {

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new Refusing());
		}

		@Bean
		MappedInterceptor mappedInterceptor() {
			return new MappedInterceptor(null, new Refusing());
		}

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> meddlingFilter() {
			return new FilterRegistrationBean<>(new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					switch (String.valueOf(request.getHeader("X-Meddle"))) {
						case "eat" -> request.getInputStream().readAllBytes();
						case "throw" -> throw new IllegalStateException("thrown by a filter");
						case "redirect" -> {
							response.sendRedirect("/login");
							return;
						}
						case "error" -> {
							response.sendError(500, "sent by a filter");
							return;
						}
						default -> assertThat(request.getParameterMap()).isEmpty();
					}
					ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
					chain.doFilter(request, caching);
					caching.setHeader("X-Too-Late", "yes");
					caching.copyBodyToResponse();
				}

			});
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
	static class Envelope implements ResponseBodyAdvice<Object> {

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType contentType,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			return List.of("envelope", body);
		}

		@ExceptionHandler
		String anything(Exception ex) {
			return "handled by advice";
		}

	}

}
