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

package io.github.livehook.handler.method;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.annotation.Order;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome.Status;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerArgumentsTests {

	private static final List<String> calls = new CopyOnWriteArrayList<>();

	private final HandlerContext context = new HandlerContext();

	@BeforeEach
	void clear() {
		calls.clear();
	}

	@Test
	void whenHandlersTakeDifferentThingsThenEachGetsWhatItTakes() {
		this.context.run(Everything.class, (started) -> {
			assertThat(HandlerContext.dispatch(started)).hasSize(7).containsOnly(Status.SUCCEEDED);
			assertThat(calls).containsExactlyInAnyOrder("record", "any order", "event", "unknown", "own", "own class",
					"nothing");
		});
	}

	@Test
	void whenBodyIsOfAnotherCommandThenOnlyItsHandlersAndThoseOfAllAreCalled() {
		this.context.run(Commands.class, (started) -> {
			HandlerContext.dispatch(started);
			assertThat(calls).containsExactlyInAnyOrder("all", "battle or other", "twice");
			calls.clear();
			HandlerContext.dispatch(started, "Test.Other");
			assertThat(calls).containsExactlyInAnyOrder("all", "battle or other");
			calls.clear();
			HandlerContext.dispatch(started, "Other.Command");
			assertThat(calls).containsExactlyInAnyOrder("all", "twice");
			calls.clear();
			HandlerContext.dispatch(started, "unheard-of");
			assertThat(calls).containsExactly("all");
		});
	}

	@Test
	void whenMethodIsOverriddenThenTheNearestAnnotationsCount() {
		this.context.run(Overriding.class,
				(started) -> assertThat(HandlerContext.handlers(started)).singleElement().satisfies((handler) -> {
					assertThat(handler.commands()).containsExactly("Other.Command");
					assertThat(handler.id()).isEqualTo("own-id");
				}));
	}

	@Test
	void whenOrderIsGivenThenMethodComesBeforeClass() {
		this.context.run(Ordered.class,
				(started) -> assertThat(HandlerContext.handlers(started)).extracting(CallbackHandler::id)
					.map((id) -> id.substring(id.lastIndexOf('.') + 1))
					.containsExactly("first", "asClass", "second", "last"));
	}

	@Test
	void whenStageIsReturnedThenItIsAwaited() {
		this.context.run(Stages.class, (started) -> assertThat(HandlerContext.dispatch(started))
			.containsExactly(Status.SUCCEEDED, Status.FAILED, Status.SUCCEEDED));
	}

	static class Everything {

		@OnBattleStart
		void takesRecord(BattleStarted battle) {
			assertThat(battle.fromRoom()).isEqualTo(new BattleRoom("pk-3", "brennan"));
			calls.add("record");
		}

		@OnBattleStart
		void anyOrder(JsonNode body, CallbackMetadata metadata, BattleStarted battle) {
			assertThat(body.get("BattleId").stringValue()).isEqualTo(battle.battleId())
				.isEqualTo(metadata.callbackId());
			((ObjectNode) body).removeAll();
			calls.add("any order");
		}

		@OnBattleStart
		void takesEvent(CallbackPayload event) {
			assertThat(event).isInstanceOf(BattleStarted.class);
			calls.add("event");
		}

		@OnBattleStart
		void takesUnknown(ObjectNode body, UnknownCallback callback) {
			assertThat(callback.fields()).containsEntry("BattleId", "battle");
			assertThat(body.isEmpty()).isFalse();
			calls.add("unknown");
		}

		@OnBattleStart
		void takesOwn(OwnRecord own) {
			assertThat(own.BattleId()).isEqualTo("battle");
			calls.add("own");
		}

		@OnBattleStart
		void takesOwnClass(OwnClass own) {
			assertThat(own.Duration).isEqualTo(60000);
			calls.add("own class");
		}

		@OnBattleStart
		void takesNothing() {
			calls.add("nothing");
		}

	}

	record OwnRecord(String BattleId) {

	}

	static class OwnClass {

		public long Duration;

	}

	static class Commands {

		@OnCallback(OnCallback.ANY)
		void all() {
			calls.add("all");
		}

		@OnCallback({ BattleStarted.COMMAND, "Test.Other" })
		void several() {
			calls.add("battle or other");
		}

		@OnBattleStart
		@OnCallback("Other.Command")
		void twice(JsonNode body) {
			calls.add("twice");
		}

	}

	static class Overridden {

		@OnBattleStart
		void handle() {
		}

	}

	static class Overriding extends Overridden {

		@Override
		@OnCallback(value = "Other.Command", id = "own-id")
		void handle() {
		}

	}

	@Order(2)
	static class Ordered {

		@OnBattleStart
		@Order(4)
		void last() {
		}

		@OnBattleStart
		@Order(3)
		void second() {
		}

		@OnBattleStart
		void asClass() {
		}

		@OnBattleStart
		@Order(1)
		void first() {
		}

	}

	static class Stages {

		@OnBattleStart
		@Order(1)
		CompletionStage<Void> later() {
			return CompletableFuture.runAsync(() -> calls.add("later"));
		}

		@OnBattleStart
		@Order(2)
		CompletableFuture<Void> failing() {
			return CompletableFuture.failedFuture(new IllegalStateException("failed later"));
		}

		@OnBattleStart
		@Order(3)
		CompletableFuture<Void> none() {
			return null;
		}

	}

}
