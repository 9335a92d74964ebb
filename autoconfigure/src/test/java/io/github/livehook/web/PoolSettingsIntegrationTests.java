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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections of the application may have any settings, and each callback may come on
 * several connections at once.
 */
class PoolSettingsIntegrationTests {

	private static final int CALLBACKS = 50;

	private static final int CONNECTIONS = 6;

	// A database on a busy machine may be late now and then; what is not tried again is
	// late nearly every time
	private static final int MAX_UNAVAILABLE = 15;

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, TRANSACTION_REPEATABLE_READ, true, 10", "POSTGRESQL, TRANSACTION_SERIALIZABLE, false, 10",
			"POSTGRESQL, TRANSACTION_READ_UNCOMMITTED, false, 1", "H2_FILE, TRANSACTION_SERIALIZABLE, false, 10",
			"H2_FILE, TRANSACTION_REPEATABLE_READ, true, 1" })
	void whenEachCallbackComesOnManyConnectionsAtOnceThenAllAreAcknowledgedAndEachIsHandledOnce(TestDatabase database,
			String isolation, boolean autoCommit, int poolSize) {
		String pool = "spring.datasource.hikari.";
		try (TestServer server = TestServer.start(Battles.class, "livehook.delivery.mode=jdbc",
				"livehook.delivery.application=tests", "livehook.delivery.jdbc.initialize-schema=always",
				"livehook.deduplication.max-entries=0", "livehook.response-timeout=1900ms",
				"spring.datasource.url=" + database.newUrl(), pool + "transaction-isolation=" + isolation,
				pool + "auto-commit=" + autoCommit, pool + "maximum-pool-size=" + poolSize)) {
			List<String> bodies = IntStream.range(0, CALLBACKS).mapToObj((i) -> Samples.battle("id" + i)).toList();
			assertThat(postAll(server, bodies)).hasSizeLessThan(MAX_UNAVAILABLE);
			JdbcTemplate jdbc = new JdbcTemplate(server.bean(DataSource.class));
			Awaitility.await()
				.until(() -> jdbc.queryForObject("select count(*) from livehook_work", Integer.class) == 0);
			assertThat(server.bean(Battles.class).handled).hasSize(CALLBACKS).doesNotHaveDuplicates();
		}
	}

	// Returns the bodies of what was answered with 503, which Tencent sends again
	private static List<String> postAll(TestServer server, List<String> bodies) {
		List<CallbackClient> clients = Stream.generate(server::client).limit(CONNECTIONS).toList();
		List<String> unavailable = new ArrayList<>();
		for (String body : bodies) {
			List<CompletableFuture<HttpResponse<String>>> copies = clients.stream()
				.map((client) -> client.postAsync(body))
				.toList();
			for (CompletableFuture<HttpResponse<String>> copy : copies) {
				int status = copy.join().statusCode();
				assertThat(status).isIn(200, 503);
				if (status == 503) {
					unavailable.add(body);
				}
			}
		}
		unavailable.forEach((body) -> Awaitility.await().until(() -> clients.get(0).post(body).statusCode() == 200));
		return unavailable;
	}

	static class Battles {

		private final List<String> handled = new CopyOnWriteArrayList<>();

		@OnBattleStart
		void started(BattleStarted battle) {
			this.handled.add(String.valueOf(battle.battleId()));
		}

	}

}
