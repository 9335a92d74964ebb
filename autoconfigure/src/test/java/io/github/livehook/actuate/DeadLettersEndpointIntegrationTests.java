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

package io.github.livehook.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.ActuatorClient;
import io.github.livehook.Samples;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLettersEndpointExtension} from outside.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeadLettersEndpointIntegrationTests {

	private static final String LETTERS = "livehook/dead-letters";

	private static final String BODY = Samples.battle("zanzibar");

	private static final String URL = TestDatabase.H2_FILE.newUrl();

	private static TestServer server;

	private static ActuatorClient client;

	@BeforeAll
	static void startOnce() {
		server = start("livehook.health.max-dead-letters=0");
		client = new ActuatorClient(server);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() {
		Failing.fails = true;
		Failing.HANDLED.clear();
		for (String table : List.of("livehook_work", "livehook_dead_letter", "livehook_callback")) {
			jdbc().update("delete from " + table);
		}
	}

	private static JdbcTemplate jdbc() {
		return new JdbcTemplate(server.bean(DataSource.class));
	}

	private static TestServer start(String... properties) {
		String[] all = List
			.of("livehook.delivery.mode=jdbc", "livehook.delivery.application=tests", "spring.datasource.url=" + URL,
					"livehook.deduplication.max-entries=0", "livehook.delivery.retry.max-attempts=2",
					"livehook.delivery.retry.delay=10ms", "livehook.delivery.jdbc.polling-interval=20ms",
					"management.endpoints.web.exposure.include=livehook,health",
					"management.endpoint.health.show-details=always")
			.toArray(new String[properties.length + 9]);
		System.arraycopy(properties, 0, all, 9, properties.length);
		return TestServer.start(Failing.class, all);
	}

	private static JsonNode die() {
		return die(BODY);
	}

	private static JsonNode die(String body) {
		assertThat(server.client().post(body).statusCode()).isEqualTo(200);
		return client.await(LETTERS, (json) -> !json.path("deadLetters").isEmpty()).path("deadLetters").get(0);
	}

	private static JsonNode letters(String query) {
		return client.read(LETTERS + query).path("deadLetters");
	}

	@Test
	void whenHandlerIsGivenUpThenItsDeadLetterIsListedAndShownWithoutTheBody() {
		JsonNode letter = die();
		assertThat(letter.propertyNames()).containsExactlyInAnyOrder("id", "handler", "sdkAppId", "command",
				"callbackId", "receivedAt", "attempts", "diedAt", "cause", "body");
		assertThat(letter.path("handler").asString()).isEqualTo("failing");
		assertThat(letter.path("command").asString()).isEqualTo("Live.CallbackAfterStartBattle");
		assertThat(letter.path("callbackId").asString()).isEqualTo("zanzibar");
		assertThat(letter.path("attempts").asInt()).isEqualTo(2);
		assertThat(letter.path("cause").asString())
			.isEqualTo("java.lang.IllegalStateException: failing as told, caused by java.lang.Error: deep");
		JsonNode shown = client.read(LETTERS + "/" + letter.path("id").asString());
		assertThat(shown).isEqualTo(letter);
		assertThat(shown.path("body").isNull()).isTrue();
	}

	@Test
	void whenFilterIsGivenThenOthersAreNotListed() {
		die();
		assertThat(letters("?handler=failing")).hasSize(1);
		assertThat(letters("?handler=other")).isEmpty();
		assertThat(letters("?command=Live.CallbackAfterStartBattle&limit=1")).hasSize(1);
		assertThat(letters("?command=Live.CallbackAfterEndBattle")).isEmpty();
		assertThat(letters("?limit=0")).hasSize(1);
	}

	@Test
	void whenDeadLetterIsReplayedThenItsHandlerIsCalledAgainAndASecondReplayFindsNothing() {
		String path = LETTERS + "/" + die().path("id").asString();
		Failing.fails = false;
		assertThat(client.post(path, "").body()).isEqualTo("{\"replayed\":1}");
		assertThat(client.post(path, "").statusCode()).isEqualTo(404);
		Awaitility.await().until(() -> Failing.HANDLED.contains("zanzibar"));
		assertThat(letters("")).isEmpty();
	}

	@Test
	void whenDeadLettersAreReplayedByFilterThenThoseOfOthersStay() {
		die();
		HttpResponse<String> begun = client.post(LETTERS, "{\"handler\":\"other\"}");
		assertThat(begun.statusCode()).isEqualTo(202);
		assertThat(client.awaitEnd(begun).path("count").asInt()).isZero();
		assertThat(client.post(LETTERS, "{\"handlr\":\"failing\"}").statusCode()).isEqualTo(400);
		assertThat(letters("")).hasSize(1);
		Failing.fails = false;
		JsonNode operation = client.awaitEnd(client.post(LETTERS, "{\"handler\":\"failing\"}"));
		assertThat(operation.propertyNames()).containsExactlyInAnyOrder("id", "type", "handler", "command", "state",
				"count", "startedAt", "endedAt", "error");
		assertThat(operation.path("type").asString()).isEqualTo("replay");
		assertThat(operation.path("handler").asString()).isEqualTo("failing");
		assertThat(operation.path("state").asString()).isEqualTo("finished");
		assertThat(operation.path("count").asInt()).isOne();
		Awaitility.await().until(() -> Failing.HANDLED.contains("zanzibar"));
	}

	@Test
	void whenThousandsAreReplayedTwiceAtTheSameTimeThenBothGoOnUntilNoneIsLeft(CapturedOutput output) {
		die();
		Failing.fails = false;
		jdbc()
			.update("insert into livehook_callback (id, application, sdk_app_id, command, received_at, deadline, body) "
					+ "select 'c' || x, application, sdk_app_id, command, received_at, deadline, body "
					+ "from livehook_callback, system_range(1, 2000)");
		jdbc().update("insert into livehook_dead_letter (id, callback_row, handler_id, application, attempts, died_at, "
				+ "cause) select 'd' || x, 'c' || x, 'failing', application, 1, died_at, cause "
				+ "from livehook_dead_letter, system_range(1, 2000)");
		List<HttpResponse<String>> begun = IntStream.range(0, 2)
			.mapToObj((i) -> client.post(LETTERS, "{\"all\":true}"))
			.toList();
		List<JsonNode> ended = begun.stream().map(client::awaitEnd).toList();
		assertThat(ended).extracting((operation) -> operation.path("state").asString()).containsOnly("finished");
		assertThat(ended.stream().mapToInt((operation) -> operation.path("count").asInt()).sum()).isEqualTo(2001);
		assertThat(letters("")).isEmpty();
		Awaitility.await().until(() -> Failing.HANDLED.size() >= 2001);
		assertThat(Failing.HANDLED).hasSize(2001);
		assertThat(output)
			.contains("An operation on dead letters has finished: Operation[id=" + ended.get(0).path("id").asString()
					+ ", type=replay, handler=null, command=null, state=finished, count=");
	}

	@Test
	void whenDeadLettersAreDiscardedThenItIsSaidWhichOrNothingIsDone() {
		JsonNode letter = die();
		assertThat(client.delete(LETTERS).statusCode()).isEqualTo(400);
		assertThat(letters("")).hasSize(1);
		String path = LETTERS + "/" + letter.path("id").asString();
		assertThat(client.delete(path).body()).isEqualTo("{\"discarded\":1}");
		assertThat(client.delete(path).statusCode()).isEqualTo(404);
		assertThat(client.awaitEnd(client.delete(LETTERS + "?all=true")).path("count").asInt()).isZero();
		assertThat(letters("")).isEmpty();
		die(Samples.battle("another"));
		JsonNode operation = client.awaitEnd(client.delete(LETTERS + "?command=Live.CallbackAfterStartBattle"));
		assertThat(operation.path("type").asString()).isEqualTo("discard");
		assertThat(operation.path("count").asInt()).isOne();
		assertThat(letters("")).isEmpty();
	}

	@Test
	void whenDatabaseFailsThenTheOperationSaysSo() {
		jdbc().execute("alter table livehook_dead_letter rename to hidden");
		try {
			JsonNode operation = client.awaitEnd(client.post(LETTERS, "{\"all\":true}"));
			assertThat(operation.path("state").asString()).isEqualTo("failed");
			assertThat(operation.path("error").asString()).contains("LIVEHOOK_DEAD_LETTER");
		}
		finally {
			jdbc().execute("alter table hidden rename to livehook_dead_letter");
		}
	}

	@Test
	void whenPathIsAnotherThenThereIsNothing() {
		assertThat(client.get("livehook/tokens").statusCode()).isEqualTo(404);
		assertThat(client.get(LETTERS + "/unknown").statusCode()).isEqualTo(404);
		assertThat(client.post("livehook/tokens", "{}").statusCode()).isEqualTo(404);
		assertThat(client.post("livehook/operations", "{\"all\":true}").statusCode()).isEqualTo(404);
		assertThat(client.delete("livehook/tokens?all=true").statusCode()).isEqualTo(404);
	}

	@Test
	void whenThereIsWorkThenEndpointAndHealthShowIt() {
		die();
		JsonNode delivery = client.await("livehook", (json) -> json.at("/delivery/dead").asLong() == 1)
			.path("delivery");
		assertThat(delivery.path("pending").asLong()).isZero();
		assertThat(delivery.path("orphans")).isEmpty();
		HttpResponse<String> health = client.get("health/livehookDelivery");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(ActuatorClient.read(health).at("/details/dead").asLong()).isOne();
	}

	@Test
	void whenAccessIsReadOnlyThenNothingCanBeChangedAndASingleDeadLetterHasItsBodyIfBodiesAreShown() {
		JsonNode letter = die();
		assertThat(letter.path("body").isNull()).isTrue();
		try (TestServer second = start("management.endpoint.livehook.access=read-only",
				"livehook.delivery.dead-letters.show-bodies=true")) {
			ActuatorClient client = new ActuatorClient(second);
			String path = LETTERS + "/" + letter.path("id").asString();
			assertThat(client.post(path, "").statusCode()).isEqualTo(405);
			assertThat(client.delete(path).statusCode()).isEqualTo(405);
			assertThat(client.post(LETTERS, "{\"all\":true}").statusCode()).isEqualTo(405);
			assertThat(client.delete(LETTERS + "?all=true").statusCode()).isEqualTo(405);
			assertThat(client.read("livehook/operations").path("operations")).isEmpty();
			assertThat(client.read(path).path("body").asString()).isEqualTo(BODY);
			assertThat(client.read(LETTERS).path("deadLetters").get(0).path("body").isNull()).isTrue();
		}
	}

	@Test
	void whenNumberIsLimitedThenTheOldestAreRemovedAndCounted(CapturedOutput output) {
		for (String id : List.of("old", "newer", "newest")) {
			server.client().post(Samples.battle(id));
			client.await(LETTERS, (json) -> json.at("/deadLetters/0/callbackId").asString("").equals(id));
		}
		try (TestServer limited = start("livehook.delivery.dead-letters.max-count=2",
				"livehook.delivery.dead-letters.max-age=1h")) {
			ActuatorClient client = new ActuatorClient(limited);
			JsonNode left = client.await(LETTERS, (json) -> json.path("deadLetters").size() == 2).path("deadLetters");
			assertThat(left.valueStream().map((letter) -> letter.path("callbackId").asString()))
				.containsExactly("newest", "newer");
			Awaitility.await()
				.until(() -> limited.bean(MeterRegistry.class).counter("livehook.delivery.dead.removed").count() == 1);
			Awaitility.await().until(() -> output.getAll().contains("Removed 1 dead letters, which were"));
		}
	}

	@Test
	void whenDeliveryIsInMemoryThenThereAreNoDeadLetters() {
		try (TestServer server = TestServer.start(Failing.class, "management.endpoints.web.exposure.include=livehook",
				"livehook.delivery.mode=memory")) {
			ActuatorClient client = new ActuatorClient(server);
			assertThat(client.get(LETTERS).statusCode()).isEqualTo(404);
			assertThat(client.get("livehook/operations").statusCode()).isEqualTo(404);
			assertThat(client.delete(LETTERS + "?all=true").statusCode()).isEqualTo(404);
		}
	}

	@Configuration("battles")
	static class Failing {

		static final Queue<String> HANDLED = new ConcurrentLinkedQueue<>();

		static volatile boolean fails;

		@OnBattleStart(id = "failing")
		void started(BattleStarted battle) {
			if (fails) {
				throw new IllegalStateException("failing as told", new Error("deep"));
			}
			HANDLED.add(String.valueOf(battle.battleId()));
		}

	}

}
