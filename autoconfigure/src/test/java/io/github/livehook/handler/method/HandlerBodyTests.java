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

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what handlers get of a body.
 */
class HandlerBodyTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenAllThatIsKnownIsTakenThenAllIsThere() {
		Callback battle = TestCallbacks.battle();
		this.runner.withBean(Everything.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, battle)).containsExactly(new Own("b-1", 60000),
					battle.metadata(), battle.payload(), battle.bodyAs(JsonNode.class),
					battle.bodyAs(UnknownCallback.class), battle.payload()));
	}

	@Test
	void whenCommandHasNoRecordThenEventIsUnknownCallback() {
		this.runner.withBean(TakingEvent.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, TestCallbacks.other())).singleElement()
				.isInstanceOfSatisfying(UnknownCallback.class, (event) -> {
					assertThat(event.command()).isEqualTo(TestCallbacks.OTHER_COMMAND);
					assertThat(event.fields()).containsEntry("Name", "tandy").containsEntry("Count", 3);
				}));
	}

	@Test
	void whenHandlerChangesBodyThenTheNextSeesItUnchanged() {
		Callback battle = TestCallbacks.battle();
		JsonNode body = battle.bodyAs(JsonNode.class);
		this.runner.withBean("first", Changing.class)
			.withBean("second", Changing.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, battle)).containsExactly(body, body));
	}

	@Test
	void whenBodyDoesNotFitRecordThenHandlerOfJsonIsCalledAllTheSame() {
		Callback unreadable = TestCallbacks.unreadableBattle();
		this.runner.withBean("json", Changing.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, unreadable)).hasSize(1));
	}

	@Test
	void whenBodyDoesNotFitRecordThenHandlerOfRecordIsNotCalled() {
		this.runner.withBean("battles", TakingRecord.class).run((context) -> {
			CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
			assertThatExceptionOfType(UnreadableBodyException.class)
				.isThrownBy(() -> handler.handle(TestCallbacks.unreadableBattle()))
				.withMessageStartingWith("The field FromRoomInfo");
			assertThat(context.getBean(Calls.class).all()).isEmpty();
		});
	}

	@Test
	void whenBodyDoesNotFitOwnRecordThenMessageNamesTheFieldAndNotItsValue() {
		Callback callback = TestCallbacks.of("Test.Other", "{\"Duration\": \"secret\"}");
		this.runner.withBean("own", TakingOwn.class).run((context) -> {
			CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> handler.handle(callback))
				.withMessage("The field Duration of the body does not fit Own");
		});
	}

	static class Everything extends RecordingHandler {

		@OnBattleStart
		void on(Own own, CallbackMetadata metadata, BattleStarted battle, JsonNode body, UnknownCallback unknown,
				CallbackPayload event) {
			called(own);
			called(metadata);
			called(battle);
			called(body);
			called(unknown);
			called(event);
		}

	}

	static class TakingEvent extends RecordingHandler {

		@OnCallback(OnCallback.ANY)
		void on(CallbackPayload event) {
			called(event);
		}

	}

	static class Changing extends RecordingHandler {

		@OnBattleStart
		void on(JsonNode body) {
			called(body.deepCopy());
			((ObjectNode) body).removeAll();
		}

	}

	static class TakingRecord extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class TakingOwn {

		@OnCallback(OnCallback.ANY)
		void on(Own own) {
		}

	}

	record Own(String BattleId, int Duration) {

	}

}
