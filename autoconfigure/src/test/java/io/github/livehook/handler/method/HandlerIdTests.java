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

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

/**
 * Tests for the ids of handlers.
 */
class HandlerIdTests {

	private static final String PREFIX = "io.github.livehook.handler.method.HandlerIdTests$";

	private static final String ACTION = "Give one of them an id of its own, for example @OnBattleStart(id = \"...\").";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenIdIsNotSetThenItIsBeanAndMethod() {
		this.runner.withBean("battles", WithoutId.class)
			.run((context) -> HandlerRunner.assertIds(context, "battles.on"));
	}

	@Test
	void whenIdIsSetThenItIsTaken() {
		this.runner.withBean("battles", WithId.class).run((context) -> HandlerRunner.assertIds(context, "scores"));
	}

	@Test
	void whenIdIsSetOnOnCallbackThenItIsTaken() {
		this.runner.withBean("battles", WithIdOfCallback.class)
			.run((context) -> HandlerRunner.assertIds(context, "all"));
	}

	@Test
	void whenIdIsSetOnAnnotationOfTheApplicationThenItIsTaken() {
		this.runner.withBean("battles", WithOwnAnnotation.class)
			.run((context) -> HandlerRunner.assertIds(context, "own"));
	}

	@Test
	void whenIdIsSetOnOneOfTwoAnnotationsThenItIsTaken() {
		this.runner.withBean("battles", WithIdOnOneOfTwo.class)
			.run((context) -> HandlerRunner.assertIds(context, "second"));
	}

	@Test
	void whenOverloadsHaveIdsThenBothAreHandlers() {
		this.runner.withBean("battles", OverloadsWithIds.class)
			.run((context) -> HandlerRunner.assertIds(context, "json", "record"));
	}

	@Test
	void whenOverloadsHaveNoIdThenContextFails() {
		this.runner.withBean("battles", Overloads.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "Overloads.on(BattleStarted) of bean 'battles' and " + PREFIX
							+ "Overloads.on(JsonNode) of bean 'battles' have the same handler id 'battles.on'",
					ACTION));
	}

	@Test
	void whenHandlersOfTwoBeansHaveTheSameIdThenContextFails() {
		this.runner.withBean("first", WithId.class)
			.withBean("second", WithId.class)
			.run((context) -> HandlerRunner.assertFailed(context, PREFIX + "WithId.on() of bean 'first' and " + PREFIX
					+ "WithId.on() of bean 'second' have the same handler id 'scores'", ACTION));
	}

	@Test
	void whenIdIsTheDefaultOfAnotherHandlerThenContextFails() {
		this.runner.withBean("battles", WithDefaultOfOther.class)
			.withBean("scores", WithoutId.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + "WithDefaultOfOther.started() of bean 'battles' and " + PREFIX
							+ "WithoutId.on() of bean 'scores' have the same handler id 'scores.on'",
					ACTION));
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback("Test.Other")
	@interface OnStateChange {

		@AliasFor(annotation = OnCallback.class, attribute = "id")
		String name();

	}

	static class WithoutId {

		@OnBattleStart
		void on() {
		}

	}

	static class WithId {

		@OnBattleStart(id = "scores")
		void on() {
		}

	}

	static class WithIdOfCallback {

		@OnCallback(value = OnCallback.ANY, id = "all")
		void on() {
		}

	}

	static class WithOwnAnnotation {

		@OnStateChange(name = "own")
		void on() {
		}

	}

	static class WithIdOnOneOfTwo {

		@OnBattleStart
		@OnCallback(value = "Test.Other", id = "second")
		void on() {
		}

	}

	static class WithDefaultOfOther {

		@OnBattleStart(id = "scores.on")
		void started() {
		}

	}

	static class Overloads {

		@OnBattleStart
		void on(BattleStarted battle) {
		}

		@OnBattleStart
		void on(JsonNode body) {
		}

	}

	static class OverloadsWithIds {

		@OnBattleStart(id = "record")
		void on(BattleStarted battle) {
		}

		@OnBattleStart(id = "json")
		void on(JsonNode body) {
		}

	}

}
