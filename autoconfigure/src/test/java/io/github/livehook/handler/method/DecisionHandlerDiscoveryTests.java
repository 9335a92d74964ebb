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
import org.springframework.context.ApplicationContext;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.BeforeMessageSend;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for methods that decide.
 */
class DecisionHandlerDiscoveryTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenAnnotationSaysNothingThenTencentsDefaultsStand() {
		this.runner.withBean("gifts", Gifts.class).withBean("messages", Messages.class).run((context) -> {
			DecisionHandler gifts = decisionHandler(context, "Live.CallbackBeforeSendGift");
			assertThat(gifts.id()).isEqualTo("gifts.check");
			assertThat(gifts.commands()).containsExactly("Live.CallbackBeforeSendGift");
			assertThat(gifts.decisionType()).isEqualTo(GiftDecision.class);
			assertThat(gifts.onFailure()).isEqualTo(GiftDecision.reject());
			assertThat(gifts.isInterruptedWhenLate()).isFalse();
			assertThat(gifts.description())
				.isEqualTo("io.github.livehook.handler.method.DecisionHandlerDiscoveryTests$Gifts"
						+ ".check(GiftRequest) of bean 'gifts'");
			DecisionHandler messages = decisionHandler(context, "Group.CallbackBeforeSendMsg");
			assertThat(messages.onFailure()).isEqualTo(MessageDecision.deliver());
			assertThat(messages.decisionType()).isEqualTo(MessageDecision.class);
		});
	}

	@Test
	void whenAnnotationSaysMoreThenItHolds() {
		this.runner.withBean("gifts", ConfiguredGifts.class).run((context) -> {
			DecisionHandler gifts = decisionHandler(context, "Live.CallbackBeforeSendGift");
			assertThat(gifts.id()).isEqualTo("wallet");
			assertThat(gifts.onFailure()).isEqualTo(GiftDecision.of(102200));
			assertThat(gifts.isInterruptedWhenLate()).isTrue();
		});
	}

	@Test
	void whenMethodReturnsStageThenItsDecisionIsTheResult() {
		this.runner.withBean("gifts", LaterGifts.class).run((context) -> {
			Object result = handle(decisionHandler(context, "Live.CallbackBeforeSendGift"));
			assertThat(result).isEqualTo(GiftDecision.reject());
		});
	}

	@Test
	void whenMethodNamesSeveralCommandsThenItDecidesOnEach() {
		this.runner.withBean("decisionHandler", Several.class).run((context) -> {
			DecisionHandler decisionHandler = decisionHandler(context, "C2C.CallbackBeforeNew");
			assertThat(decisionHandler(context, "Group.CallbackBeforeNew")).isSameAs(decisionHandler);
			assertThat(decisionHandler(context, "Test.Other")).isSameAs(decisionHandler);
			assertThat(decisionHandler.onFailure()).isEqualTo(CallbackDecision.of(7));
			assertThat(decisionHandler.commands()).hasSize(3);
		});
	}

	@Test
	void whenDecisionHandlerIsThereThenItIsAmongAllHandlersAndWatchesNothing() {
		this.runner.withBean("gifts", Gifts.class).withBean("watcher", Watcher.class).run((context) -> {
			CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
			HandlerRunner.assertIds(context, "gifts.check", "watcher.all");
			assertThat(handlers.forCommand("Live.CallbackBeforeSendGift")).extracting(CallbackHandler::id)
				.containsExactly("watcher.all");
			assertThat(handlers.decisionHandler("Group.CallbackBeforeSendMsg")).isNull();
			assertThat(handlers.decisionHandler("Test.Other")).isNull();
		});
	}

	private static DecisionHandler decisionHandler(ApplicationContext context, String command) {
		DecisionHandler decisionHandler = context.getBean(CallbackHandlers.class).decisionHandler(command);
		assertThat(decisionHandler).isNotNull();
		return decisionHandler;
	}

	private static Object handle(DecisionHandler decisionHandler) {
		try {
			return decisionHandler.handle(TestCallbacks.of(GiftRequest.COMMAND, "{\"RoomId\":\"r-1\"}"));
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	static class Gifts {

		@BeforeGiftSend
		GiftDecision check(GiftRequest gift) {
			return GiftDecision.allow();
		}

	}

	static class ConfiguredGifts {

		@BeforeGiftSend(onFailure = 102200, interruptWhenLate = true, id = "wallet")
		GiftDecision check(CallbackMetadata metadata) {
			return GiftDecision.allow();
		}

	}

	static class LaterGifts {

		@BeforeGiftSend
		CompletionStage<GiftDecision> check(GiftRequest gift) {
			return CompletableFuture
				.supplyAsync(() -> "r-1".equals(gift.roomId()) ? GiftDecision.reject() : GiftDecision.allow());
		}

	}

	static class Messages {

		@BeforeMessageSend
		MessageDecision check() {
			return MessageDecision.deliver();
		}

	}

	static class Several {

		@BeforeCallback(value = { "C2C.CallbackBeforeNew", "Group.CallbackBeforeNew", "Test.Other" }, onFailure = 7)
		CallbackDecision check(UnknownCallback body) {
			return CallbackDecision.allow();
		}

	}

	static class Watcher {

		@OnCallback(OnCallback.ANY)
		void all() {
		}

	}

}
