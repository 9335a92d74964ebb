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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Samples;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeadLetters.Filter;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sender that makes handlers fail cannot fill the log, and cannot write into it what
 * looks like a line of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureFloodIntegrationTests {

	private static final int REQUESTS = 30;

	private static final int EVENTS = 100;

	private static final int CALLS = REQUESTS * EVENTS;

	@ParameterizedTest
	@ValueSource(strings = { "memory", "jdbc" })
	void whenHandlersFailByTheThousandAndAreReplayedThenLogIsShort(String mode, CapturedOutput output) {
		String[] battles = IntStream.range(0, EVENTS)
			.mapToObj((i) -> "{\"CallbackCommand\":\"Live.CallbackAfter%sBattle\",\"BattleId\":\"b\\r\\nforged %s\"}"
				.formatted((i % 2 == 0) ? "Start" : "End", "%d-" + i))
			.toArray(String[]::new);
		try (TestServer server = TestServer.start(Failing.class, "livehook.delivery.mode=" + mode,
				"livehook.delivery.application=tests", "livehook.delivery.retry.max-attempts=2",
				"livehook.delivery.retry.delay=1ms", "livehook.response-timeout=1900ms",
				"spring.datasource.url=" + TestDatabase.H2_MEMORY.newUrl())) {
			for (int i = 0; i < REQUESTS; i++) {
				server.client().post(Samples.batch(battles).replace("%d", String.valueOf(i)));
			}
			if (mode.equals("jdbc")) {
				awaitCalls(server, 2);
				DeadLetters deadLetters = server.bean(DeadLetters.class);
				Awaitility.await().until(() -> deadLetters.find(Filter.all(), CALLS).size() == CALLS);
				assertThat(deadLetters.replay(Filter.all())).isEqualTo(CALLS);
				awaitCalls(server, 4);
			}
			else {
				awaitCalls(server, 1);
			}
		}
		assertThat(output.toString()).hasSizeLessThan(80_000)
			.contains("Failing.started(BattleStarted)",
					"(1000 times within a minute): java.lang.IllegalStateException: b??forged");
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("forged"));
		assertThat(output.toString().lines().filter((line) -> line.contains("\tat " + Failing.class.getName())))
			.hasSize(2);
	}

	private static void awaitCalls(TestServer server, int times) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAtomic(server.bean(Failing.class).calls, Matchers.is(times * CALLS));
	}

	static class Failing {

		private final AtomicInteger calls = new AtomicInteger();

		@OnBattleStart
		void started(BattleStarted battle) {
			this.calls.incrementAndGet();
			throw new IllegalStateException(battle.battleId());
		}

		@OnBattleEnd
		void ended(BattleEnded battle) {
			this.calls.incrementAndGet();
			throw new IllegalStateException("private", new IllegalArgumentException(battle.battleId()));
		}

	}

}
