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

package io.github.livehook.observation;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metrics of callbacks that are stored before their response.
 */
class DurableMetricsIntegrationTests {

	private static final String BATTLE = "Live.CallbackAfterStartBattle";

	private final String database = DurableContexts.newDatabase();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenHandlerIsRunningThenCallbackIsPendingUntilItHasEnded(boolean lazy) throws Exception {
		try (TestServer server = start(Battles.class, "spring.main.lazy-initialization=" + lazy)) {
			Meters meters = meters(server);
			assertThat(meters.counter("livehook.delivery.attempts")).isZero();
			assertThat(meters.registry().find("livehook.delivery.attempts").counters()).hasSize(5);
			Answers.assertOk(server.client().post(Samples.battle("slow")));
			server.bean(Battles.class).awaitEntered();
			awaitCallback(meters, "stored");
			meters.awaitGauge(1, "livehook.delivery.pending");
			assertThat(meters.gauge("livehook.delivery.oldest")).isPositive();
			assertThat(meters.registry().find("livehook.handler").timers()).isEmpty();
			server.bean(Battles.class).release.countDown();
			awaitAttempts(meters, 1, "succeeded");
			awaitHandler(meters, 1, "succeeded");
			meters.awaitGauge(0, "livehook.delivery.pending");
			assertThat(meters.gauge("livehook.delivery.oldest")).isZero();
			assertThat(meters.gauge("livehook.delivery.dead")).isZero();
		}
	}

	@Test
	void whenHandlerFailsThenCallbackIsRetriedAndPending() {
		try (TestServer server = start(Battles.class, "livehook.delivery.retry.delay=10m")) {
			Meters meters = meters(server);
			Answers.assertOk(server.client().post(Samples.battle("failing")));
			awaitAttempts(meters, 1, "retried");
			awaitHandler(meters, 1, "failed");
			meters.awaitGauge(1, "livehook.delivery.pending");
			assertThat(meters.gauge("livehook.delivery.oldest")).isPositive();
			assertThat(meters.counter("livehook.delivery.attempts", "end", "dead")).isZero();
		}
	}

	@Test
	void whenAttemptsAreUsedUpThenCallbackIsDeadAndNotPending() {
		try (TestServer server = start(Battles.class, "livehook.delivery.retry.delay=10ms",
				"livehook.delivery.retry.max-attempts=3")) {
			Meters meters = meters(server);
			Answers.assertOk(server.client().post(Samples.battle("failing")));
			awaitAttempts(meters, 1, "dead");
			awaitAttempts(meters, 2, "retried");
			awaitHandler(meters, 3, "failed");
			meters.awaitGauge(1, "livehook.delivery.dead");
			assertThat(meters.gauge("livehook.delivery.pending")).isZero();
			assertThat(meters.gauge("livehook.delivery.orphaned")).isZero();
		}
	}

	@Test
	void whenHandlerIsGoneThenItsCallbackIsOrphanedAndNotPending() {
		try (TestServer server = start(Battles.class, "livehook.delivery.retry.delay=10m")) {
			Answers.assertOk(server.client().post(Samples.battle("failing")));
			awaitAttempts(meters(server), 1, "retried");
		}
		try (TestServer server = start(Renamed.class)) {
			Meters meters = meters(server);
			meters.awaitGauge(1, "livehook.delivery.orphaned");
			assertThat(meters.gauge("livehook.delivery.pending")).isZero();
			assertThat(meters.gauge("livehook.delivery.oldest")).isZero();
			assertThat(meters.gauge("livehook.delivery.dead")).isZero();
		}
	}

	@Test
	void whenCallbackIsADuplicateThenItIsCountedAndHandlerIsNotMeasuredAgain() {
		try (TestServer server = start(Battles.class)) {
			Meters meters = meters(server);
			Answers.assertOk(server.client().post(Samples.battle("1")));
			awaitAttempts(meters, 1, "succeeded");
			Answers.assertOk(server.client().post(Samples.battle("1")));
			awaitCallback(meters, "duplicate");
			meters.awaitCounter(1, "livehook.callbacks.duplicate", "command", BATTLE);
			awaitHandler(meters, 1, "succeeded");
		}
	}

	@Test
	void whenDatabaseHasNoTablesAnyMoreThenCallbackIsNotStoredAndGaugesAreNotNumbers() throws SQLException {
		try (TestServer server = start(Battles.class)) {
			Meters meters = meters(server);
			meters.awaitGauge(0, "livehook.delivery.pending");
			try (Connection connection = server.bean(DataSource.class).getConnection()) {
				connection.createStatement().execute("DROP ALL OBJECTS");
			}
			Answers.assertFailed(server.client().post(Samples.battle("1")), 503);
			awaitCallback(meters, "not_stored");
			meters.awaitGauge(Double.NaN, "livehook.delivery.pending");
			meters.awaitGauge(Double.NaN, "livehook.delivery.oldest");
			meters.awaitGauge(Double.NaN, "livehook.delivery.orphaned");
			meters.awaitGauge(Double.NaN, "livehook.delivery.dead");
		}
	}

	@Test
	void whenDeliveryIsInMemoryThenThereIsNoBacklog() {
		try (TestServer server = TestServer.start(Battles.class)) {
			assertThat(meters(server).registry().getMeters()).extracting(Meter::getId)
				.extracting(Meter.Id::getName)
				.contains("livehook.concurrency.limit", "livehook.delivery.attempts")
				.doesNotContain("livehook.delivery.pending", "livehook.delivery.oldest", "livehook.delivery.orphaned",
						"livehook.delivery.dead");
		}
	}

	private TestServer start(Class<?> handlers, String... properties) {
		String[] all = new String[properties.length + 5];
		System.arraycopy(properties, 0, all, 5, properties.length);
		all[0] = "livehook.delivery.mode=jdbc";
		all[1] = "spring.datasource.url=" + this.database;
		all[2] = "livehook.response-timeout=1900ms";
		all[3] = "livehook.delivery.jdbc.polling-interval=50ms";
		all[4] = "livehook.delivery.application=tests";
		return TestServer.start(handlers, all);
	}

	private static Meters meters(TestServer server) {
		return new Meters(server.bean(MeterRegistry.class));
	}

	private static void awaitCallback(Meters meters, String outcome) {
		meters.awaitTimer(1, "livehook.callback", "command", BATTLE, "outcome", outcome, "late", "false", "error",
				"none");
	}

	private static void awaitHandler(Meters meters, long count, String outcome) {
		meters.awaitTimer(count, "livehook.handler", "command", BATTLE, "handler", "score", "outcome", outcome);
	}

	private static void awaitAttempts(Meters meters, double count, String end) {
		meters.awaitCounter(count, "livehook.delivery.attempts", "handler", "score", "end", end);
	}

	static class Renamed {

		@OnBattleStart(id = "renamed")
		void started(BattleStarted battle) {
		}

	}

}
