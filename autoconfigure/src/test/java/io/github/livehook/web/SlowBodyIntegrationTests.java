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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that arrives slowly is waited for until the deadline and no longer.
 */
@ParameterizedClass
@ValueSource(strings = { TestServer.ON_TOMCAT, TestServer.ON_JETTY })
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(60)
class SlowBodyIntegrationTests {

	@Parameter
	String container;

	private TestServer server;

	private BlockingHandler handler;

	private RecordingListener listener;

	@BeforeParameterizedClassInvocation
	void start() {
		this.server = TestServer.start(List.of(BlockingHandler.class, RecordingListener.class), this.container,
				"livehook.response-timeout=300ms", "livehook.max-body-size=2MB", "livehook.delivery.max-concurrency=1");
		this.handler = this.server.bean(BlockingHandler.class);
		this.listener = this.server.bean(RecordingListener.class);
	}

	@AfterParameterizedClassInvocation
	void stop() {
		this.server.close();
	}

	@BeforeEach
	void clear() {
		this.handler.reset();
		this.listener.told.clear();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenBodyDripsThenAnswers400AtDeadline(boolean chunked) throws Exception {
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.sendHead(chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: 1000000\r\n");
			String drop = chunked ? "1\r\n \r\n" : " ";
			long start = System.nanoTime();
			CountDownLatch answered = new CountDownLatch(1);
			Thread dripping = new Thread(() -> drip(connection, drop, answered));
			dripping.start();
			String answer = connection.readAnswer();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(250),
					Duration.ofMillis(1900));
			answered.countDown();
			dripping.join(TimeUnit.SECONDS.toMillis(10));
			assertThat(answer).startsWith("HTTP/1.1 400")
				.containsIgnoringCase("connection: close")
				.endsWith("\"ErrorCode\":1}");
			assertThat(this.handler.entered.availablePermits()).isZero();
		}
		awaitIncomplete(1);
	}

	@Test
	void whenManyBodiesStallThenOthersAreHandled() throws Exception {
		List<RawConnection> stalled = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			RawConnection connection = new RawConnection(this.server.port());
			stalled.add(connection);
			connection.sendHead("Content-Length: 1000\r\n");
			connection.send("{");
		}
		Answers.assertOk(this.server.client().post(Samples.battle("quick-in-between")));
		assertThat(this.handler.entered.availablePermits()).isEqualTo(1);
		for (RawConnection connection : stalled) {
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 400");
			connection.close();
		}
		awaitIncomplete(30);
	}

	@Test
	void whenClientGoesAwayThenNextCallIsHandled() throws Exception {
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.sendHead("Content-Length: 1000\r\n");
			connection.send("{");
		}
		awaitIncomplete(1);
		try (RawConnection connection = new RawConnection(this.server.port())) {
			connection.post(Samples.battle("abandoned"));
			this.handler.awaitEntered(1);
		}
		this.handler.release.countDown();
		this.handler.awaitFinished(1);
		Answers.assertOk(retryWhileBusy());
		Answers.assertOk(this.server.client().post(Samples.battle("abandoned")));
		assertThat(this.handler.entered.availablePermits()).isEqualTo(1);
	}

	private void awaitIncomplete(int requests) {
		Awaitility.await()
			.until(() -> Collections.frequency(this.listener.told, "invalid BODY_INCOMPLETE") == requests);
	}

	private HttpResponse<String> retryWhileBusy() {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		HttpResponse<String> response = this.server.client().post(Samples.battle("quick"));
		while (response.statusCode() == 503 && System.nanoTime() < end) {
			response = this.server.client().post(Samples.battle("quick"));
		}
		return response;
	}

	private static void drip(RawConnection connection, String drop, CountDownLatch answered) {
		try {
			while (!answered.await(5, TimeUnit.MILLISECONDS)) {
				connection.send(drop);
			}
		}
		catch (IOException ex) {
			// The server has closed the connection
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
