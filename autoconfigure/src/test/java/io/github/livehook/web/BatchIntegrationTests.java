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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
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

	@Test
	void whenAllDoWellThenAnswersOkAndEachIsHandledOnce() {
		try (TestServer server = TestServer.start(Events.class)) {
			Answers.assertOk(server.client().post(batch("a", "b", "c")));
			assertThat(server.bean(Events.class).handled).containsExactly("a", "b", "c");
			Answers.assertOk(server.client().post(batch("a", "d", "b", "d")));
			assertThat(server.bean(Events.class).handled).containsExactly("a", "b", "c", "d");
		}
	}

	@Test
	void whenOneFailsThenAnswers500AndRepeatCallsOnlyWhatHasNotSucceeded() {
		try (TestServer server = TestServer.start(Events.class)) {
			Events events = server.bean(Events.class);
			events.failing = Set.of("a", "c");
			Answers.assertFailed(server.client().post(batch("a", "b", "c", "d")), 500);
			assertThat(events.handled).containsExactly("b", "d");
			events.failing = Set.of();
			Answers.assertOk(server.client().post(batch("a", "b", "c", "d")));
			assertThat(events.handled).containsExactly("b", "d", "a", "c");
		}
	}

	@Test
	void whenOneDoesNotFitThenAnswers400AndOthersAreHandled() {
		try (TestServer server = TestServer.start(Events.class)) {
			Events events = server.bean(Events.class);
			events.failing = Set.of("b");
			Answers
				.assertFailed(
						server.client()
							.post(events(
									Stream.of(Samples.battle("a"), UNFIT, Samples.battle("b"), Samples.battle("c")))),
						400);
			assertThat(events.handled).containsExactly("a", "c");
		}
	}

	@Test
	void whenEventsNameCommandsOfTheirOwnThenEachReachesItsHandler() {
		try (TestServer server = TestServer.start(Events.class)) {
			Answers.assertOk(server.client()
				.post(events(Stream.of(push("Push.AllMemberPush", 1), push("Push.Unknown", 2),
						push("Push.AllMemberPush", 3), push("Push.AllMemberPush", 1)))));
			Events events = server.bean(Events.class);
			assertThat(events.pushes).containsExactly(new Push("p-1", 1), new Push("p-3", 3));
			assertThat(events.metadata).extracting(CallbackMetadata::command).containsOnly("Push.AllMemberPush");
			assertThat(events.metadata).extracting(CallbackMetadata::callbackId).doesNotHaveDuplicates();
		}
	}

	@Test
	void whenSaturatedThenAnswers503AndNobodyIsCalled() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.delivery.max-concurrency=1",
				"livehook.response-timeout=1900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CompletableFuture<HttpResponse<String>> running = server.client().postAsync(Samples.battle("slow"));
			handler.awaitEntered(1);
			Answers.assertFailed(server.client().post(batch("quick-a", "quick-b")), 503);
			assertThat(handler.entered.availablePermits()).isZero();
			handler.release.countDown();
			Answers.assertOk(running.join());
			handler.awaitFinished(1);
			Answers.assertOk(server.client().post(batch("quick-a", "quick-b")));
		}
	}

	@Test
	void whenTimeIsUpInTheMiddleThenBatchIsAcceptedAndHandledToItsEnd() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			Answers.assertOk(server.client().post(batch("quick-a", "slow", "quick-b", "slow")));
			handler.awaitEntered(2);
			assertThat(handler.entered.availablePermits()).isZero();
			handler.release.countDown();
			handler.awaitFinished(3);
			assertThat(handler.entered.availablePermits()).isEqualTo(1);
		}
	}

	@Test
	void whenTimeIsUpAfterOneHasFailedThenAnswers500() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			handler.failing = true;
			Answers.assertFailed(server.client().post(batch("quick-a", "slow", "quick-b")), 500);
			handler.awaitEntered(2);
			handler.release.countDown();
			handler.awaitFinished(3);
		}
	}

	@Test
	void whenOneIsBeingHandledElsewhereThenAnswers503AtTheDeadlineAndOthersAreHandled() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=900ms")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			CallbackClient client = server.client();
			Answers.assertOk(client.post(batch("slow")));
			handler.awaitEntered(1);
			Answers.assertFailed(client.post(batch("slow", "quick-a")), 503);
			handler.awaitFinished(1);
			handler.release.countDown();
			handler.awaitFinished(1);
			assertThat(handler.entered.availablePermits()).isEqualTo(1);
		}
	}

	private static String batch(String... battleIds) {
		return events(Stream.of(battleIds).map(Samples::battle));
	}

	private static String events(Stream<String> events) {
		return events.collect(Collectors.joining(",", "{\"Events\":[", "]}"));
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
