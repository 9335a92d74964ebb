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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.OnRoomCreate;
import io.github.livehook.handler.OnRoomDestroy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a duplicate is the same in every mode of delivery. Whoever has a signed query
 * can send any body with it, and must not silence the genuine callback.
 */
@ParameterizedClass
@ValueSource(strings = { "memory", "jdbc" })
@Timeout(60)
class DuplicateIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	private static Events events;

	private final String mode;

	private final String id = UUID.randomUUID().toString();

	private final String genuine = "{\"BattleId\":\"%s\",\"EventTime\":1}".formatted(this.id);

	private final String forged = "{\"BattleId\":\"%s\",\"EventTime\":1,\"Forged\":true}".formatted(this.id);

	DuplicateIntegrationTests(String mode) {
		this.mode = mode;
	}

	@BeforeParameterizedClassInvocation
	static void start(String mode) {
		server = TestServer.start(Events.class, "livehook.delivery.mode=" + mode, "livehook.delivery.application=tests",
				"livehook.delivery.retry.max-attempts=1", "spring.datasource.url=" + TestDatabase.H2_MEMORY.newUrl());
		client = server.client();
		events = server.bean(Events.class);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() {
		events.bodies.clear();
		events.metadata.clear();
	}

	@Test
	void whenForgeryComesFirstThenGenuineCallbackIsHandled() {
		Answers.assertOk(post(BattleStarted.COMMAND, this.forged));
		Answers.assertOk(post(BattleStarted.COMMAND, this.genuine));
		Answers.assertOk(post(BattleStarted.COMMAND, this.genuine));
		awaitHandled(this.forged, this.genuine);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"BattleId\":\"%s\",\"EventTime\":1,\"Forged\":true}",
			"{\"EventTime\":1,\"BattleId\":\"%s\"}", "{\"BattleId\":\"%s\",\"EventTime\":1,\"FromRoomInfo\":[1]}",
			"{\"BattleId\":\"x\",\"BattleId\":\"%s\",\"EventTime\":2}",
			"{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"%s\",\"EventTime\":1}",
			"{\"Events\":[{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"%s\",\"EventTime\":1}]}",
			"{\"Events\":[{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"%1$s\",\"FromRoomInfo\":7},"
					+ "{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"%1$s\",\"EventTime\":{}}]}" })
	void whenForgeryHasKeyAndRequestIdOfGenuineCallbackThenThatIsHandled(String forgery) {
		String command = BattleEnded.COMMAND + "&RequestID=" + this.id;
		post(command, forgery.formatted(this.id));
		Answers.assertOk(post(command, this.genuine));
		Answers.assertOk(post(command, this.genuine));
		Awaitility.await()
			.during(100, TimeUnit.MILLISECONDS)
			.atMost(20, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(events.bodies).containsOnlyOnce(this.genuine));
	}

	@Test
	void whenForgeryNamesOtherSpellingOfCommandThenGenuineCallbackIsHandled() {
		String recording = "{\"EventType\":301,\"CallbackTs\":5,\"EventInfo\":{\"TaskId\":\"" + this.id
				+ "\",\"EventMsTs\":5,\"Payload\":{\"Status\":0}}}";
		Answers.assertOk(post(RecordingChanged.COMMAND_OF_FOLLOW, recording));
		Answers.assertOk(post(RecordingChanged.COMMAND, recording));
		Answers.assertOk(post(RecordingChanged.COMMAND, recording));
		awaitHandled("5", "5");
		assertThat(events.metadata).extracting(CallbackMetadata::command)
			.containsExactlyInAnyOrder(RecordingChanged.COMMAND_OF_FOLLOW, RecordingChanged.COMMAND);
	}

	@Test
	void whenForgeryIsBeingHandledAndFailsThenGenuineCallbackIsHandled() {
		int concurrencyLimit = events.release.drainPermits();
		events.failing = this.forged;
		CompletableFuture<HttpResponse<String>> forged = CompletableFuture
			.supplyAsync(() -> post(BattleStarted.COMMAND, this.forged));
		awaitHandled(this.forged);
		CompletableFuture<HttpResponse<String>> genuine = CompletableFuture
			.supplyAsync(() -> post(BattleStarted.COMMAND, this.genuine));
		awaitHandled(this.forged, this.genuine);
		events.release.release(concurrencyLimit);
		Answers.assertOk(genuine.join());
		assertThat(forged.join().statusCode()).isEqualTo("memory".equals(this.mode) ? 500 : 200);
	}

	@Test
	void whenForgeryOfRecordingDoesNotFitThenGenuineCallbackIsHandled() {
		String recording = "{\"EventType\":301,\"CallbackTs\":%s,\"EventInfo\":{\"TaskId\":\"" + this.id
				+ "\",\"EventMsTs\":5,\"Payload\":{\"Status\":0}}}";
		post(RecordingChanged.COMMAND, recording.formatted("{\"a\":1}"));
		long now = System.currentTimeMillis();
		Answers.assertOk(post(RecordingChanged.COMMAND, recording.formatted(now)));
		Answers.assertOk(post(RecordingChanged.COMMAND, recording.formatted(now + 1000)));
		awaitHandled(String.valueOf(now));
	}

	@ParameterizedTest
	@CsvSource({ "Live.CallbackAfterDestroyRoom, RoomId, EventTime",
			"Live.CallbackAfterCreateRoom, Operator_Account, RoomInfo" })
	void whenForgeryIsADeadLetterThenGenuineCallbackIsHandledAndItsCopyIsNot(String command, String key, String field) {
		String genuine = "{\"%s\":\"%s\",\"EventTime\":1}".formatted(key, this.id);
		String forged = "{\"%s\":\"%s\",\"EventTime\":1,\"%s\":[{}]}".formatted(key, this.id, field);
		assertThat(post(command, forged).statusCode()).isEqualTo("memory".equals(this.mode) ? 400 : 200);
		if (!"memory".equals(this.mode)) {
			DeadLetters deadLetters = server.bean(DeadLetters.class);
			Awaitility.await().until(() -> !deadLetters.find(new DeadLetters.Filter(null, command), 1).isEmpty());
		}
		Answers.assertOk(post(command, genuine));
		Answers.assertOk(post(command, genuine));
		awaitHandled(command);
	}

	@Test
	void whenForgeryAndGenuineCallbackComeInOneRequestThenBothAreHandledOnce() {
		String genuine = this.genuine.replace("{", "{\"CallbackCommand\":\"%s\",".formatted(BattleStarted.COMMAND));
		String forged = this.forged.replace("{", "{\"CallbackCommand\":\"%s\",".formatted(BattleStarted.COMMAND));
		Answers.assertOk(post(BattleStarted.COMMAND, Samples.batch(forged, genuine, genuine)));
		awaitHandled(forged, genuine);
	}

	@Test
	void whenRequestIdIsTheSameInAnySpellingThenItIsADuplicate() {
		for (String query : List.of("RequestID=%s", "RequestId=%s", "requestid=%s", "RequestID=%s&RequestID=other")) {
			Answers.assertOk(post("Test.Nothing&" + query.formatted(this.id), "{}"));
		}
		Answers.assertOk(post("Test.Nothing&RequestID=another-" + this.id, "{}"));
		awaitHandled("{}", "{}");
		assertThat(events.metadata).extracting(CallbackMetadata::requestId)
			.containsExactlyInAnyOrder(this.id, "another-" + this.id);
	}

	@Test
	void whenThereIsNoRequestIdThenTheSameIsHandledAgain() {
		Answers.assertOk(post("Test.Nothing&RequestID=", "{}"));
		Answers.assertOk(post("Test.Nothing&RequestID=", "{}"));
		awaitHandled("{}", "{}");
		assertThat(events.metadata).extracting(CallbackMetadata::requestId).containsOnlyNulls();
	}

	private static HttpResponse<String> post(String command, String body) {
		String query = SignedQuery.now().replaceFirst("CallbackCommand=[^&]*", "CallbackCommand=" + command);
		return client.send(client.request(query).POST(BodyPublishers.ofString(body)));
	}

	private static void awaitHandled(String... bodies) {
		Awaitility.await()
			.during(200, TimeUnit.MILLISECONDS)
			.atMost(20, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(events.bodies).containsExactlyInAnyOrder(bodies));
	}

	static final class Events {

		private final List<String> bodies = new CopyOnWriteArrayList<>();

		private final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		private final Semaphore release = new Semaphore(100);

		private volatile String failing = "";

		@OnCallback({ BattleStarted.COMMAND, "Test.Nothing" })
		void handle(JsonNode body, CallbackMetadata metadata) throws InterruptedException {
			this.bodies.add(body.toString());
			this.metadata.add(metadata);
			this.release.acquire();
			if (body.toString().equals(this.failing)) {
				throw new IllegalStateException("failing");
			}
		}

		@OnBattleEnd
		void ended(BattleEnded battle, JsonNode body) {
			this.bodies.add(body.toString());
		}

		@OnRoomDestroy
		void destroyed(RoomDestroyed event) {
			this.bodies.add(RoomDestroyed.COMMAND);
		}

		@OnRoomCreate
		void created(RoomCreated event) {
			this.bodies.add(RoomCreated.COMMAND);
		}

		@OnCallback(RecordingChanged.COMMAND)
		void record(RecordingChanged event, CallbackMetadata metadata) {
			this.bodies.add(String.valueOf(event.callbackTime().toEpochMilli()));
			this.metadata.add(metadata);
		}

	}

}
