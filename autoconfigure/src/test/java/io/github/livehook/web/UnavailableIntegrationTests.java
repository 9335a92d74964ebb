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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "saturated; shutting down" of the answer table.
 */
class UnavailableIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "server.tomcat.threads.max=4", TestServer.ON_JETTY })
	void whenAllPermitsAreTakenThenAnswers503AtOnceAndOtherPagesStillWork(String serverProperty) throws Exception {
		try (TestServer server = TestServer.start(List.of(BlockingHandler.class, Page.class), serverProperty,
				"server.jetty.threads.max=8", "livehook.delivery.max-concurrency=3",
				"livehook.response-timeout=1900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CallbackClient client = server.client();
			List<CompletableFuture<HttpResponse<String>>> running = List.of(client.postAsync(Samples.battle("one")),
					client.postAsync(Samples.battle("two")), client.postAsync(Samples.battle("three")));
			handler.awaitEntered(3);
			for (int i = 0; i < 10; i++) {
				HttpResponse<String> turnedAway = client.post(Samples.battle("turned-away"));
				Answers.assertFailed(turnedAway, 503);
				assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("1");
			}
			assertThat(getPage(server)).isEqualTo("page");
			handler.release.countDown();
			running.forEach((call) -> Answers.assertOk(call.join()));
			handler.awaitFinished(3);
			Answers.assertOk(client.post(Samples.battle("turned-away")));
		}
	}

	@Test
	void whenContextIsClosingThenAnswers503AndRunningHandlerFinishes() throws Exception {
		TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=1900ms");
		BlockingHandler handler = server.bean(BlockingHandler.class);
		CallbackProcessor processor = server.bean(CallbackProcessor.class);
		CallbackClient client = server.client();
		CompletableFuture<HttpResponse<String>> running = client.postAsync(Samples.battle("running"));
		handler.awaitEntered(1);
		Thread closing = new Thread(server::close);
		closing.start();
		while (processor.isRunning()) {
			Thread.onSpinWait();
		}
		HttpResponse<String> turnedAway = client.post(Samples.battle("new"));
		Answers.assertFailed(turnedAway, 503);
		assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("1");
		Answers.assertFailed(client.send(client.request("").GET()), 405);
		Answers.assertFailed(client.send(client.request("").POST(HttpRequest.BodyPublishers.noBody())), 503);
		handler.release.countDown();
		Answers.assertOk(running.join());
		handler.awaitFinished(1);
		closing.join(Duration.ofSeconds(20).toMillis());
		assertThat(closing.isAlive()).isFalse();
	}

	@Test
	void whenHandlerOutlivesItsAnswerThenShutdownWaitsForIt() throws Exception {
		TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=50ms",
				"server.shutdown=immediate");
		BlockingHandler handler = server.bean(BlockingHandler.class);
		Answers.assertOk(server.client().post(Samples.battle("long")));
		handler.awaitEntered(1);
		CountDownLatch closed = new CountDownLatch(1);
		CallbackProcessor processor = server.bean(CallbackProcessor.class);
		new Thread(() -> {
			server.close();
			closed.countDown();
		}).start();
		while (processor.isRunning()) {
			Thread.onSpinWait();
		}
		assertThat(closed.getCount()).isEqualTo(1);
		handler.release.countDown();
		handler.awaitFinished(1);
		closed.await();
	}

	private static String getPage(TestServer server) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/page"))
			.timeout(Duration.ofSeconds(5))
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

	@RestController
	static class Page {

		@GetMapping("/page")
		String page() {
			return "page";
		}

	}

}
