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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that a filter has consumed is never taken for a check of the URL.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsumedBodyIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenFilterReadsBodyThenAnswers400AndOneLineSaysSo(String serverProperty, CapturedOutput output) {
		try (TestServer server = start(serverProperty)) {
			for (String way : List.of("stream", "stream", "reader", "some", "reader")) {
				Answers.assertFailed(send(server, way, BodyPublishers.ofString(Samples.battle(way))), 400);
				Answers.assertFailed(send(server, way, chunked(Samples.battle(way))), 400);
			}
			assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("BODY_CONSUMED"))).hasSize(1)
			.allMatch((line) -> line.contains(" WARN ") && line.contains("has a filter read it"));
		assertThat(output).doesNotContain("brennan", SignedQuery.TOKEN, "Sign=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenFilterTakesReaderOnlyThenOneLineSaysSo(String serverProperty, CapturedOutput output) {
		try (TestServer server = start(serverProperty)) {
			Answers.assertFailed(send(server, "reader", BodyPublishers.ofString(Samples.battle("reader"))), 400);
		}
		assertThat(output).contains("BODY_CONSUMED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenFilterReplaysBodyOrOnlyWatchesItThenItIsHandled(String serverProperty) {
		try (TestServer server = start(serverProperty)) {
			for (String way : List.of("replay", "watch", "nothing")) {
				Answers.assertOk(send(server, way, BodyPublishers.ofString(Samples.battle(way))));
				Answers.assertOk(send(server, way, chunked(Samples.battle(way + "-chunked"))));
			}
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(6);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenThereWasNoBodyToReadThenUrlCheckIsStillAnsweredOk(String serverProperty) {
		try (TestServer server = start(serverProperty)) {
			Answers.assertOk(send(server, "stream", BodyPublishers.noBody()));
			Answers.assertOk(send(server, "watch", BodyPublishers.noBody()));
			Answers.assertFailed(send(server, "nothing", chunked("")), 400);
		}
	}

	private static TestServer start(String serverProperty) {
		return TestServer.start(List.of(RecordingHandler.class, ReadingFilter.class), serverProperty);
	}

	private static HttpRequest.BodyPublisher chunked(String body) {
		return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

	private static HttpResponse<String> send(TestServer server, String way, HttpRequest.BodyPublisher body) {
		CallbackClient client = server.client();
		return client.send(client.request(SignedQuery.now()).header("X-Way", way).POST(body));
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class ReadingFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			HttpServletRequest next = request;
			switch (request.getHeader("X-Way")) {
				case "stream" -> request.getInputStream().readAllBytes();
				case "reader" -> request.getReader().lines().count();
				case "some" -> request.getInputStream().readNBytes(10);
				case "replay" -> next = new Replay(request, request.getInputStream().readAllBytes());
				case "watch" -> next = new ContentCachingRequestWrapper(request, 10_000);
				default -> {
				}
			}
			chain.doFilter(next, response);
		}

	}

	static class Replay extends HttpServletRequestWrapper {

		private final ByteArrayInputStream body;

		Replay(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = new ByteArrayInputStream(body);
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream body = this.body;
			return new ServletInputStream() {

				@Override
				public int read() {
					return body.read();
				}

				@Override
				public boolean isFinished() {
					return body.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
