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

package io.github.livehook.handler;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for the retry settings of handlers in durable delivery.
 */
class DeliveryRetryIntegrationTests {

	@Test
	void whenHandlersHaveRetrySettingsThenTheyReplaceTheProperties() {
		try (TestServer server = TestServer.start(List.of(Battles.class, OwnHandler.class),
				"livehook.delivery.mode=jdbc", "livehook.delivery.application=tests",
				"livehook.delivery.retry.delay=1ms", "livehook.delivery.retry.max-attempts=2",
				"livehook.delivery.jdbc.polling-interval=50ms",
				"spring.datasource.url=" + TestDatabase.H2_FILE.newUrl())) {
			Answers.assertOk(server.client().post(Samples.battle("b-1")));
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> deadLetters(server).size() == 5);
			assertThat(deadLetters(server)).extracting(DeadLetter::handlerId, DeadLetter::attempts)
				.containsExactlyInAnyOrder(tuple("three", 3), tuple("excluding", 1), tuple("slow", 1),
						tuple("as properties", 2), tuple("own", 1));
		}
	}

	private static List<DeadLetter> deadLetters(TestServer server) {
		return server.bean(DeadLetters.class).find(DeadLetters.Filter.all(), 10);
	}

	static class Battles {

		@OnBattleStart(id = "three")
		@DeliveryRetry(maxAttempts = 3)
		void three() {
			throw new IllegalStateException("failing as told");
		}

		@OnBattleStart(id = "excluding")
		@DeliveryRetry(excludes = IllegalStateException.class)
		void excluding() {
			throw new IllegalStateException("failing as told");
		}

		@OnBattleStart(id = "slow")
		@DeliveryRetry(maxAttempts = 1, handlerTimeout = "50ms")
		void slow() throws InterruptedException {
			Thread.sleep(60_000);
		}

		@OnBattleStart(id = "as properties")
		void asProperties() {
			throw new IllegalStateException("failing as told");
		}

	}

	static class OwnHandler implements CallbackHandler {

		@Override
		public String id() {
			return "own";
		}

		@Override
		public Set<String> commands() {
			return Set.of(BattleStarted.COMMAND);
		}

		@Override
		public HandlerRetry retry() {
			return new HandlerRetry(1, null, null, null, null, List.of(), null);
		}

		@Override
		public @Nullable Object handle(Callback callback) {
			throw new IllegalStateException("failing as told");
		}

	}

}
