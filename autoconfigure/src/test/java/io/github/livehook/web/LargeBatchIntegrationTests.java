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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that hold as many events as they may, each for many handlers.
 */
class LargeBatchIntegrationTests {

	private static final int EVENTS = 100;

	private static final int SENDERS = 6;

	private volatile boolean stopped;

	@ParameterizedTest
	@EnumSource(names = { "H2_FILE", "POSTGRESQL" })
	void whenSomeSendLargeBatchesThenOthersAreStoredBesideThemAndWhatWasAcknowledgedIsAgain(TestDatabase database) {
		ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
		try (TestServer server = TestServer.start(Battles.class, "livehook.delivery.mode=jdbc",
				"livehook.delivery.application=tests", "livehook.delivery.jdbc.initialize-schema=always",
				"livehook.response-timeout=1900ms", "spring.datasource.url=" + database.newUrl())) {
			String acknowledged = batch();
			Answers.assertOk(server.client().post(acknowledged));
			List<CompletableFuture<Integer>> senders = new ArrayList<>();
			for (int i = 0; i < SENDERS; i++) {
				senders.add(CompletableFuture.supplyAsync(() -> send(server.client()), threads));
			}
			CallbackClient client = server.client();
			long worst = 0;
			for (int i = 0; i < 100; i++) {
				long begin = System.nanoTime();
				assertThat(client.post(Samples.battle("honest" + i)).statusCode()).isEqualTo(200);
				worst = Math.max(worst, System.nanoTime() - begin);
				if (i % 10 == 0) {
					assertThat(client.post(acknowledged).statusCode()).isEqualTo(200);
				}
			}
			this.stopped = true;
			System.err.println("=> worst " + worst / 1000000 + " sent "
					+ senders.stream().mapToInt(CompletableFuture::join).sum());
		}
		finally {
			this.stopped = true;
			threads.shutdown();
		}
	}

	private int send(CallbackClient client) {
		int sent = 0;
		while (!this.stopped) {
			HttpResponse<String> response = client.post(batch());
			assertThat(response.statusCode()).isIn(200, 503);
			sent++;
		}
		return sent;
	}

	private static String batch() {
		String prefix = UUID.randomUUID().toString();
		return Samples.batch(IntStream.range(0, EVENTS)
			.mapToObj((i) -> "{\"CallbackCommand\":\"%s\",\"BattleId\":\"%s\"}".formatted(BattleStarted.COMMAND,
					prefix + i))
			.toArray(String[]::new));
	}

	static class Battles {

		@OnBattleStart
		void first(BattleStarted battle) {
		}

		@OnBattleStart
		void second(BattleStarted battle) {
		}

		@OnBattleStart
		void third(BattleStarted battle) {
		}

		@OnBattleStart
		void fourth(BattleStarted battle) {
		}

		@OnBattleStart
		void fifth(BattleStarted battle) {
		}

		@OnBattleStart
		void sixth(BattleStarted battle) {
		}

		@OnBattleStart
		void seventh(BattleStarted battle) {
		}

		@OnBattleStart
		void eighth(BattleStarted battle) {
		}

		@OnBattleStart
		void ninth(BattleStarted battle) {
		}

		@OnBattleStart
		void tenth(BattleStarted battle) {
		}

	}

}
