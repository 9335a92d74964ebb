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
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands of handler methods: named, those of a record, or all.
 */
class HandlerCommandsTests {

	private static final Callback BATTLE = TestCallbacks.battle();

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@ParameterizedTest
	@ValueSource(classes = { OfRecord.class, OfRecordWithMetadata.class, OfGenericBase.class, OwnAnnotation.class,
			NamingItAsWell.class, BesideAnother.class })
	void whenMethodTakesRecordThenItIsCalledWithTheCommandOfTheRecord(Class<?> type) {
		this.runner.withBean("handler", type).run((context) -> {
			assertThat(commands(context)).containsExactly(BattleStarted.COMMAND);
			assertThat(HandlerRunner.handle(context, BATTLE)).containsExactly(BATTLE.payload());
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OfRecording.class, NamingOneSpelling.class })
	void whenCommandHasTwoSpellingsThenMethodTakesBoth(Class<?> type) {
		this.runner.withBean("handler", type).run((context) -> {
			assertThat(commands(context)).containsExactlyInAnyOrder(RecordingChanged.COMMAND,
					RecordingChanged.COMMAND_OF_FOLLOW);
			CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
			assertThat(handlers.forCommand(RecordingChanged.COMMAND)).hasSize(1)
				.isEqualTo(handlers.forCommand(RecordingChanged.COMMAND_OF_FOLLOW));
		});
	}

	@Test
	void whenMethodNamesAnyThenItTakesEveryCommand() {
		this.runner.withBean("handler", OfEveryCommand.class).run((context) -> {
			Callback unknown = TestCallbacks.of("Test.Other", "{}");
			assertThat(commands(context)).isEmpty();
			HandlerRunner.handle(context, BATTLE);
			assertThat(HandlerRunner.handle(context, unknown)).containsExactly(BATTLE.payload(), unknown.payload());
		});
	}

	@Test
	void whenMethodNamesAnyThenItTakesWhatIsInEveryCallback() {
		this.runner.withBean("handler", OfEverything.class).run((context) -> assertThat(commands(context)).isEmpty());
	}

	@Test
	void whenMethodNamesAnyBesideAnotherCommandThenItTakesEveryCommandOnce() {
		this.runner.withBean("handler", OfEveryCommandAndOne.class).run((context) -> {
			assertThat(commands(context)).isEmpty();
			assertThat(HandlerRunner.handle(context, BATTLE)).hasSize(1);
		});
	}

	@Test
	void whenRecordIsOfBeforeCallbackThenMethodTakesIt() {
		this.runner.withBean("handler", OfRequest.class)
			.run((context) -> assertThat(commands(context)).containsExactly(GiftRequest.COMMAND));
	}

	@Test
	void whenDecidingMethodTakesRecordThenItDecidesAsDocumentedForItsCommand() {
		this.runner.withBean("gifts", DecidingOnGifts.class)
			.withBean("messages", DecidingOnMessages.class)
			.run((context) -> {
				CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
				assertThat(handlers.decisionHandlers()).hasSize(2);
				assertOnFailure(handlers.decisionHandler(GiftRequest.COMMAND), GiftDecision.reject());
				assertOnFailure(handlers.decisionHandler(MessageRequest.COMMAND), MessageDecision.reject());
			});
	}

	@Test
	void whenDecidingMethodNamesKnownCommandThenItDecidesAsDocumented() {
		this.runner.withBean("messages", NamingMessages.class)
			.run((context) -> assertOnFailure(
					context.getBean(CallbackHandlers.class).decisionHandler(MessageRequest.COMMAND),
					MessageDecision.deliver()));
	}

	private static void assertOnFailure(DecisionHandler handler, Object decision) {
		assertThat(handler).isNotNull();
		assertThat(handler.onFailure()).isEqualTo(decision);
	}

	private static Set<String> commands(ApplicationContext context) {
		CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
		assertThat(handlers.handlers()).hasSize(1);
		return handlers.handlers().get(0).commands();
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback
	@interface OnRecord {

	}

	static class OfRecord extends RecordingHandler {

		@OnCallback
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class OfRecordWithMetadata extends RecordingHandler {

		@OnCallback
		void on(CallbackMetadata metadata, JsonNode body, BattleStarted battle) {
			called(battle);
		}

	}

	abstract static class GenericBase<T extends CallbackPayload> extends RecordingHandler {

		@OnCallback
		void on(T event) {
			called(event);
		}

	}

	static class OfGenericBase extends GenericBase<BattleStarted> {

	}

	static class OwnAnnotation extends RecordingHandler {

		@OnRecord
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class NamingItAsWell extends RecordingHandler {

		@OnCallback(BattleStarted.COMMAND)
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class BesideAnother extends RecordingHandler {

		@OnRecord
		@OnCallback(BattleStarted.COMMAND)
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class OfRecording {

		@OnCallback
		void on(RecordingChanged recording) {
		}

	}

	static class NamingOneSpelling {

		@OnCallback(RecordingChanged.COMMAND_OF_FOLLOW)
		void on(RecordingChanged recording) {
		}

	}

	static class OfEveryCommand extends RecordingHandler {

		@OnCallback(OnCallback.ANY)
		void on(CallbackPayload payload) {
			called(payload);
		}

	}

	static class OfEverything {

		@OnCallback(OnCallback.ANY)
		void on(CallbackPayload payload, UnknownCallback unknown, JsonNode body, CallbackMetadata metadata) {
		}

	}

	static class OfEveryCommandAndOne extends RecordingHandler {

		@OnCallback({ BattleStarted.COMMAND, OnCallback.ANY })
		void on(CallbackPayload payload) {
			called(payload);
		}

	}

	static class OfRequest {

		@OnCallback
		void on(GiftRequest request) {
		}

	}

	static class DecidingOnGifts {

		@BeforeCallback
		GiftDecision check(GiftRequest request) {
			return GiftDecision.allow();
		}

	}

	static class DecidingOnMessages {

		@BeforeCallback(onFailure = MessageDecision.REJECT)
		MessageDecision check(MessageRequest request) {
			return MessageDecision.deliver();
		}

	}

	static class NamingMessages {

		@BeforeCallback(MessageRequest.COMMAND)
		MessageDecision check(JsonNode body) {
			return MessageDecision.deliver();
		}

	}

}
