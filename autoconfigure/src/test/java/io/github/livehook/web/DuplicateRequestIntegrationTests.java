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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class DuplicateRequestIntegrationTests {

	private static final String TIMEOUT = "livehook.response-timeout=1900ms";

	@Test
	void whenFiftyCopiesComeAtOnceThenHandlerRunsOnce() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT)) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			List<CompletableFuture<HttpResponse<String>>> copies = postCopies(server.client(), 50);
			handler.awaitEntered(1);
			handler.release.countDown();
			copies.forEach((copy) -> Answers.assertOk(copy.join()));
			assertThat(handler.entered.availablePermits()).isZero();
			Answers.assertOk(server.client().post(Samples.battle("copy")));
			assertThat(handler.entered.availablePermits()).isZero();
		}
	}

	@Test
	void whenFirstFailsThenNoCopyIsAnswered200() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, TIMEOUT)) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			handler.failing = true;
			List<CompletableFuture<HttpResponse<String>>> copies = postCopies(server.client(), 20);
			handler.awaitEntered(1);
			handler.release.countDown();
			copies.forEach((copy) -> Answers.assertFailed(copy.join(), 500));
			handler.failing = false;
			Answers.assertOk(server.client().post(Samples.battle("copy")));
		}
	}

	@Test
	void whenFirstTakesLongerThanDeadlineThenCopyIsTurnedAway() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=300ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("copy")));
			Answers.assertFailed(client.post(Samples.battle("copy")), 503);
			handler.release.countDown();
			handler.awaitFinished(1);
			long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			HttpResponse<String> answer = client.post(Samples.battle("copy"));
			while (answer.statusCode() == 503 && System.nanoTime() < end) {
				answer = client.post(Samples.battle("copy"));
			}
			Answers.assertOk(answer);
			assertThat(handler.entered.availablePermits()).isEqualTo(1);
		}
	}

	@Test
	void whenBattleIdIsOfAnotherAppThenItIsNoRepeat() {
		try (TestServer server = TestServer.start(RecordingHandler.class, "livehook.apps.second.sdk-app-id=1400000002",
				"livehook.apps.second.tokens=old,new")) {
			CallbackClient client = server.client();
			Answers.assertOk(client.post(Samples.battle("same")));
			for (String token : List.of("old", "new")) {
				Answers.assertOk(client.send(client.request(SignedQuery.of("1400000002", token, Instant.now()))
					.POST(BodyPublishers.ofString(Samples.battle("same")))));
			}
			Answers.assertFailed(client.send(client.request(SignedQuery.of(SignedQuery.APP_ID, "old", Instant.now()))
				.POST(BodyPublishers.ofString(Samples.battle("same")))), 403);
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(2);
		}
	}

	@Test
	void whenWindowIsZeroThenHandledCallbackRunsAgain() {
		try (TestServer server = TestServer.start(RecordingHandler.class, "livehook.deduplication.window=0")) {
			Answers.assertOk(server.client().post(Samples.battle("again")));
			Answers.assertOk(server.client().post(Samples.battle("again")));
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(2);
		}
	}

	@Test
	void whenBodyHasNeitherKeyNorEventTimeThenItIsNeverRepeat() {
		try (TestServer server = TestServer.start(RecordingHandler.class)) {
			Answers.assertOk(server.client().post("{\"Duration\":1}"));
			Answers.assertOk(server.client().post("{\"Duration\":1}"));
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(2);
		}
	}

	private static List<CompletableFuture<HttpResponse<String>>> postCopies(CallbackClient client, int copies) {
		return IntStream.range(0, copies).mapToObj((i) -> client.postAsync(Samples.battle("copy"))).toList();
	}

}
