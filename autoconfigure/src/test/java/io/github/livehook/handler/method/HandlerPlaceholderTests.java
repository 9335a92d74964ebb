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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerPlaceholderTests {

	private static final String PREFIX = "io.github.livehook.handler.method.HandlerPlaceholderTests$";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@ParameterizedTest
	@ValueSource(strings = { "Live.CallbackAfterStartBattle", " Live.CallbackAfterStartBattle ", "${other}" })
	void whenCommandIsPlaceholderThenHandlerTakesWhatItStandsFor(String value) {
		this.runner
			.withPropertyValues("my.command=" + value, "other=" + BattleStarted.COMMAND, "my.id=from-property",
					"my.asked=Some.CallbackBeforeThing")
			.withBean("handler", WithPlaceholders.class)
			.run((context) -> {
				CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
				assertThat(handlers.forCommand(BattleStarted.COMMAND)).singleElement()
					.satisfies((handler) -> assertThat(handler.id()).isEqualTo("from-property"));
				assertThat(handlers.decisionHandler("Some.CallbackBeforeThing")).isNotNull();
			});
	}

	@Test
	void whenPlaceholderHasDefaultThenItCounts() {
		this.runner.withBean("handler", WithDefaults.class)
			.run((context) -> assertThat(context.getBean(CallbackHandlers.class).handlers()).singleElement()
				.satisfies((handler) -> {
					assertThat(handler.id()).isEqualTo("start-default");
					assertThat(handler.commands()).containsExactlyInAnyOrder("State.StateChange", "A.B");
				}));
	}

	@Test
	void whenPlaceholderIsForEveryCommandThenHandlerTakesEveryCommand() {
		this.runner.withPropertyValues("my.command=*")
			.withBean("handler", OfCommand.class)
			.run((context) -> assertThat(context.getBean(CallbackHandlers.class).forCommand("A.B")).hasSize(1));
	}

	@ParameterizedTest
	@ValueSource(classes = { OfCommand.class, OfCommandInText.class, OfId.class, Deciding.class })
	void whenPlaceholderCannotBeResolvedThenContextFails(Class<?> type) {
		assertFailed(this.runner, type);
		assertFailed(this.runner.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class)),
				type);
	}

	@Test
	void whenPlaceholderIsBlankThenContextFails() {
		assertFailed(this.runner.withPropertyValues("my.command="), OfCommand.class);
	}

	private static void assertFailed(WebApplicationContextRunner runner, Class<?> type) {
		runner.withBean("handler", type)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + type.getSimpleName()
							+ ".on() of bean 'handler' cannot handle callbacks: nothing says what "
							+ ((type == OfCommandInText.class) ? "Live.${my.command}" : "${my.command}")
							+ " in its annotation is",
					"Set the property, or give it a default, such as ${my.command:State.StateChange}."));
	}

	static class WithPlaceholders {

		@OnCallback(value = "${my.command}", id = "${my.id}")
		void on() {
		}

		@BeforeCallback(value = "${my.asked}", onFailure = 0)
		CallbackDecision check() {
			return CallbackDecision.allow();
		}

	}

	static class WithDefaults {

		@OnCallback(value = { "${my.command:State.StateChange}", "A.${my.name:B}" }, id = "start-${my.id:default}")
		void on() {
		}

	}

	static class OfCommand {

		@OnCallback("${my.command}")
		void on() {
		}

	}

	static class OfCommandInText {

		@OnCallback("Live.${my.command}")
		void on() {
		}

	}

	static class OfId {

		@OnBattleStart(id = "${my.command}")
		void on() {
		}

	}

	static class Deciding {

		@BeforeCallback(value = "${my.command}", onFailure = 0)
		CallbackDecision on() {
			return CallbackDecision.allow();
		}

	}

}
