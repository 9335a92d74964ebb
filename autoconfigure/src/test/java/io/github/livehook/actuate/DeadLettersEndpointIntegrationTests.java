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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Configuration;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLettersEndpointExtension} from outside.
 */
class DeadLettersEndpointIntegrationTests {

	private static final String LETTERS = "/actuator/livehook/dead-letters";

	private static final String BODY = Samples.battle("zanzibar");

	@TempDir
	private Path folder;

	@Test
	void whenHandlerIsGivenUpThenItsDeadLetterIsListedAndShownWithoutTheBody() {
		try (TestServer server = start()) {
			JsonNode letter = die(server);
			assertThat(letter.propertyNames()).containsExactlyInAnyOrder("id", "handler", "sdkAppId", "command",
					"callbackId", "receivedAt", "attempts", "diedAt", "cause", "body");
			assertThat(letter.path("handler").asString()).isEqualTo("failing");
			assertThat(letter.path("command").asString()).isEqualTo("Live.CallbackAfterStartBattle");
			assertThat(letter.path("callbackId").asString()).isEqualTo("zanzibar");
			assertThat(letter.path("attempts").asInt()).isEqualTo(2);
			assertThat(letter.path("cause").asString())
				.isEqualTo("java.lang.IllegalStateException: failing as told, caused by java.lang.Error: deep");
			JsonNode shown = read(get(server, LETTERS + "/" + letter.path("id").asString()));
			assertThat(shown).isEqualTo(letter);
			assertThat(shown.path("body").isNull()).isTrue();
		}
	}

	@Test
	void whenBodiesAreShownThenASingleDeadLetterHasIts() {
		try (TestServer server = start("livehook.delivery.dead-letters.show-bodies=true")) {
			JsonNode letter = die(server);
			assertThat(letter.path("body").isNull()).isTrue();
			assertThat(read(get(server, LETTERS + "/" + letter.path("id").asString())).path("body").asString())
				.isEqualTo(BODY);
		}
	}

	@Test
	void whenFilterIsGivenThenOthersAreNotListed() {
		try (TestServer server = start()) {
			die(server);
			assertThat(letters(server, "?handler=failing")).hasSize(1);
			assertThat(letters(server, "?handler=other")).isEmpty();
			assertThat(letters(server, "?command=Live.CallbackAfterStartBattle&limit=1")).hasSize(1);
			assertThat(letters(server, "?command=Live.CallbackAfterEndBattle")).isEmpty();
			assertThat(letters(server, "?limit=0")).hasSize(1);
		}
	}

	@Test
	void whenDeadLetterIsReplayedThenItsHandlerIsCalledAgainAndASecondReplayFindsNothing() {
		try (TestServer server = start()) {
			String path = LETTERS + "/" + die(server).path("id").asString();
			Failing.fails = false;
			assertThat(post(server, path, "").body()).isEqualTo("{\"replayed\":1}");
			assertThat(post(server, path, "").statusCode()).isEqualTo(404);
			Awaitility.await().until(() -> Failing.HANDLED.contains("zanzibar"));
			assertThat(letters(server, "")).isEmpty();
		}
	}

	@Test
	void whenDeadLettersAreReplayedByFilterThenThoseOfOthersStay() {
		try (TestServer server = start()) {
			die(server);
			assertThat(post(server, LETTERS, "{\"handler\":\"other\"}").body()).isEqualTo("{\"replayed\":0}");
			assertThat(post(server, LETTERS, "{\"handlr\":\"failing\"}").statusCode()).isEqualTo(400);
			Failing.fails = false;
			assertThat(post(server, LETTERS, "{\"handler\":\"failing\"}").body()).isEqualTo("{\"replayed\":1}");
			Awaitility.await().until(() -> Failing.HANDLED.contains("zanzibar"));
		}
	}

	@Test
	void whenDeadLettersAreDiscardedThenItIsSaidWhichOrNothingIsDone() {
		try (TestServer server = start()) {
			JsonNode letter = die(server);
			assertThat(delete(server, LETTERS).statusCode()).isEqualTo(400);
			assertThat(letters(server, "")).hasSize(1);
			String path = LETTERS + "/" + letter.path("id").asString();
			assertThat(delete(server, path).body()).isEqualTo("{\"discarded\":1}");
			assertThat(delete(server, path).statusCode()).isEqualTo(404);
			assertThat(delete(server, LETTERS + "?all=true").body()).isEqualTo("{\"discarded\":0}");
			assertThat(letters(server, "")).isEmpty();
		}
	}

	@Test
	void whenPathIsAnotherThenThereIsNothing() {
		try (TestServer server = start()) {
			assertThat(get(server, "/actuator/livehook/tokens").statusCode()).isEqualTo(404);
			assertThat(get(server, LETTERS + "/unknown").statusCode()).isEqualTo(404);
			assertThat(post(server, "/actuator/livehook/tokens", "{}").statusCode()).isEqualTo(404);
			assertThat(delete(server, "/actuator/livehook/tokens?all=true").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenAccessIsReadOnlyThenNothingCanBeChanged() {
		try (TestServer server = start("management.endpoint.livehook.access=read-only")) {
			JsonNode letter = die(server);
			String path = LETTERS + "/" + letter.path("id").asString();
			assertThat(post(server, path, "").statusCode()).isEqualTo(405);
			assertThat(delete(server, path).statusCode()).isEqualTo(405);
			assertThat(letters(server, "")).hasSize(1);
		}
	}

	@Test
	void whenDeliveryIsInMemoryThenThereAreNoDeadLetters() {
		try (TestServer server = TestServer.start(Failing.class, "management.endpoints.web.exposure.include=livehook",
				"livehook.delivery.mode=memory")) {
			assertThat(get(server, LETTERS).statusCode()).isEqualTo(404);
			assertThat(delete(server, LETTERS + "?all=true").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenThereIsWorkThenEndpointAndHealthShowIt() {
		try (TestServer server = start("livehook.health.max-dead-letters=0")) {
			die(server);
			JsonNode delivery = awaitJson(server, "/actuator/livehook",
					(json) -> json.at("/delivery/dead").asLong() == 1)
				.path("delivery");
			assertThat(delivery.path("pending").asLong()).isZero();
			assertThat(delivery.path("orphans")).isEmpty();
			HttpResponse<String> health = get(server, "/actuator/health/livehookDelivery");
			assertThat(health.statusCode()).isEqualTo(503);
			assertThat(read(health).at("/details/dead").asLong()).isOne();
		}
	}

	private TestServer start(String... properties) {
		Failing.fails = true;
		Failing.HANDLED.clear();
		String[] all = List
			.of("livehook.delivery.mode=jdbc", "livehook.delivery.application=tests",
					"spring.datasource.url=jdbc:h2:file:" + this.folder.resolve("db") + ";WRITE_DELAY=0",
					"livehook.delivery.retry.max-attempts=2", "livehook.delivery.retry.delay=10ms",
					"livehook.delivery.jdbc.polling-interval=20ms",
					"management.endpoints.web.exposure.include=livehook,health",
					"management.endpoint.health.show-details=always")
			.toArray(new String[properties.length + 8]);
		System.arraycopy(properties, 0, all, 8, properties.length);
		return TestServer.start(Failing.class, all);
	}

	private static JsonNode die(TestServer server) {
		assertThat(server.client().post(BODY).statusCode()).isEqualTo(200);
		return awaitJson(server, LETTERS, (json) -> !json.path("deadLetters").isEmpty()).path("deadLetters").get(0);
	}

	private static JsonNode awaitJson(TestServer server, String path, Predicate<JsonNode> condition) {
		return Awaitility.await().until(() -> read(get(server, path)), condition);
	}

	private static JsonNode letters(TestServer server, String query) {
		return read(get(server, LETTERS + query)).path("deadLetters");
	}

	private static JsonNode read(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	private static HttpResponse<String> get(TestServer server, String path) {
		return send(server, path, (request) -> request.GET());
	}

	private static HttpResponse<String> post(TestServer server, String path, String body) {
		return send(server, path,
				(request) -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	private static HttpResponse<String> delete(TestServer server, String path) {
		return send(server, path, (request) -> request.DELETE());
	}

	private static HttpResponse<String> send(TestServer server, String path, UnaryOperator<Builder> method) {
		int query = path.indexOf('?');
		CallbackClient client = new CallbackClient(server.port(), (query < 0) ? path : path.substring(0, query));
		return client.send(method.apply(client.request((query < 0) ? "" : path.substring(query + 1))));
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
