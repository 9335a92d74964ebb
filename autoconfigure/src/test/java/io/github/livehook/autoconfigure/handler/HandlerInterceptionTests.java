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

package io.github.livehook.autoconfigure.handler;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerInvocation;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.HandlerOutcome.Status;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the beans of the application that see the calls of handlers.
 */
class HandlerInterceptionTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class));

	@Test
	void whenThereAreInterceptorsThenTheyGoAroundInTheirOrder() {
		this.runner.withUserConfiguration(Battles.class, Interceptors.class).run((context) -> {
			assertThat(dispatch(context).status()).isEqualTo(Status.SUCCEEDED);
			assertThat(context.getBean(Battles.class).calls).containsExactly("outer", "inner", "handler", "inner end",
					"outer end");
		});
	}

	@Test
	void whenInterceptorHasHandlerItselfThenBothWork() {
		this.runner.withBean("counting", CountingInterceptor.class).run((context) -> {
			assertThat(dispatch(context).status()).isEqualTo(Status.SUCCEEDED);
			assertThat(context.getBean(CountingInterceptor.class).calls).containsExactly("intercept counting.on", "on");
		});
	}

	@Test
	void whenConfigurationHasHandlerAndWhatTheCodecNeedsThenContextStarts() {
		this.runner.withUserConfiguration(BattlesWithIdentifier.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CallbackHandlers.class).handlers()).hasSize(1);
		});
	}

	private static HandlerOutcome dispatch(ApplicationContext context) {
		CallbackHandler handler = context.getBean(CallbackHandlers.class).forCommand(BattleStarted.COMMAND).get(0);
		return context.getBean(CallbackDispatcher.class).dispatch(handler, TestCallbacks.battle());
	}

	@Configuration("battles")
	static class Battles {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@OnBattleStart
		void on(BattleStarted battle) {
			this.calls.add("handler");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		@Bean
		@Order(2)
		CallbackInterceptor inner(Battles battles) {
			return (invocation) -> around("inner", battles, invocation);
		}

		@Bean
		@Order(1)
		CallbackInterceptor outer(Battles battles) {
			return (invocation) -> around("outer", battles, invocation);
		}

		private Object around(String name, Battles battles, HandlerInvocation invocation) throws Throwable {
			battles.calls.add(name);
			Object result = invocation.proceed();
			battles.calls.add(name + " end");
			return result;
		}

	}

	static class CountingInterceptor implements CallbackInterceptor {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@Override
		public Object intercept(HandlerInvocation invocation) throws Throwable {
			this.calls.add("intercept " + invocation.handler().id());
			return invocation.proceed();
		}

		@OnBattleStart
		void on() {
			this.calls.add("on");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BattlesWithIdentifier {

		@Bean
		CallbackIdentifier identifier() {
			return (callback) -> null;
		}

		@OnBattleStart
		void on(BattleStarted battle, CallbackMetadata metadata) {
		}

	}

}
