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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
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
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every request is answered in time, whatever a handler does.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@ValueSource(strings = { TestServer.ON_TOMCAT, TestServer.ON_JETTY })
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class DeadlineIntegrationTests {

	@Parameter
	String container;

	private TestServer server;

	private CallbackClient client;

	private BlockingHandler handler;

	@BeforeParameterizedClassInvocation
	void start() {
		this.server = TestServer.start(List.of(FailingFirst.class, BlockingHandler.class), this.container,
				"livehook.response-timeout=300ms");
		this.client = this.server.client();
		this.handler = this.server.bean(BlockingHandler.class);
	}

	@AfterParameterizedClassInvocation
	void stop() {
		this.server.close();
	}

	@BeforeEach
	void reset() {
		this.handler.reset();
	}

	@Test
	void whenFiftyHandlersAreSlowThenAllAreAnsweredInTimeAndRunOn() throws Exception {
		// A busy machine takes its time to begin with fifty
		try (TestServer server = TestServer.start(List.of(BlockingHandler.class, BufferingFilter.class),
				"livehook.response-timeout=1500ms", this.container)) {
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

	@Test
	void whenCallIsSlowThenNextOneOfSameClientIsNotHeldUp() throws Exception {
		Answers.assertOk(this.client.post(Samples.battle("quick-1")));
		Answers.assertOk(this.client.post(Samples.battle("slow")));
		long start = System.nanoTime();
		Answers.assertOk(this.client.post(Samples.battle("quick-2")));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
		this.handler.awaitEntered(3);
		assertThat(this.handler.release.getCount()).isEqualTo(1);
		this.handler.release.countDown();
		this.handler.awaitFinished(3);
	}

	@Test
	void whenKeptAliveConnectionHasSlowCallThenWholeAnswerComesAndSaysClose() throws Exception {
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.post(Samples.battle("quick-kept-alive"));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection:");
			connection.post(Samples.battle("kept-alive"));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 200")
				.containsIgnoringCase("connection: close")
				.endsWith("\"ErrorCode\":0}");
			this.handler.release.countDown();
			assertThat(connection.readAnswer()).isEmpty();
			this.handler.awaitFinished(2);
		}
	}

	@Test
	void whenHandlerFailsAfterItsAnswerThenItIsLoggedAndDuplicateRunsAgain(CapturedOutput output) throws Exception {
		this.handler.failing = true;
		Answers.assertOk(this.client.post(Samples.battle("late-failure")));
		this.handler.release.countDown();
		this.handler.awaitFinished(1);
		Answers.assertFailed(this.client.post(Samples.battle("late-failure")), 500);
		assertThat(output).contains("was answered with 200 at the deadline, before its delivery ended: FAILED");
	}

	@Test
	void whenOneHandlerHasFailedAndAnotherIsSlowThenAnswerAtDeadlineIsFailure() throws Exception {
		Answers.assertFailed(this.client.post(Samples.battle("quick-fails-first")), 500);
		Answers.assertFailed(this.client.post(Samples.battle("fails-first")), 500);
		assertThat(this.handler.release.getCount()).isEqualTo(1);
		this.handler.release.countDown();
		this.handler.awaitFinished(2);
	}

	@Test
	void whenBodyStallsThenAnswers400AtDeadline() throws Exception {
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.sendHead("Content-Length: 1000\r\n");
			connection.send("{\"BattleId\":");
			long start = System.nanoTime();
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").endsWith("\"ErrorCode\":1}");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
			assertThat(this.handler.entered.availablePermits()).isZero();
		}
	}

	@Test
	void whenBodyIsCutOffOrBadlyChunkedThenAnswers400AndNobodyIsCalled() throws Exception {
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.sendHead("Content-Length: 1000\r\n");
			connection.send(Samples.battle("cut-off"));
			connection.shutdownOutput();
			assertThat(connection.readAnswer()).matches("(?s)|HTTP/1.1 400.*\"ErrorCode\":1}");
		}
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.sendHead("Transfer-Encoding: chunked\r\n");
			connection.send("nonsense\r\n" + Samples.battle("chunked"));
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400").endsWith("\"ErrorCode\":1}");
		}
		Answers.assertOk(this.client.post(Samples.battle("quick")));
		assertThat(this.handler.entered.availablePermits()).isEqualTo(1);
	}

	@Order(0)
	static class FailingFirst {

		@OnBattleStart
		void started(BattleStarted battle) {
			if (String.valueOf(battle.battleId()).endsWith("fails-first")) {
				throw new IllegalStateException("failing first");
			}
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
