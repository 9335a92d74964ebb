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

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;

import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the order in which handlers are called.
 */
class HandlerOrderTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenMethodHasOrderThenItComesBeforeThatOfTheClass() {
		this.runner.withBean("battles", OrderedMethods.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, TestCallbacks.battle())).containsExactly("first",
					"asClass", "last"));
	}

	@Test
	void whenBeanMethodHasOrderThenItIsTaken() {
		this.runner.withUserConfiguration(OrderedBeanMethods.class)
			.run((context) -> assertThat(HandlerRunner.ids(context)).containsExactly("first.on", "second.on",
					"third.on"));
	}

	@Test
	void whenBeanMethodAndClassHaveOrderThenThatOfTheBeanMethodIsTaken() {
		this.runner.withUserConfiguration(OrderedBeanMethodsAndClass.class)
			.run((context) -> assertThat(HandlerRunner.ids(context)).containsExactly("before.on", "asClass.on",
					"after.on"));
	}

	@Test
	void whenOrderIsTheSameThenBeansKeepTheOrderOfTheirDefinitions() {
		this.runner.withUserConfiguration(SameOrder.class)
			.run((context) -> assertThat(HandlerRunner.ids(context)).containsExactly("z.on", "a.on", "m.on"));
	}

	@Test
	void whenOrderIsTheSameThenMethodsAreInTheOrderOfTheirNames() {
		this.runner.withBean("battles", SeveralMethods.class)
			.run((context) -> assertThat(HandlerRunner.ids(context)).containsExactly("battles.a", "battles.b",
					"battles.c"));
	}

	@Test
	void whenHandlerIsOfAllCommandsThenItKeepsItsPlaceAmongTheOthers() {
		this.runner.withBean("battles", WithAll.class)
			.run((context) -> assertThat(
					context.getBean(CallbackHandlers.class).forCommand("Live.CallbackAfterStartBattle"))
				.extracting(CallbackHandler::id)
				.containsExactly("battles.first", "battles.all", "battles.last"));
	}

	@Test
	void whenBeanHasScopedProxyThenOrderOfItsClassIsTaken() {
		this.runner.withUserConfiguration(OrderedScopedProxy.class)
			.run((context) -> assertThat(HandlerRunner.ids(context)).containsExactly("first.on", "second.on"));
	}

	@Order(2)
	static class OrderedMethods extends RecordingHandler {

		@OnBattleStart
		@Order(3)
		void aLast() {
			called("last");
		}

		@OnBattleStart
		void asClass() {
			called("asClass");
		}

		@OnBattleStart
		@Order(1)
		void zFirst() {
			called("first");
		}

	}

	static class Battles {

		@OnBattleStart
		void on() {
		}

	}

	@Order(5)
	static class OrderedBattles {

		@OnBattleStart
		void on() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedBeanMethods {

		@Bean
		Battles third() {
			return new Battles();
		}

		@Bean
		@Order(2)
		Battles second() {
			return new Battles();
		}

		@Bean
		@Order(1)
		Battles first() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedBeanMethodsAndClass {

		@Bean
		@Order(9)
		OrderedBattles after() {
			return new OrderedBattles();
		}

		@Bean
		OrderedBattles asClass() {
			return new OrderedBattles();
		}

		@Bean
		@Order(1)
		OrderedBattles before() {
			return new OrderedBattles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameOrder {

		@Bean
		Battles z() {
			return new Battles();
		}

		@Bean
		Battles a() {
			return new Battles();
		}

		@Bean
		Battles m() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedScopedProxy {

		@Bean
		Battles second() {
			return new Battles();
		}

		@Bean
		@Scope(scopeName = "application", proxyMode = ScopedProxyMode.TARGET_CLASS)
		OrderedBattles first() {
			return new OrderedBattles();
		}

	}

	static class SeveralMethods {

		@OnBattleStart
		void c() {
		}

		@OnBattleStart
		void a() {
		}

		@OnBattleStart
		void b() {
		}

	}

	static class WithAll {

		@OnBattleStart
		@Order(3)
		void last() {
		}

		@OnCallback(OnCallback.ANY)
		@Order(2)
		void all() {
		}

		@OnBattleStart
		@Order(1)
		void first() {
		}

	}

}
