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
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans that are handlers themselves.
 */
class CallbackHandlerBeanTests {

	private static final String PREFIX = "io.github.livehook.handler.method.CallbackHandlerBeanTests$";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenBeanIsHandlerThenItIsCalledWithItsCommands() {
		this.runner.withBean("bean", OwnHandler.class, () -> new OwnHandler("own", BattleStarted.COMMAND))
			.run((context) -> {
				HandlerRunner.assertIds(context, "own");
				CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
				assertThat(handlers.forCommand(BattleStarted.COMMAND)).containsExactlyElementsOf(handlers.handlers());
				assertThat(handlers.forCommand("Test.Other")).isEmpty();
				HandlerRunner.handle(context, TestCallbacks.battle());
				assertThat(context.getBean(OwnHandler.class).calls).isEqualTo(1);
			});
	}

	@Test
	void whenHandlerSaysNothingElseThenItIsDescribedByClassAndIdAndHasNoRetrySettings() {
		OwnHandler handler = new OwnHandler("own");
		assertThat(handler.description()).isEqualTo(PREFIX + "OwnHandler with id 'own'");
		assertThat(handler.retry()).isSameAs(HandlerRetry.none());
		assertThat(handler.beanName()).isNull();
		assertThat(handler.methodName()).isNull();
	}

	@Test
	void whenHandlerTakesNoneOrAnyThenItTakesEveryCommand() {
		this.runner.withBean("none", OwnHandler.class, () -> new OwnHandler("none"))
			.withBean("any", OwnHandler.class, () -> new OwnHandler("any", OnCallback.ANY))
			.run((context) -> {
				assertThat(ids(context, "Test.Other")).containsExactly("none", "any");
				assertThat(ids(context, BattleStarted.COMMAND)).containsExactly("none", "any");
			});
	}

	@Test
	void whenHandlerNamesOneSpellingThenItTakesAll() {
		this.runner.withBean("bean", OwnHandler.class, () -> new OwnHandler("own", RecordingChanged.COMMAND_OF_FOLLOW))
			.run((context) -> assertThat(ids(context, RecordingChanged.COMMAND)).containsExactly("own"));
	}

	@Test
	void whenMethodsAndBeansHaveOrdersThenTheyAreCalledInThatOrder() {
		this.runner.withUserConfiguration(OrderedHandlers.class)
			.run((context) -> assertThat(ids(context, BattleStarted.COMMAND)).containsExactly("battles.first", "second",
					"battles.third", "fourth", "fifth", "battles.last", "last"));
	}

	@Test
	void whenBeansAreLazyThenHandlersAreCreatedToAskForTheirCommands() {
		HandlerRunner.lazyRunner()
			.withBean("bean", OwnHandler.class, () -> new OwnHandler("own", BattleStarted.COMMAND))
			.run((context) -> assertThat(ids(context, BattleStarted.COMMAND)).containsExactly("own"));
	}

	@Test
	void whenBeanIsNullThenItIsNoHandler() {
		this.runner.withUserConfiguration(NoHandler.class).run((context) -> HandlerRunner.assertIds(context));
	}

	@Test
	void whenBeanHasTheIdOfMethodThenContextFails() {
		this.runner.withBean("battles", Battles.class)
			.withBean("bean", OwnHandler.class, () -> new OwnHandler("battles.first"))
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "Battles.first() of bean 'battles' and " + PREFIX
							+ "OwnHandler with id 'battles.first' have the same handler id 'battles.first'",
					"Give one of them an id of its own, for example @OnBattleStart(id = \"...\")."));
	}

	@Test
	void whenBeanDecidesThenItIsADecisionHandlerAndNoHandlerOfEvents() {
		this.runner.withUserConfiguration(DeclaredAsHandler.class).run((context) -> {
			CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
			assertThat(handlers.handlers()).isEmpty();
			assertThat(handlers.decisionHandlers()).hasSize(1);
			DecisionHandler handler = handlers.decisionHandler(GiftRequest.COMMAND);
			assertThat(handler).isSameAs(context.getBean(DecisionHandler.class));
			assertThat(handler.isInterruptedWhenLate()).isFalse();
		});
	}

	@Test
	void whenBeanAndMethodDecideOnOneCommandThenContextFails() {
		this.runner.withBean("gifts", Gifts.class)
			.withBean("bean", OwnDecisionHandler.class, () -> new OwnDecisionHandler(GiftRequest.COMMAND))
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "Gifts.check() of bean 'gifts' and " + PREFIX
							+ "OwnDecisionHandler with id 'deciding' both decide on Live.CallbackBeforeSendGift",
					"Remove one of them: a before-callback has one response."));
	}

	@Test
	void whenBeanDecidesOnNothingThenContextFails() {
		assertDecisionFails(Set.of(), " names no command to decide on",
				"Return the commands from its method commands().");
	}

	@Test
	void whenBeanDecidesWithAnotherTypeThenContextFails() {
		assertDecisionFails(Set.of("Group.CallbackBeforeSendMsg"),
				" decides on Group.CallbackBeforeSendMsg with a GiftDecision", "Return a MessageDecision.");
	}

	@Test
	void whenBeanDecidesOnEventThenContextFails() {
		assertDecisionFails(Set.of(BattleStarted.COMMAND),
				" decides on Live.CallbackAfterStartBattle with a GiftDecision",
				"Remove the command: it is sent after something has happened.");
	}

	private void assertDecisionFails(Set<String> commands, String problem, String action) {
		this.runner.withBean("bean", OwnDecisionHandler.class, () -> new OwnDecisionHandler(commands))
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "OwnDecisionHandler with id 'deciding'" + problem, action));
	}

	private static List<String> ids(ApplicationContext context, String command) {
		return context.getBean(CallbackHandlers.class).forCommand(command).stream().map(CallbackHandler::id).toList();
	}

	static class OwnHandler implements CallbackHandler {

		private final String id;

		private final Set<String> commands;

		private int calls;

		OwnHandler(String id, String... commands) {
			this.id = id;
			this.commands = Set.of(commands);
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public Set<String> commands() {
			return this.commands;
		}

		@Override
		public @Nullable Object handle(Callback callback) {
			this.calls++;
			return null;
		}

	}

	static class RankedHandler extends OwnHandler implements Ordered {

		RankedHandler(String id) {
			super(id);
		}

		@Override
		public int getOrder() {
			return 4;
		}

	}

	@Order(5)
	static class AnnotatedHandler extends OwnHandler {

		AnnotatedHandler(String id) {
			super(id);
		}

	}

	record OwnDecisionHandler(Set<String> commands) implements DecisionHandler {

		OwnDecisionHandler(String command) {
			this(Set.of(command));
		}

		@Override
		public String id() {
			return "deciding";
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return GiftDecision.class;
		}

		@Override
		public Decision onFailure() {
			return GiftDecision.reject();
		}

		@Override
		public Object handle(Callback callback) {
			return GiftDecision.allow();
		}

	}

	static class Battles {

		@Order(1)
		@OnBattleStart
		void first() {
		}

		@Order(3)
		@OnBattleStart
		void third() {
		}

		@OnBattleStart
		void last() {
		}

	}

	static class Gifts {

		@BeforeGiftSend
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedHandlers {

		@Bean
		CallbackHandler last() {
			return new OwnHandler("last");
		}

		@Bean
		CallbackHandler fifth() {
			return new AnnotatedHandler("fifth");
		}

		@Bean
		CallbackHandler fourth() {
			return new RankedHandler("fourth");
		}

		@Bean
		@Order(2)
		CallbackHandler second() {
			return new OwnHandler("second");
		}

		@Bean
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoHandler {

		@Bean
		@Nullable CallbackHandler none() {
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsHandler {

		@Bean
		CallbackHandler gifts() {
			return new OwnDecisionHandler(GiftRequest.COMMAND);
		}

	}

}
