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
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.ActuatorClient;
import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that are answered once their callbacks are in a database.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
@ExtendWith(OutputCaptureExtension.class)
class StoredIntegrationTests {

	private static final String UNFIT = "{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\",\"FromRoomInfo\":[1]}";

	private static final String GIFT = Samples.read("Live.CallbackBeforeSendGift.json");

	private static String url;

	private static TestServer server;

	private static CallbackClient client;

	private static Events events;

	StoredIntegrationTests(TestDatabase database) {
		assertThat(url).contains(database.name().toLowerCase(Locale.ROOT).replaceAll("_.*", ""));
	}

	@BeforeParameterizedClassInvocation
	static void startOnce(TestDatabase database) {
		url = database.newUrl();
		server = start();
		client = server.client();
		events = server.bean(Events.class);
	}

	private static TestServer start() {
		return TestServer.start(List.of(Events.class, Gifts.class), "livehook.delivery.mode=jdbc",
				"livehook.delivery.application=tests", "livehook.delivery.jdbc.initialize-schema=always",
				"livehook.deduplication.max-entries=0", "livehook.delivery.retry.delay=1ms",
				"livehook.delivery.retry.max-attempts=2", "livehook.delivery.jdbc.polling-interval=50ms",
				"livehook.response-timeout=900ms", "management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always", "spring.datasource.url=" + url,
				"spring.datasource.hikari.maximum-pool-size=4");
	}

	@BeforeEach
	void clear() {
		for (String table : List.of("livehook_work", "livehook_dead_letter", "livehook_callback")) {
			jdbc().update("delete from " + table);
		}
		events.clear();
		server.bean(Gifts.class).decided.clear();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		events.release.countDown();
		server.close();
	}

	@Test
	void whenCallbackIsStoredThenAnswersOkWhileHandlerStillRuns() {
		Answers.assertOk(client.post(Samples.battle("blocking")));
		await().until(() -> events.attempts("blocking").equals(List.of(1)));
		assertThat(count("livehook_callback")).isEqualTo(1);
		assertThat(count("livehook_work")).isEqualTo(1);
		events.release.countDown();
		awaitNoWork();
		assertThat(events.attempts("blocking")).containsExactly(1);
	}

	@Test
	void whenStoredThenSignIsNowhereInTheDatabase() {
		Answers.assertOk(client.post(Samples.battle("a")));
		awaitNoWork();
		String row = jdbc().queryForMap("select * from livehook_callback").toString();
		CallbackMetadata metadata = events.metadata.get(0);
		assertThat(row).contains("RESTAPI", "127.0.0.1", metadata.callbackId())
			.doesNotContain(SignedQuery.sign(SignedQuery.TOKEN, metadata.requestTime().getEpochSecond() + ""))
			.doesNotContain(SignedQuery.TOKEN);
	}

	@Test
	void whenHandlerFailsThenAnswersOkAndItIsCalledAgainUntilItIsDead() {
		Answers.assertOk(client.post(Samples.battle("failing")));
		awaitNoWork();
		assertThat(events.attempts("failing")).containsExactly(1, 2);
		assertThat(deadLetters()).singleElement()
			.extracting(DeadLetter::cause)
			.isEqualTo("java.lang.IllegalStateException: failing as told");
	}

	@Test
	void whenBodyDoesNotFitThenAnswersOkAndItIsKept() {
		Answers.assertOk(client.post(UNFIT));
		awaitNoWork();
		DeadLetter dead = deadLetters().get(0);
		assertThat(dead.attempts()).isEqualTo(1);
		assertThat(server.bean(DeadLetters.class).body(dead.id())).asString().isEqualTo(UNFIT);
		assertThat(events.metadata).isEmpty();
	}

	@Test
	void whenManyEventsOfARequestDoNotFitThenTheFirstTenAreKeptAndTheOthersCounted() {
		String ended = "{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"%d\",\"FromRoomInfo\":%s}";
		double before = discarded();
		Answers.assertOk(client.post(Samples.batch(IntStream.range(0, 40)
			.mapToObj((i) -> ended.formatted(i, (i % 4 == 0) ? "{}" : "[" + i + "]"))
			.toArray(String[]::new))));
		awaitNoWork();
		assertThat(events.raw).hasSize(40);
		assertThat(events.battles).hasSize(10);
		assertThat(deadLetters()).hasSize(10).allSatisfy((dead) -> assertThat(dead.handlerId()).isEqualTo("ended"));
		await().untilAsserted(() -> assertThat(discarded() - before).isEqualTo(20));
		for (int i = 0; i < 12; i++) {
			Answers.assertOk(client.post(ended.formatted(100 + i, "\"none\"")));
		}
		awaitNoWork();
		assertThat(deadLetters()).hasSize(22);
		assertThat(discarded() - before).isEqualTo(20);
	}

	private static double discarded() {
		return server.bean(MeterRegistry.class)
			.counter("livehook.delivery.attempts", "handler", "ended", "end", "discarded")
			.count();
	}

	@Test
	void whenParametersAreLongThenTheyAreCutEverywhere() {
		String text = "x".repeat(1500);
		for (String name : List.of("ClientIP", "OptPlatform", "contenttype", "RequestID")) {
			String query = SignedQuery.now().replaceFirst("&" + name + "=[^&]*", "") + "&" + name + "=" + text;
			Answers.assertOk(client.send(client.request(query).POST(BodyPublishers.ofString(Samples.battle(name)))));
		}
		awaitNoWork();
		assertThat(events.metadata).hasSize(4).allSatisfy((metadata) -> {
			String values = metadata.toString();
			assertThat(values).contains(text.substring(0, 128)).doesNotContain(text.substring(0, 129));
		});
		assertThat(jdbc().queryForList("select * from livehook_callback").toString()).contains(text.substring(0, 128))
			.doesNotContain(text.substring(0, 129));
		String command = SignedQuery.now().replaceFirst("CallbackCommand=[^&]*", "CallbackCommand=" + text);
		Answers.assertFailed(client.send(client.request(command).POST(BodyPublishers.ofString("{}"))), 400);
	}

	@Test
	void whenWorkCanBeStoredAndNotTakenThenHealthIsDownAndTheLogSaysWhyOnce(CapturedOutput output) {
		ActuatorClient actuator = new ActuatorClient(server);
		jdbc().execute("alter table livehook_work add constraint as_told check (version < 2)");
		try {
			jdbc().update(
					"insert into livehook_work (callback_row, handler_id, application, sdk_app_id, due_at, attempts, "
							+ "running, version) values ('none', 'ended', 'tests', ?, current_timestamp, 0, false, 1)",
					SignedQuery.APP_ID);
			actuator.await("health/livehookDelivery", (health) -> health.path("status").asString().equals("DOWN"));
			Answers.assertOk(client.post(Samples.battle("a")));
			await().until(() -> events.battles.contains("a"));
			assertThat(output.toString().toLowerCase(Locale.ROOT))
				.containsOnlyOnce("livehook could not look for work, and will try again until it can: ")
				.contains("as_told");
		}
		finally {
			jdbc().execute("alter table livehook_work drop constraint as_told");
		}
		actuator.await("health/livehookDelivery", (health) -> health.path("status").asString().equals("UP"));
		awaitNoWork();
	}

	@Test
	void whenBodyIsNoJsonThenAnswers400AndNothingIsStored() {
		Answers.assertFailed(client.post("no json"), 400);
		assertThat(count("livehook_callback")).isZero();
	}

	@Test
	void whenRequestHoldsSeveralThenEachIsHandledOnce() {
		Answers.assertOk(client.post(Stream.of("a", "b", "a", "c")
			.map(Samples::battle)
			.collect(Collectors.joining(",", "{\"Events\":[", "]}"))));
		awaitNoWork();
		assertThat(events.battles).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void whenItComesAgainThenAnswersOkAndItIsHandledOnce() {
		Answers.assertOk(client.post(Samples.battle("a")));
		Answers.assertOk(client.post(Samples.battle("a")));
		awaitNoWork();
		Answers.assertOk(client.post(Samples.battle("a")));
		assertThat(events.battles).containsExactly("a");
	}

	@Test
	void whenDatabaseDoesNotAnswerThenAnswers503InTimeUntilItDoes() throws Exception {
		List<Connection> connections = new ArrayList<>();
		HikariDataSource dataSource = (HikariDataSource) server.bean(DataSource.class);
		for (int i = 0; i < dataSource.getMaximumPoolSize(); i++) {
			connections.add(dataSource.getConnection());
		}
		long begin = System.nanoTime();
		HttpResponse<String> answer = client.post(Samples.battle("a"));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1900));
		Answers.assertFailed(answer, 503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		for (Connection connection : connections) {
			connection.close();
		}
		await().until(() -> client.post(Samples.battle("b")).statusCode() == 200);
		awaitNoWork();
		assertThat(events.attempts("b")).containsExactly(1);
	}

	@Test
	void whenGiftIsAskedForThenItIsDecidedAtOnceAndItsWatcherIsStored() {
		Answers.assertAnswer(client.post(GIFT), 200, "OK", 102101);
		await().until(() -> events.gifts.size() == 1);
		awaitNoWork();
		assertThat(count("livehook_callback")).isEqualTo(1);
		assertThat(server.bean(Gifts.class).decided).hasSize(1);
	}

	@Test
	void whenDatabaseIsAwayThenAnswers503AndGiftsAreDecidedAllTheSame() {
		try (TestServer withoutDatabase = start()) {
			((HikariDataSource) withoutDatabase.bean(DataSource.class)).close();
			HttpResponse<String> answer = withoutDatabase.client().post(Samples.battle("a"));
			Answers.assertFailed(answer, 503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			Answers.assertAnswer(withoutDatabase.client().post(GIFT), 200, "OK", 102101);
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.pollDelay(Duration.ZERO)
			.atMost(20, TimeUnit.SECONDS);
	}

	private static void awaitNoWork() {
		await().until(() -> count("livehook_work") == 0);
	}

	private static List<DeadLetter> deadLetters() {
		return server.bean(DeadLetters.class).find(DeadLetters.Filter.all(), 100);
	}

	private static long count(String table) {
		return jdbc().queryForObject("select count(*) from " + table, Long.class);
	}

	private static JdbcTemplate jdbc() {
		return new JdbcTemplate(server.bean(DataSource.class));
	}

	static class Events {

		final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		final List<String> battles = new CopyOnWriteArrayList<>();

		final List<JsonNode> raw = new CopyOnWriteArrayList<>();

		final List<JsonNode> gifts = new CopyOnWriteArrayList<>();

		final CountDownLatch release = new CountDownLatch(1);

		@OnBattleStart
		void started(BattleStarted battle, CallbackMetadata metadata) throws InterruptedException {
			this.metadata.add(metadata);
			this.battles.add(String.valueOf(battle.battleId()));
			if ("failing".equals(battle.battleId())) {
				throw new IllegalStateException("failing as told");
			}
			if ("blocking".equals(battle.battleId())) {
				this.release.await(20, TimeUnit.SECONDS);
			}
		}

		@OnBattleEnd(id = "ended")
		void ended(BattleEnded battle) {
			this.battles.add(String.valueOf(battle.battleId()));
		}

		@OnCallback(BattleEnded.COMMAND)
		void ended(JsonNode battle) {
			this.raw.add(battle);
		}

		@OnCallback(GiftRequest.COMMAND)
		void watch(JsonNode gift) {
			this.gifts.add(gift);
		}

		void clear() {
			this.metadata.clear();
			this.battles.clear();
			this.raw.clear();
			this.gifts.clear();
		}

		List<Integer> attempts(String battleId) {
			return this.metadata.stream()
				.filter((metadata) -> String.valueOf(metadata.callbackId()).contains(battleId))
				.map(CallbackMetadata::attempt)
				.toList();
		}

	}

	static class Gifts {

		final List<GiftRequest> decided = new CopyOnWriteArrayList<>();

		@BeforeGiftSend
		GiftDecision check(GiftRequest gift) {
			this.decided.add(gift);
			return GiftDecision.reject(102101, "insufficient balance");
		}

	}

}
