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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers that end just when the deadline comes: each request gets one whole answer, and
 * never that of another.
 */
@Timeout(60)
class DeadlineRaceIntegrationTests {

	private static final int CLIENTS = 6;

	private static final int CALLS = 25;

	@ParameterizedTest
	@ValueSource(strings = { "livehook.enabled=true", TestServer.ON_JETTY })
	void whenHandlersEndAtDeadlineThenEveryAnswerIsWholeAndRight(String serverProperty) {
		Set<String> acknowledged = ConcurrentHashMap.newKeySet();
		PunctualHandler handler;
		try (TestServer server = TestServer.start(PunctualHandler.class, serverProperty,
				"livehook.response-timeout=60ms")) {
			handler = server.bean(PunctualHandler.class);
			ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
			try {
				List<CompletableFuture<Void>> running = IntStream.range(0, CLIENTS)
					.mapToObj((client) -> CompletableFuture
						.runAsync(() -> post(server.client(), client + "-", acknowledged), clients))
					.toList();
				running.forEach(CompletableFuture::join);
			}
			finally {
				clients.shutdownNow();
			}
		}
		assertThat(acknowledged).isNotEmpty();
		assertThat(handler.battles).containsAll(acknowledged);
	}

	private static void post(CallbackClient client, String prefix, Set<String> acknowledged) {
		for (int call = 0; call < CALLS; call++) {
			String id = prefix + call;
			HttpResponse<String> response = client.post(Samples.battle(id));
			// On a busy machine the time may be up before the body is read or a handler
			// called
			switch (response.statusCode()) {
				case 200 -> {
					Answers.assertOk(response);
					acknowledged.add(id);
				}
				case 400 -> Answers.assertFailed(response, 400);
				default -> Answers.assertFailed(response, 503);
			}
			HttpResponse<String> invalid = client.post("[]");
			assertThat(invalid.statusCode()).isIn(400, 503);
			Answers.assertFailed(invalid, invalid.statusCode());
		}
	}

	static class PunctualHandler {

		final Set<String> battles = ConcurrentHashMap.newKeySet();

		private final AtomicInteger calls = new AtomicInteger();

		private final CountDownLatch never = new CountDownLatch(1);

		@OnBattleStart
		void started(BattleStarted battle, CallbackMetadata metadata) throws InterruptedException {
			int early = this.calls.incrementAndGet() % 5 - 2;
			Duration left = Duration.between(Instant.now(), metadata.deadline()).plusMillis(early);
			this.never.await(left.toNanos(), TimeUnit.NANOSECONDS);
			this.battles.add(String.valueOf(battle.battleId()));
		}

	}

}
