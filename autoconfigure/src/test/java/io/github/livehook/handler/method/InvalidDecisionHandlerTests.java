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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.BeforeMessageSend;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

/**
 * Tests for methods that cannot decide.
 */
class InvalidDecisionHandlerTests {

	private static final String OTHER_PARAMETERS = ", a record or class of your own that Jackson can create and fill, "
			+ "JsonNode, Map, String, byte[], CallbackMetadata or nothing, each at most once.";

	private static final String PREFIX = "io.github.livehook.handler.method.InvalidDecisionHandlerTests$";

	private static final String RETURN_GIFT = "Return a GiftDecision, or a CompletionStage<GiftDecision> that completes with it.";

	private static final String ONE_COMMAND = "Write a method for each command to decide on; one that decides cannot handle events as well.";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenTwoMethodsDecideOnOneCommandThenContextFails() {
		this.runner.withBean("first", First.class)
			.withBean("second", Second.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "First.check() of bean 'first' and " + PREFIX
							+ "Second.checkToo() of bean 'second' both decide on Live.CallbackBeforeSendGift",
					"Remove one of them: a before-callback has one response."));
	}

	@Test
	void whenTwoDecisionHandlersHaveOneIdThenContextFails() {
		this.runner.withBean("first", SameIdOfGift.class)
			.withBean("second", SameIdOfMessage.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "SameIdOfGift.check() of bean 'first' and " + PREFIX
							+ "SameIdOfMessage.check() of bean 'second' have the same handler id 'same'",
					"Give one of them an id of its own, for example @OnBattleStart(id = \"...\")."));
	}

	@Test
	void whenCommandIsSentAfterwardsThenContextFails() {
		assertFails(AfterCommand.class, "check()",
				"Live.CallbackAfterStartBattle is sent after something has happened, so there is nothing to decide",
				"Use @OnCallback, or the annotation of the command.");
	}

	@Test
	void whenNoCommandIsNamedThenContextFails() {
		assertFails(NoCommand.class, "check(JsonNode)",
				"its annotation names no command, and it takes no record of one",
				"Name the command, for example @BeforeCallback(\"Group.CallbackBeforeSendMsg\"), or take its record, for "
						+ "example MessageRequest.");
	}

	@Test
	void whenEveryCommandIsNamedThenContextFails() {
		assertFails(EveryCommand.class, "check()", "it cannot decide on every command",
				"Name the commands to decide on.");
	}

	@Test
	void whenRecordIsOfAfterCommandThenContextFails() {
		assertFails(RecordOfEvent.class, "check(MessageSent)",
				"Group.CallbackAfterSendMsg is sent after something has happened, so there is nothing to decide",
				"Use @OnCallback, or the annotation of the command.");
	}

	@Test
	void whenOnFailureIsLeftOutForUnknownCommandThenContextFails() {
		assertFails(NoFailure.class, "check()",
				"its annotation sets no onFailure, and Livehook does not know what Tencent documents for "
						+ "New.CallbackBeforeSendMsg",
				"Set onFailure, for example to 0 to let it happen.");
	}

	@Test
	void whenCommandsAskForDifferentDecisionsThenContextFails() {
		assertFails(DifferentKinds.class, "check()", "its commands ask for decisions of different types",
				"Write a method for each of them.");
	}

	@Test
	void whenNothingIsReturnedThenContextFails() {
		assertReturns(ReturningVoid.class, "void");
	}

	@Test
	void whenAnotherDecisionIsReturnedThenContextFails() {
		assertReturns(ReturningOther.class, "io.github.livehook.decision.MessageDecision");
		assertReturns(ReturningAny.class, "io.github.livehook.decision.Decision");
	}

	@Test
	void whenStageOfAnotherDecisionIsReturnedThenContextFails() {
		assertReturns(ReturningStageOfOther.class,
				"java.util.concurrent.CompletionStage<io.github.livehook.decision.MessageDecision>");
		assertReturns(ReturningStageOfVoid.class, "java.util.concurrent.CompletableFuture<java.lang.Void>");
	}

	@Test
	void whenGeneralDecisionIsReturnedForMessageThenContextFails() {
		assertFails(GeneralForMessage.class, "check()",
				"it decides, and returns io.github.livehook.decision.CallbackDecision",
				"Return a MessageDecision, or a CompletionStage<MessageDecision> that completes with it.");
	}

	@Test
	void whenOnFailureIsNoCodeOfGiftsThenContextFails() {
		assertFails(WrongGiftFailure.class, "check()",
				"its onFailure is 2, which is no response to Live.CallbackBeforeSendGift",
				"The code of a gift decision is 0 (allow), 1 (reject) or 102100 to 102200, not 2.");
	}

	@Test
	void whenOnFailureIsNoCodeOfMessagesThenContextFails() {
		assertFails(WrongMessageFailure.class, "check()",
				"its onFailure is 102100, which is no response to Group.CallbackBeforeSendMsg",
				"The code of a message decision is 0 (deliver), 1 (reject), 2 (drop silently), 10100 to 10200 in groups "
						+ "or 120001 to 130000 elsewhere, not 102100.");
	}

	@Test
	void whenMethodDecidesAndWatchesThenContextFails() {
		assertFails(DecidingAndWatching.class, "check()", "it has more than one annotation of a command", ONE_COMMAND);
	}

	@Test
	void whenMethodHasTwoAnnotationsThatDecideThenContextFails() {
		assertFails(DecidingTwice.class, "check()", "it has more than one annotation of a command", ONE_COMMAND);
	}

	@Test
	void whenWatcherReturnsDecisionThenContextFails() {
		String action = "Use @BeforeCallback, or the annotation of the command, such as @BeforeGiftSend.";
		assertFails(DecidingWatcher.class, "check()",
				"it handles events, and returns io.github.livehook.decision.GiftDecision", action);
		assertFails(DecidingLaterWatcher.class, "check()", "it handles events, and returns "
				+ "java.util.concurrent.CompletionStage<io.github.livehook.decision.CallbackDecision>", action);
	}

	@Test
	void whenParameterIsRecordOfAnotherCommandThenContextFails() {
		assertFails(OtherRecord.class, "check(MessageRequest)",
				"it takes MessageRequest, the record of Group.CallbackBeforeSendMsg, but handles "
						+ "Live.CallbackBeforeSendGift",
				"Take GiftRequest" + OTHER_PARAMETERS);
		assertFails(RecordOfAfter.class, "check(MessageSent)",
				"it takes MessageSent, the record of Group.CallbackAfterSendMsg, but handles Group.CallbackBeforeSendMsg",
				"Take MessageRequest" + OTHER_PARAMETERS);
	}

	private void assertReturns(Class<?> type, String returned) {
		assertFails(type, "check()", "it decides, and returns " + returned, RETURN_GIFT);
	}

	private void assertFails(Class<?> type, String method, String problem, String action) {
		this.runner.withBean("decisionHandler", type)
			.run((context) -> HandlerRunner.assertFailed(context, PREFIX + type.getSimpleName() + "." + method
					+ " of bean 'decisionHandler' cannot handle callbacks: " + problem, action));
	}

	static class First {

		@BeforeGiftSend
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class Second {

		@BeforeCallback(value = GiftRequest.COMMAND, onFailure = 1)
		GiftDecision checkToo() {
			return GiftDecision.allow();
		}

	}

	static class SameIdOfGift {

		@BeforeGiftSend(id = "same")
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class SameIdOfMessage {

		@BeforeMessageSend(id = "same")
		MessageDecision check() {
			return MessageDecision.deliver();
		}

	}

	static class AfterCommand {

		@BeforeCallback(value = "Live.CallbackAfterStartBattle", onFailure = 0)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class NoCommand {

		@BeforeCallback(onFailure = 0)
		CallbackDecision check(JsonNode body) {
			return CallbackDecision.allow();
		}

	}

	static class EveryCommand {

		@BeforeCallback(value = OnCallback.ANY, onFailure = 0)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class RecordOfEvent {

		@BeforeCallback
		CallbackDecision check(MessageSent message) {
			return CallbackDecision.allow();
		}

	}

	static class NoFailure {

		@BeforeCallback("New.CallbackBeforeSendMsg")
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class DifferentKinds {

		@BeforeCallback(value = { GiftRequest.COMMAND, "New.CallbackBeforeSendMsg" }, onFailure = 0)
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class ReturningVoid {

		@BeforeGiftSend
		void check() {
		}

	}

	static class ReturningOther {

		@BeforeGiftSend
		MessageDecision check() {
			return MessageDecision.deliver();
		}

	}

	static class ReturningAny {

		@BeforeGiftSend
		Decision check() {
			return GiftDecision.allow();
		}

	}

	static class ReturningStageOfOther {

		@BeforeGiftSend
		CompletionStage<MessageDecision> check() {
			return new CompletableFuture<>();
		}

	}

	static class ReturningStageOfVoid {

		@BeforeGiftSend
		CompletableFuture<Void> check() {
			return new CompletableFuture<>();
		}

	}

	static class GeneralForMessage {

		@BeforeMessageSend
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class WrongGiftFailure {

		@BeforeGiftSend(onFailure = 2)
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class WrongMessageFailure {

		@BeforeMessageSend(onFailure = 102100)
		MessageDecision check() {
			return MessageDecision.deliver();
		}

	}

	static class DecidingAndWatching {

		@OnBattleStart
		@BeforeGiftSend
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class DecidingTwice {

		@BeforeGiftSend
		@BeforeCallback(value = "X.CallbackBeforeGift", onFailure = 0)
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class DecidingWatcher {

		@OnCallback(GiftRequest.COMMAND)
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	static class DecidingLaterWatcher {

		@OnCallback(OnCallback.ANY)
		CompletionStage<CallbackDecision> check() {
			return new CompletableFuture<>();
		}

	}

	static class OtherRecord {

		@BeforeGiftSend
		GiftDecision check(MessageRequest message) {
			return GiftDecision.allow();
		}

	}

	static class RecordOfAfter {

		@BeforeMessageSend
		MessageDecision check(MessageSent message) {
			return MessageDecision.deliver();
		}

	}

}
