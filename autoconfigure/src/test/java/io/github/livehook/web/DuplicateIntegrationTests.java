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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Answers;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.event.BattleStarted;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.event.RecordingChanged;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a duplicate is the same in every mode of delivery. Whoever has a signed query
 * can send any body with it, and must not silence the genuine callback.
 */
@ParameterizedClass
@ValueSource(strings = { "memory", "jdbc" })
@Timeout(60)
class DuplicateIntegrationTests {

	private static final String GENUINE = "{\"BattleId\":\"b\",\"EventTime\":1}";

	private static final String FORGED = "{\"BattleId\":\"b\",\"EventTime\":1,\"Forged\":true}";

	private static final String RECORDING = "{\"EventType\":301,\"CallbackTs\":%s,"
			+ "\"EventInfo\":{\"TaskId\":\"t\",\"EventMsTs\":5,\"Payload\":{\"Status\":0}}}";

	@Parameter
	String mode;

	private TestServer server;

	private Events events;

	@BeforeEach
	void start() {
		this.server = TestServer.start(Events.class, "livehook.delivery.mode=" + this.mode,
				"livehook.delivery.application=tests", "livehook.delivery.retry.max-attempts=1",
				"spring.datasource.url=" + TestDatabase.H2_MEMORY.newUrl());
		this.events = this.server.bean(Events.class);
	}

	@AfterEach
	void stop() {
		this.events.release.release(100);
		this.server.close();
	}

	@Test
	void whenForgeryComesFirstThenGenuineCallbackIsHandled() {
		Answers.assertOk(post(BattleStarted.COMMAND, FORGED));
		Answers.assertOk(post(BattleStarted.COMMAND, GENUINE));
		Answers.assertOk(post(BattleStarted.COMMAND, GENUINE));
		awaitHandled(FORGED, GENUINE);
	}

	@Test
	void whenForgeryIsBeingHandledAndFailsThenGenuineCallbackIsHandled() {
		this.events.release.drainPermits();
		this.events.failing = FORGED;
		CompletableFuture<HttpResponse<String>> forged = CompletableFuture
			.supplyAsync(() -> post(BattleStarted.COMMAND, FORGED));
		awaitHandled(FORGED);
		CompletableFuture<HttpResponse<String>> genuine = CompletableFuture
			.supplyAsync(() -> post(BattleStarted.COMMAND, GENUINE));
		awaitHandled(FORGED, GENUINE);
		this.events.release.release(2);
		Answers.assertOk(genuine.join());
		assertThat(forged.join().statusCode()).isEqualTo("memory".equals(this.mode) ? 500 : 200);
	}

	@Test
	void whenForgeryOfRecordingDoesNotFitThenGenuineCallbackIsHandled() {
		post(RecordingChanged.COMMAND, RECORDING.formatted("{\"a\":1}"));
		Answers.assertOk(post(RecordingChanged.COMMAND, RECORDING.formatted("1")));
		Answers.assertOk(post(RecordingChanged.COMMAND, RECORDING.formatted("2")));
		awaitHandled(RECORDING.formatted("1"));
	}

	@Test
	void whenRequestIdIsTheSameInAnySpellingThenItIsADuplicate() {
		for (String query : List.of("RequestID=r", "RequestId=r", "requestid=r", "RequestID=r&RequestID=s")) {
			Answers.assertOk(post("Test.Nothing&" + query, "{}"));
		}
		Answers.assertOk(post("Test.Nothing&RequestID=s", "{}"));
		awaitHandled("{}", "{}");
		assertThat(this.events.metadata).extracting(CallbackMetadata::requestId).containsExactlyInAnyOrder("r", "s");
	}

	@Test
	void whenThereIsNoRequestIdThenTheSameIsHandledAgain() {
		Answers.assertOk(post("Test.Nothing&RequestID=", "{}"));
		Answers.assertOk(post("Test.Nothing&RequestID=", "{}"));
		awaitHandled("{}", "{}");
		assertThat(this.events.metadata).extracting(CallbackMetadata::requestId).containsOnlyNulls();
	}

	private HttpResponse<String> post(String command, String body) {
		String query = SignedQuery.now().replaceFirst("CallbackCommand=[^&]*", "CallbackCommand=" + command);
		return this.server.client().send(this.server.client().request(query).POST(BodyPublishers.ofString(body)));
	}

	private void awaitHandled(String... bodies) {
		Awaitility.await()
			.during(200, TimeUnit.MILLISECONDS)
			.atMost(20, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(this.events.bodies).containsExactlyInAnyOrder(bodies));
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

		@OnCallback(RecordingChanged.COMMAND)
		void record(RecordingChanged event, CallbackMetadata metadata) {
			this.bodies.add(RECORDING.formatted(event.callbackTime().toEpochMilli()));
			this.metadata.add(metadata);
		}

	}

}
