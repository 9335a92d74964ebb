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

	private static final String PREFIX = "io.github.livehook.handler.method.InvalidDecisionHandlerTests$";

	private static final String RETURN_GIFT = "Return a GiftDecision, or a CompletionStage<GiftDecision> that completes with it.";

	private static final String NOT_GIFT = "it decides, and does not return a GiftDecision";

	private static final String ONE_COMMAND = "Write a method for each command to decide on; one that decides cannot watch others as well.";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenTwoMethodsDecideOnOneCommandThenContextFails() {
		this.runner.withBean("first", First.class)
			.withBean("second", Second.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "First.check() of bean 'first' and " + PREFIX
							+ "Second.checkToo() of bean 'second' both decide on Live.CallbackBeforeSendGift",
					"Remove one of them: there is one answer to the question."));
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
		assertFails(NoCommand.class, "check()", "it names no command to decide on",
				"Name one, for example @BeforeCallback(value = \"C2C.CallbackBeforeSendMsg\", onFailure = 0).");
	}

	@Test
	void whenCommandsAskForDifferentDecisionsThenContextFails() {
		assertFails(DifferentKinds.class, "check()", "its commands ask for decisions of different types",
				"Write a method for each of them.");
	}

	@Test
	void whenNothingIsReturnedThenContextFails() {
		assertFails(ReturningVoid.class, "check()", NOT_GIFT, RETURN_GIFT);
	}

	@Test
	void whenAnotherDecisionIsReturnedThenContextFails() {
		assertFails(ReturningOther.class, "check()", NOT_GIFT, RETURN_GIFT);
		assertFails(ReturningAny.class, "check()", NOT_GIFT, RETURN_GIFT);
	}

	@Test
	void whenStageOfAnotherDecisionIsReturnedThenContextFails() {
		assertFails(ReturningStageOfOther.class, "check()", NOT_GIFT, RETURN_GIFT);
		assertFails(ReturningStageOfVoid.class, "check()", NOT_GIFT, RETURN_GIFT);
	}

	@Test
	void whenGeneralDecisionIsReturnedForMessageThenContextFails() {
		assertFails(GeneralForMessage.class, "check()", "it decides, and does not return a MessageDecision",
				"Return a MessageDecision, or a CompletionStage<MessageDecision> that completes with it.");
	}

	@Test
	void whenOnFailureIsNoCodeOfGiftsThenContextFails() {
		assertFails(WrongGiftFailure.class, "check()", "its onFailure is 2, which cannot be answered",
				"The code of a gift decision is 0 (allow), 1 (reject) or 102100 to 102200, not 2.");
	}

	@Test
	void whenOnFailureIsNoCodeOfMessagesThenContextFails() {
		assertFails(WrongMessageFailure.class, "check()", "its onFailure is 102100, which cannot be answered",
				"The code of a message decision is 0 (deliver), 1 (reject), 2 (drop silently) or 10100 to 10200, "
						+ "not 102100.");
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
		assertFails(DecidingWatcher.class, "check()", "it returns a decision, and its annotation asks for none",
				action);
		assertFails(DecidingLaterWatcher.class, "check()", "it returns a decision, and its annotation asks for none",
				action);
	}

	@Test
	void whenParameterIsRecordOfAnotherCommandThenContextFails() {
		assertFails(OtherRecord.class, "check(MessageRequest)",
				"its parameter of type io.github.livehook.event.chat.message.MessageRequest is the record of another command",
				"Take GiftRequest, JsonNode, CallbackMetadata or nothing, each at most once.");
		assertFails(RecordOfAfter.class, "check(MessageSent)",
				"its parameter of type io.github.livehook.event.chat.message.MessageSent is the record of another command",
				"Take MessageRequest, JsonNode, CallbackMetadata or nothing, each at most once.");
	}

	private void assertFails(Class<?> type, String method, String problem, String action) {
		this.runner.withBean("decisionHandler", type)
			.run((context) -> HandlerRunner.assertFailed(context, PREFIX + type.getSimpleName() + "." + method
					+ " of bean 'decisionHandler' cannot be called with callbacks: " + problem, action));
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

		@BeforeCallback(value = {}, onFailure = 0)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class DifferentKinds {

		@BeforeCallback(value = { GiftRequest.COMMAND, "C2C.CallbackBeforeSendMsg" }, onFailure = 0)
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

		@OnCallback
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
