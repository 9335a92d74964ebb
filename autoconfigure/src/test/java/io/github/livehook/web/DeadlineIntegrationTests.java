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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every request is answered in time, whatever a handler does.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class DeadlineIntegrationTests {

	private static final String TIMEOUT = "livehook.response-timeout=300ms";

	@ParameterizedTest
	@ValueSource(strings = { "server.shutdown=graceful", TestServer.ON_JETTY })
	void whenFiftyHandlersAreSlowThenAllAreAnsweredInTimeAndRunOn(String serverProperty) throws Exception {
		// A busy machine takes its time to begin with fifty
		try (TestServer server = TestServer.start(List.of(BlockingHandler.class, BufferingFilter.class),
				"livehook.response-timeout=1500ms", serverProperty)) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("quick-warm-up")));
			handler.awaitEntered(1);
			handler.awaitFinished(1);
			long start = System.nanoTime();
			List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 50)
				.mapToObj((i) -> client.postAsync(Samples.battle("slow-" + i)))
				.toList();
			calls.forEach((call) -> {
				Answers.assertOk(call.join());
				assertThat(call.join().headers().firstValue("Connection")).hasValue("close");
			});
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1400),
					Duration.ofSeconds(5));
			handler.awaitEntered(50);
			assertThat(handler.finished.availablePermits()).isZero();
			handler.release.countDown();
			handler.awaitFinished(50);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.shutdown=graceful", TestServer.ON_JETTY })
	void whenCallIsSlowThenNextOneOfSameClientIsNotHeldUp(String serverProperty) throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT, serverProperty)) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("quick-1")));
			Answers.assertOk(client.post(Samples.battle("slow")));
			long start = System.nanoTime();
			Answers.assertOk(client.post(Samples.battle("quick-2")));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
			handler.awaitEntered(3);
			assertThat(handler.release.getCount()).isEqualTo(1);
			handler.release.countDown();
			handler.awaitFinished(3);
		}
	}

	@Test
	void whenKeptAliveConnectionHasSlowCallThenWholeAnswerComesAndSaysClose() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT);
				RawConnection connection = new RawConnection(server.port())) {
			connection.post(Samples.battle("quick-1"));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection:");
			connection.post(Samples.battle("slow"));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200")
				.containsIgnoringCase("connection: close")
				.endsWith("\"ErrorCode\":0}");
			server.bean(BlockingHandler.class).release.countDown();
			assertThat(connection.readAnswer()).isEmpty();
		}
	}

	@Test
	void whenHandlerFailsAfterItsAnswerThenItIsLoggedAndRepeatRunsAgain(CapturedOutput output) throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT)) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			handler.failing = true;
			Answers.assertOk(server.client().post(Samples.battle("late-failure")));
			handler.release.countDown();
			handler.awaitFinished(1);
			Answers.assertFailed(server.client().post(Samples.battle("late-failure")), 500);
			assertThat(output).contains("was answered with 200 at the deadline, before its delivery ended: FAILED");
		}
	}

	@Test
	void whenOneHandlerHasFailedAndAnotherIsSlowThenAnswerAtDeadlineIsFailure() throws Exception {
		try (TestServer server = TestServer.start(List.of(FailingFirst.class, BlockingHandler.class), TIMEOUT)) {
			Answers.assertFailed(server.client().post(Samples.battle("quick-warm-up")), 500);
			Answers.assertFailed(server.client().post(Samples.battle("failed-already")), 500);
			assertThat(server.bean(BlockingHandler.class).release.getCount()).isEqualTo(1);
			server.bean(BlockingHandler.class).release.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.shutdown=graceful", TestServer.ON_JETTY })
	void whenBodyStallsThenAnswers400AtDeadline(String serverProperty) throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT, serverProperty);
				RawConnection connection = new RawConnection(server.port())) {
			connection.sendHead("Content-Length: 1000\r\n");
			connection.send("{\"BattleId\":");
			long start = System.nanoTime();
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").endsWith("\"ErrorCode\":1}");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
			assertThat(server.bean(BlockingHandler.class).entered.availablePermits()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.shutdown=graceful", TestServer.ON_JETTY })
	void whenBodyIsCutOffOrBadlyChunkedThenAnswers400AndNobodyIsCalled(String serverProperty) throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=1900ms",
				serverProperty)) {
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead("Content-Length: 1000\r\n");
				connection.send(Samples.battle("cut-off"));
				connection.shutdownOutput();
				assertThat(connection.readAnswer()).matches("(?s)|HTTP/1.1 400.*\"ErrorCode\":1}");
			}
			try (RawConnection connection = new RawConnection(server.port())) {
				connection.sendHead("Transfer-Encoding: chunked\r\n");
				connection.send("nonsense\r\n" + Samples.battle("chunked"));
				assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").endsWith("\"ErrorCode\":1}");
			}
			Answers.assertOk(server.client().post(Samples.battle("quick")));
			assertThat(server.bean(BlockingHandler.class).entered.availablePermits()).isEqualTo(1);
		}
	}

	@Order(0)
	static class FailingFirst {

		@OnBattleStart
		void started() {
			throw new IllegalStateException("failing first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BufferingFilter {

		@Bean
		FilterRegistrationBean<ShallowEtagHeaderFilter> etagFilter() {
			return new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
		}

	}

}
