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

import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.FriendDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.c2c.PrivateMessageRequest;
import io.github.livehook.event.chat.message.ChatMessage;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for methods that take what several records share, or whose commands ask for
 * decisions of one type in several families.
 */
class SharedPayloadTests {

	private static final String PREFIX = "io.github.livehook.handler.method.SharedPayloadTests$";

	private static final String OFFICIAL = "OfficialAccount.CallbackBeforeSendMsg";

	private static final String BOTH = PrivateMessageRequest.COMMAND + ", " + MessageRequest.COMMAND;

	private static final String PARAMETERS = "Take UnknownCallback, a record or class of your own that Jackson can "
			+ "create and fill, JsonNode, Map, String, byte[], CallbackMetadata or nothing, each at most once.";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenNoCommandIsNamedThenMethodDecidesOnAllWhoseRecordsShareTheType() {
		assertDecides(Unnamed.class, MessageDecision.deliver(), PrivateMessageRequest.COMMAND, MessageRequest.COMMAND);
	}

	@Test
	void whenCommandsAreNamedThenMethodDecidesOnThese() {
		assertDecides(Named.class, MessageDecision.dropSilently(), PrivateMessageRequest.COMMAND,
				MessageRequest.COMMAND);
		assertDecides(OfOne.class, MessageDecision.deliver(), PrivateMessageRequest.COMMAND);
	}

	@Test
	void whenHandlerTakesSharedTypeThenItIsTheRecord() throws Exception {
		this.runner.withBean("handler", Watching.class).run((context) -> {
			CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
			assertThat(handler.commands()).containsExactlyInAnyOrder(PrivateMessageRequest.COMMAND,
					MessageRequest.COMMAND);
			try {
				handler.handle(TestCallbacks.of(PrivateMessageRequest.COMMAND, "{\"From_Account\":\"a\"}"));
				handler.handle(TestCallbacks.of(MessageRequest.COMMAND, "{\"From_Account\":\"b\"}"));
			}
			catch (Throwable ex) {
				throw new AssertionError(ex);
			}
			assertThat(context.getBean(Calls.class).all()).satisfiesExactly(
					(first) -> assertThat(first).isInstanceOf(PrivateMessageRequest.class),
					(second) -> assertThat(second).isInstanceOf(MessageRequest.class));
		});
	}

	@Test
	void whenRecordOfOneCommandDoesNotShareTheTypeThenContextFails() {
		assertFails(WithoutRecord.class, "check(ChatMessage)", "it takes ChatMessage, the record of " + BOTH
				+ ", but handles C2C.CallbackBeforeSendMsg, OfficialAccount.CallbackBeforeSendMsg", PARAMETERS);
		assertFails(OfAnotherRecord.class, "watch(ChatMessage)", "it takes ChatMessage, the record of " + BOTH
				+ ", but handles C2C.CallbackBeforeSendMsg, State.StateChange", PARAMETERS);
		assertFails(OfEveryCommand.class, "watch(ChatMessage)",
				"it takes ChatMessage, the record of " + BOTH + ", but handles every command", PARAMETERS);
	}

	@Test
	void whenOnFailureIsNoCodeOfOneFamilyThenContextFails() {
		assertFails(WrongForPrivate.class, "check(ChatMessage)",
				"its onFailure is 10100, which is no response to C2C.CallbackBeforeSendMsg",
				"The code is 10100, and not 0 to 2 or 120001 to 130000.");
		assertFails(WrongForGroup.class, "check(ChatMessage)",
				"its onFailure is 130000, which is no response to Group.CallbackBeforeSendMsg",
				"The code is 130000, and not 0 to 2 or 10100 to 10200.");
		assertFails(WrongForCreation.class, "check()",
				"its onFailure is 120001, which is no response to Group.CallbackBeforeCreateGroup",
				"The code is 120001, and not 0 to 1 or 10100 to 10200.");
		assertFails(WrongForFriends.class, "check()",
				"its onFailure is 10100, which is no response to Sns.CallbackPrevFriendAdd",
				"The code of a friend decision is 0 (allow), 1 (reject) or 38000 to 39000, not 10100.");
	}

	@Test
	void whenDecisionIsGeneralThenMethodMayDecideOnFriendsToo() {
		this.runner.withBean("handler", GeneralForFriends.class).run((context) -> {
			DecisionHandler handler = context.getBean(CallbackHandlers.class).decisionHandler(FriendAddRequest.COMMAND);
			assertThat(handler).isNotNull();
			assertThat(handler.decisionType()).isEqualTo(CallbackDecision.class);
			assertThat(handler.onFailure()).isEqualTo(CallbackDecision.of(1));
		});
	}

	@Test
	void whenBeanHasOnFailureOfAnotherFamilyThenContextFails() {
		this.runner.withBean("bean", OwnHandler.class, () -> new OwnHandler(MessageDecision.of(120001)))
			.run((context) -> HandlerRunner.assertFailed(context,
					"The onFailure of own is 120001, which is no response to Group.CallbackBeforeSendMsg",
					"The code is 120001, and not 0 to 2 or 10100 to 10200."));
		this.runner.withBean("bean", OwnHandler.class, () -> new OwnHandler(MessageDecision.of(10100)))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private void assertDecides(Class<?> type, Decision onFailure, String... commands) {
		this.runner.withBean("handler", type).run((context) -> {
			CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
			assertThat(handlers.decisionHandlers()).singleElement().satisfies((handler) -> {
				assertThat(handler.commands()).containsExactlyInAnyOrder(commands);
				assertThat(handler.onFailure()).isEqualTo(onFailure);
				assertThat(handler.decisionType()).isEqualTo(MessageDecision.class);
			});
		});
	}

	private void assertFails(Class<?> type, String method, String problem, String action) {
		this.runner.withBean("handler", type)
			.run((context) -> HandlerRunner.assertFailed(context, PREFIX + type.getSimpleName() + "." + method
					+ " of bean 'handler' cannot handle callbacks: " + problem, action));
	}

	static class Unnamed {

		@BeforeCallback
		MessageDecision check(ChatMessage message) {
			return MessageDecision.deliver();
		}

	}

	static class Named {

		@BeforeCallback(value = { PrivateMessageRequest.COMMAND, MessageRequest.COMMAND },
				onFailure = MessageDecision.DROP)
		MessageDecision check(ChatMessage message) {
			return MessageDecision.deliver();
		}

	}

	static class OfOne {

		@BeforeCallback(PrivateMessageRequest.COMMAND)
		MessageDecision check(ChatMessage message, CallbackPayload payload) {
			return MessageDecision.deliver();
		}

	}

	static class Watching extends RecordingHandler {

		@OnCallback
		void watch(ChatMessage message) {
			called(message);
		}

	}

	static class WithoutRecord {

		@BeforeCallback({ PrivateMessageRequest.COMMAND, OFFICIAL })
		MessageDecision check(ChatMessage message) {
			return MessageDecision.deliver();
		}

	}

	static class OfAnotherRecord {

		@OnCallback({ PrivateMessageRequest.COMMAND, "State.StateChange" })
		void watch(ChatMessage message) {
		}

	}

	static class OfEveryCommand {

		@OnCallback(OnCallback.ANY)
		void watch(ChatMessage message) {
		}

	}

	static class WrongForPrivate {

		@BeforeCallback(onFailure = 10100)
		MessageDecision check(ChatMessage message) {
			return MessageDecision.deliver();
		}

	}

	static class WrongForGroup {

		@BeforeCallback(onFailure = 130000)
		MessageDecision check(ChatMessage message) {
			return MessageDecision.deliver();
		}

	}

	static class WrongForCreation {

		@BeforeCallback(value = "Group.CallbackBeforeCreateGroup", onFailure = 120001)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class WrongForFriends {

		@BeforeCallback(value = FriendAddRequest.COMMAND, onFailure = 10100)
		FriendDecision check() {
			return FriendDecision.allow();
		}

	}

	static class GeneralForFriends {

		@BeforeCallback(value = { FriendAddRequest.COMMAND, "Group.CallbackBeforeCreateGroup", "New.CallbackBefore" },
				onFailure = 1)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	record OwnHandler(MessageDecision onFailure) implements DecisionHandler {

		@Override
		public String id() {
			return "own";
		}

		@Override
		public Set<String> commands() {
			return Set.of(MessageRequest.COMMAND);
		}

		@Override
		public String description() {
			return "own";
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return MessageDecision.class;
		}

		@Override
		public Object handle(Callback callback) {
			return MessageDecision.deliver();
		}

	}

}
