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
import java.net.http.HttpResponse;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A filter of the application that answers in place of the endpoint does not make Tencent
 * believe that a callback was handled.
 */
class FilterAnswersIntegrationTests {

	private static TestServer tomcat;

	private static TestServer jetty;

	@BeforeAll
	static void start() {
		List<Class<?>> beans = List.of(RecordingHandler.class, AnsweringFilter.class, ErrorPages.class);
		// An answer that is not whole is noticed when the connection is closed
		tomcat = TestServer.start(beans, "server.tomcat.keep-alive-timeout=2s");
		jetty = TestServer.start(beans, TestServer.ON_JETTY);
	}

	@AfterAll
	static void stop() {
		tomcat.close();
		jetty.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ok", "ok flushed", "nothing", "redirect", "throw error" })
	void whenFilterAnswersAsIfAllWereWellThenTencentIsToldOtherwise(String way) {
		for (TestServer server : List.of(tomcat, jetty)) {
			HttpResponse<String> response = post(server, way);
			assertThat(response.statusCode()).isIn(403, 500);
			Answers.assertFailed(response, response.statusCode());
			assertThat(response.headers().firstValue("Location")).isEmpty();
			assertNotHandled(server, way);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "send 401", "send 429", "set 401", "set 503" })
	void whenFilterRefusesThenItsStatusIsKeptInOurForm(String way) {
		for (TestServer server : List.of(tomcat, jetty)) {
			HttpResponse<String> response = post(server, way);
			Answers.assertFailed(response, Integer.parseInt(way.substring(way.length() - 3)));
			assertThat(response.body()).doesNotContain("filter", "page");
			assertNotHandled(server, way);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "writer", "stream", "written", "headers", "encoding" })
	void whenFilterPreparesResponseThenAnswerIsWholeAndOurs(String way) {
		for (TestServer server : List.of(tomcat, jetty)) {
			HttpResponse<String> response = post(server, way);
			Answers.assertOk(response);
			assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
			assertThat(server.bean(RecordingHandler.class).battles).anyMatch((battle) -> way.equals(battle.battleId()));
		}
	}

	private static HttpResponse<String> post(TestServer server, String way) {
		return server.client()
			.send(server.client()
				.request(SignedQuery.now())
				.header("X-Way", way)
				.POST(BodyPublishers.ofString(Samples.battle(way))));
	}

	private static void assertNotHandled(TestServer server, String way) {
		assertThat(server.bean(RecordingHandler.class).battles).noneMatch((battle) -> way.equals(battle.battleId()));
	}

	static class AnsweringFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String way = String.valueOf(request.getHeader("X-Way"));
			if (prepare(way, response)) {
				chain.doFilter(request, response);
			}
			else {
				answer(way, response);
			}
		}

		private static boolean prepare(String way, HttpServletResponse response) throws IOException {
			switch (way) {
				case "writer" -> response.getWriter();
				case "stream" -> response.getOutputStream();
				case "written" -> response.getWriter().write("begun by a filter");
				case "headers" -> {
					response.setStatus(202);
					response.setContentType("text/html;charset=ISO-8859-1");
					response.setContentLength(3);
				}
				case "encoding" -> response.setHeader("Content-Encoding", "gzip");
				default -> {
					return false;
				}
			}
			return true;
		}

		private static void answer(String way, HttpServletResponse response) throws IOException {
			switch (way) {
				case "ok" -> response.getWriter().write("all is well, says the filter");
				case "ok flushed" -> {
					response.getWriter().write("all is well, says the filter");
					response.flushBuffer();
				}
				case "throw error" -> throw new NoClassDefFoundError("thrown by the filter");
				case "redirect" -> response.sendRedirect("https://live.example/filter");
				case "send 401", "send 429" -> response.sendError(status(way), "refused by the filter");
				case "set 401", "set 503" -> {
					response.setStatus(status(way));
					response.setContentType("text/html");
					response.getWriter().write("refused by the filter");
				}
				default -> {
				}
			}
		}

		private static int status(String way) {
			return Integer.parseInt(way.substring(way.length() - 3));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ErrorPages {

		@Bean
		ErrorPageRegistrar errorPageRegistrar() {
			return (registry) -> registry.addErrorPages(new ErrorPage("/page"));
		}

		@Bean
		Page page() {
			return new Page();
		}

	}

	@RestController
	static class Page {

		@RequestMapping("/page")
		String page() {
			return "the application's page";
		}

	}

}
