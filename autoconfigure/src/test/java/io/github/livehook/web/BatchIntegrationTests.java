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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that hold several events.
 */
class BatchIntegrationTests {

	private static final String UNFIT = "{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\",\"FromRoomInfo\":[1]}";

	private static TestServer server;

	private static Events events;

	@BeforeAll
	static void start() {
		server = TestServer.start(Events.class);
		events = server.bean(Events.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() {
		events.handled.clear();
		events.failing = Set.of();
	}

	@Test
	void whenAllDoWellThenAnswersOkAndEachIsHandledOnce() {
		Answers.assertOk(post(Samples.battles("a", "b", "c")));
		assertThat(events.handled).containsExactly("a", "b", "c");
		Answers.assertOk(post(Samples.battles("a", "d", "b", "d")));
		assertThat(events.handled).containsExactly("a", "b", "c", "d");
	}

	@Test
	void whenOneFailsThenAnswers500AndDuplicateCallsOnlyWhatHasNotSucceeded() {
		events.failing = Set.of("e", "g");
		Answers.assertFailed(post(Samples.battles("e", "f", "g", "h")), 500);
		assertThat(events.handled).containsExactly("f", "h");
		events.failing = Set.of();
		Answers.assertOk(post(Samples.battles("e", "f", "g", "h")));
		assertThat(events.handled).containsExactly("f", "h", "e", "g");
	}

	@Test
	void whenOneDoesNotFitThenAnswers400AndOthersAreHandled() {
		events.failing = Set.of("j");
		String body = Samples.batch(Samples.battle("i"), UNFIT, Samples.battle("j"), Samples.battle("k"));
		Answers.assertFailed(post(body), 400);
		assertThat(events.handled).containsExactly("i", "k");
	}

	@Test
	void whenEventsNameCommandsOfTheirOwnThenEachReachesItsHandler() {
		Answers.assertOk(post(Samples.batch(push("Push.AllMemberPush", 1), push("Push.Unknown", 2),
				push("Push.AllMemberPush", 3), push("Push.AllMemberPush", 1))));
		assertThat(events.pushes).containsExactly(new Push("p-1", 1), new Push("p-3", 3));
		assertThat(events.metadata).extracting(CallbackMetadata::command).containsOnly("Push.AllMemberPush");
		assertThat(events.metadata).extracting(CallbackMetadata::callbackId).doesNotHaveDuplicates();
	}

	@Test
	void whenSaturatedThenAnswers503AndNobodyIsCalled() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.delivery.max-concurrency=1",
				"livehook.response-timeout=1900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CompletableFuture<HttpResponse<String>> running = server.client().postAsync(Samples.battle("slow"));
			handler.awaitEntered(1);
			Answers.assertFailed(server.client().post(Samples.battles("quick-a", "quick-b")), 503);
			assertThat(handler.entered.availablePermits()).isZero();
			handler.release.countDown();
			Answers.assertOk(running.join());
			handler.awaitFinished(1);
			Answers.assertOk(server.client().post(Samples.battles("quick-a", "quick-b")));
		}
	}

	private static HttpResponse<String> post(String body) {
		return server.client().post(body);
	}

	private static String push(String command, int number) {
		return "{\"CallbackCommand\":\"%s\",\"Id\":\"p-%d\",\"EventTime\":%d}".formatted(command, number, number);
	}

	/**
	 * A record of the application's own.
	 */
	record Push(@JsonProperty("Id") String id, @JsonProperty("EventTime") int time) {
	}

	static class Events {

		final List<String> handled = new CopyOnWriteArrayList<>();

		final List<Push> pushes = new CopyOnWriteArrayList<>();

		final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		volatile Set<String> failing = Set.of();

		@OnBattleStart
		void started(BattleStarted battle) {
			if (this.failing.contains(battle.battleId())) {
				throw new IllegalStateException("failing as told");
			}
			this.handled.add(String.valueOf(battle.battleId()));
		}

		@OnCallback("Push.AllMemberPush")
		void pushed(Push push, CallbackMetadata metadata) {
			this.pushes.add(push);
			this.metadata.add(metadata);
		}

	}

}
