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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * From the closing of the context on nothing new is taken, and what runs is finished.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class ShutdownIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY, "spring.main.lazy-initialization=true" })
	void whenContextClosesThenOnlyWhatRunsIsFinished(String serverProperty, CapturedOutput output) throws Exception {
		TestServer server = TestServer.start(BlockingHandler.class, serverProperty, "livehook.response-timeout=1900ms");
		BlockingHandler handler = server.bean(BlockingHandler.class);
		CallbackProcessor processor = server.bean(CallbackProcessor.class);
		CallbackClient client = server.client();
		int port = server.port();
		CompletableFuture<HttpResponse<String>> running = client.postAsync(Samples.battle("running"));
		handler.awaitEntered(1);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
		while (processor.isRunning()) {
			Thread.onSpinWait();
		}
		assertTurnedAway(client.post(Samples.battle("quick-new")));
		assertTurnedAway(client.post(Samples.battle("running")));
		assertTurnedAway(client.send(client.request("").POST(BodyPublishers.ofString("[]"))));
		assertTurnedAway(client.send(client.request(SignedQuery.now()).POST(BodyPublishers.noBody())));
		Answers.assertFailed(client.send(client.request("").PUT(BodyPublishers.ofString("[]"))), 405);
		assertThat(closing).isNotDone();
		handler.release.countDown();
		Answers.assertOk(running.get(20, TimeUnit.SECONDS));
		closing.get(20, TimeUnit.SECONDS);
		handler.awaitFinished(1);
		assertThat(handler.entered.availablePermits()).isZero();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new RawConnection(port).close());
		assertThat(output.toString().lines().filter((line) -> line.contains("SHUTTING_DOWN"))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenHandlerNeverEndsThenContextClosesAllTheSame(String serverProperty) throws Exception {
		TestServer server = TestServer.start(BlockingHandler.class, serverProperty, "livehook.response-timeout=50ms",
				"spring.lifecycle.timeout-per-shutdown-phase=200ms");
		BlockingHandler handler = server.bean(BlockingHandler.class);
		Answers.assertOk(server.client().post(Samples.battle("endless")));
		handler.awaitEntered(1);
		long start = System.nanoTime();
		CompletableFuture.runAsync(server::close).get(15, TimeUnit.SECONDS);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		handler.release.countDown();
	}

	private static void assertTurnedAway(HttpResponse<String> response) {
		Answers.assertFailed(response, 503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
	}

}
