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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

/**
 * Tests for the parameters that handler methods cannot have.
 */
class InvalidHandlerParameterTests {

	private static final String PREFIX = "io.github.livehook.handler.method.InvalidHandlerParameterTests$";

	private static final String TAKE_BATTLE = "Take BattleStarted, a record or class of your own that Jackson can "
			+ "create and fill, JsonNode, Map, String, byte[], CallbackMetadata or nothing, each at most once.";

	private static final String TAKE_ANY = TAKE_BATTLE.replace("BattleStarted", "UnknownCallback");

	private WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenParameterIsBeanThenContextFails() {
		this.runner = this.runner.withBean(Scores.class);
		assertFails(TakingBean.class, "TakingBean.on(BattleStarted, Scores)",
				"it takes " + PREFIX + "Scores, which is a bean and no body",
				"Take the bean in the constructor of the class. " + TAKE_BATTLE);
	}

	@Test
	void whenParameterCannotBeFilledThenContextFails() {
		assertUnknown(TakingEmpty.class, "TakingEmpty.on(Empty)", PREFIX + "Empty", TAKE_BATTLE);
	}

	@Test
	void whenParameterIsPrimitiveThenContextFails() {
		assertUnknown(TakingInt.class, "TakingInt.on(BattleStarted, int)", "int", TAKE_BATTLE);
	}

	@Test
	void whenParameterIsRequestThenContextFails() {
		assertUnknown(TakingRequest.class, "TakingRequest.on(HttpServletRequest)",
				"jakarta.servlet.http.HttpServletRequest", TAKE_BATTLE);
	}

	@Test
	void whenParameterIsListThenContextFails() {
		assertUnknown(TakingList.class, "TakingList.on(List)",
				"java.util.List<io.github.livehook.event.live.battle.BattleStarted>", TAKE_BATTLE);
	}

	@Test
	void whenParameterIsCallbackThenContextFails() {
		assertUnknown(TakingCallback.class, "TakingCallback.on(Callback)", "io.github.livehook.callback.Callback",
				TAKE_BATTLE);
	}

	@Test
	void whenParameterIsUnknownEventThenContextFails() {
		assertUnknown(TakingOwnEvent.class, "TakingOwnEvent.on(OwnEvent)", PREFIX + "OwnEvent", TAKE_BATTLE);
	}

	@Test
	void whenParameterIsEventOfAnotherCommandThenContextFails() {
		assertOfAnotherCommand(TakingEventOfAnotherCommand.class, "Live.CallbackAfterEndBattle",
				TAKE_ANY.replace("UnknownCallback", "BattleEnded"));
		assertOfAnotherCommand(TakingEventOfUnknownCommand.class, "Test.Other", TAKE_ANY);
	}

	@Test
	void whenParameterIsEventOfOneCommandOfSeveralThenContextFails() {
		assertOfAnotherCommand(TakingEventOfOneCommand.class, "Live.CallbackAfterStartBattle, Test.Other", TAKE_ANY);
	}

	@Test
	void whenParameterIsEventOfOneCommandOfAllThenContextFails() {
		assertOfAnotherCommand(TakingEventOfEveryCommand.class, "every command", TAKE_ANY);
	}

	@Test
	void whenRecordsOfTwoCommandsAreTakenThenContextFails() {
		assertFails(TakingTwoRecords.class, "TakingTwoRecords.on(BattleStarted, BattleEnded)",
				"it takes BattleEnded, the record of Live.CallbackAfterEndBattle, but handles "
						+ "Live.CallbackAfterStartBattle",
				TAKE_BATTLE);
	}

	@ParameterizedTest
	@ValueSource(classes = { NamingNothing.class, NamingNothingBesideAnother.class, NamingEmpty.class,
			OwnNamingNothing.class })
	void whenNeitherCommandNorRecordIsThereThenContextFails(Class<?> type) {
		assertFails(type, type.getSimpleName() + ".on(JsonNode)",
				"its annotation names no command, and it takes no record of one",
				"Name the command, for example @OnCallback(\"State.StateChange\"), or take its record, for example "
						+ "StateChanged. For every command, write @OnCallback(OnCallback.ANY).");
	}

	@Test
	void whenRecordIsTakenTwiceThenContextFails() {
		assertTwice(TakingRecordTwice.class, "TakingRecordTwice.on(BattleStarted, BattleStarted)", "BattleStarted");
	}

	@Test
	void whenJsonIsTakenTwiceThenContextFails() {
		assertTwice(TakingJsonTwice.class, "TakingJsonTwice.on(JsonNode, BattleStarted, JsonNode)", "JsonNode");
	}

	@Test
	void whenMetadataIsTakenTwiceThenContextFails() {
		assertTwice(TakingMetadataTwice.class, "TakingMetadataTwice.on(CallbackMetadata, CallbackMetadata)",
				"CallbackMetadata");
	}

	private void assertOfAnotherCommand(Class<?> type, String commands, String action) {
		assertFails(type, type.getSimpleName() + ".on(BattleStarted)",
				"it takes BattleStarted, the record of Live.CallbackAfterStartBattle, but handles " + commands, action);
	}

	private void assertUnknown(Class<?> type, String method, String parameter, String action) {
		assertFails(type, method, "it takes " + parameter + ", which no body can be read as", action);
	}

	private void assertTwice(Class<?> type, String method, String parameter) {
		assertFails(type, method, "it takes " + parameter + " twice", "Take each parameter at most once.");
	}

	private void assertFails(Class<?> type, String method, String problem, String action) {
		this.runner.withBean("battles", type)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + method + " of bean 'battles' cannot handle callbacks: " + problem, action));
	}

	record OwnEvent() implements CallbackPayload {

	}

	static class Scores {

		@JsonProperty("BattleId")
		private String battleId;

	}

	static class Empty {

		boolean isEmpty() {
			return true;
		}

	}

	static class TakingBean {

		@OnBattleStart
		void on(BattleStarted battle, Scores scores) {
		}

	}

	static class TakingEmpty {

		@OnBattleStart
		void on(Empty empty) {
		}

	}

	static class TakingInt {

		@OnBattleStart
		void on(BattleStarted battle, int attempt) {
		}

	}

	static class TakingRequest {

		@OnBattleStart
		void on(HttpServletRequest request) {
		}

	}

	static class TakingList {

		@OnBattleStart
		void on(List<BattleStarted> battles) {
		}

	}

	static class TakingCallback {

		@OnBattleStart
		void on(Callback callback) {
		}

	}

	static class TakingOwnEvent {

		@OnBattleStart
		void on(OwnEvent event) {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback
	@interface OnNothing {

	}

	static class NamingNothing {

		@OnCallback
		void on(JsonNode body) {
		}

	}

	static class NamingNothingBesideAnother {

		@OnBattleStart
		@OnCallback
		void on(JsonNode body) {
		}

	}

	static class NamingEmpty {

		@OnCallback("")
		void on(JsonNode body) {
		}

	}

	static class OwnNamingNothing {

		@OnNothing
		void on(JsonNode body) {
		}

	}

	static class TakingTwoRecords {

		@OnCallback
		void on(BattleStarted started, BattleEnded ended) {
		}

	}

	static class TakingEventOfAnotherCommand {

		@OnBattleEnd
		void on(BattleStarted battle) {
		}

	}

	static class TakingEventOfUnknownCommand {

		@OnCallback("Test.Other")
		void on(BattleStarted battle) {
		}

	}

	static class TakingEventOfOneCommand {

		@OnCallback({ BattleStarted.COMMAND, "Test.Other" })
		void on(BattleStarted battle) {
		}

	}

	static class TakingEventOfEveryCommand {

		@OnCallback(OnCallback.ANY)
		void on(BattleStarted battle) {
		}

	}

	static class TakingRecordTwice {

		@OnBattleStart
		void on(BattleStarted one, BattleStarted other) {
		}

	}

	static class TakingJsonTwice {

		@OnBattleStart
		void on(JsonNode one, BattleStarted battle, JsonNode other) {
		}

	}

	static class TakingMetadataTwice {

		@OnBattleStart
		void on(CallbackMetadata one, CallbackMetadata other) {
		}

	}

}
