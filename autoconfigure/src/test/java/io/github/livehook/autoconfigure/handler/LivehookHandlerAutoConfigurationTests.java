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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.callback.Callback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookHandlerAutoConfiguration}.
 */
class LivehookHandlerAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class));

	@Test
	void whenThereIsNoAnnotatedMethodThenThereAreNoHandlers() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(CallbackHandlers.class).hasSingleBean(CallbackDispatcher.class);
			assertThat(context.getBean(CallbackHandlers.class).handlers()).isEmpty();
		});
	}

	@Test
	void whenMethodIsAnnotatedThenItIsAHandler() {
		this.contextRunner.withBean("battles", Battles.class)
			.run((context) -> assertThat(context.getBean(CallbackHandlers.class).forCommand(BattleStarted.COMMAND))
				.extracting(CallbackHandler::id)
				.containsExactly("battles.started"));
	}

	@Test
	void whenDisabledThenNothingIsThereAndAnnotatedBeansStay() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
		this.contextRunner.withPropertyValues("livehook.enabled=false")
			.withBean("battles", Battles.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("battles"));
	}

	@Test
	void whenApplicationHasDispatcherThenItIsUsed() {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of());
		this.contextRunner.withBean("ownDispatcher", CallbackDispatcher.class, () -> dispatcher)
			.run((context) -> assertThat(context).getBean(CallbackDispatcher.class).isSameAs(dispatcher));
	}

	@Test
	void whenApplicationHasInterceptorsThenTheyAreCalledInOrder() {
		this.contextRunner.withUserConfiguration(Interceptors.class).run((context) -> {
			CallTrace trace = context.getBean(CallTrace.class);
			HandlerOutcome outcome = context.getBean(CallbackDispatcher.class)
				.dispatch(trace.handler(null), Mockito.mock(Callback.class));
			assertThat(outcome.status()).isEqualTo(HandlerOutcome.Status.SUCCEEDED);
			assertThat(trace.lines).containsExactly("first", "second", "handler");
		});
	}

	static class Battles {

		@OnBattleStart
		void started(BattleStarted battle) {
		}

	}

	static class CallTrace {

		private final List<String> lines = new ArrayList<>();

		CallbackInterceptor interceptor(String name) {
			return (invocation) -> {
				this.lines.add(name);
				return invocation.proceed();
			};
		}

		CallbackHandler handler(@Nullable RuntimeException failure) {
			return new TracedHandler(this.lines, failure);
		}

	}

	record TracedHandler(List<String> lines, @Nullable RuntimeException failure) implements CallbackHandler {

		@Override
		public String id() {
			return "traced";
		}

		@Override
		public Set<String> commands() {
			return Set.of();
		}

		@Override
		public String description() {
			return "the traced handler";
		}

		@Override
		public @Nullable Object handle(Callback callback) {
			this.lines.add("handler");
			if (this.failure != null) {
				throw this.failure;
			}
			return null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Interceptors {

		@Bean
		CallTrace callTrace() {
			return new CallTrace();
		}

		@Bean
		@Order(2)
		CallbackInterceptor aSecond(CallTrace trace) {
			return trace.interceptor("second");
		}

		@Bean
		@Order(1)
		CallbackInterceptor bFirst(CallTrace trace) {
			return trace.interceptor("first");
		}

	}

}
