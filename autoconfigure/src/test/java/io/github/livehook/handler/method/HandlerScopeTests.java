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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when the beans of handlers are created, and how often.
 */
class HandlerScopeTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenBeanIsLazyThenItIsCreatedByTheFirstCall() {
		this.runner.withUserConfiguration(LazyBean.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(context.getBean(Calls.class).all()).isEmpty();
			HandlerRunner.handle(context, this.battle);
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("created", "called", "called");
		});
	}

	@Test
	void whenBeanIsPrototypeThenEachCallCreatesOne() {
		this.runner.withUserConfiguration(PrototypeBean.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(context.getBean(Calls.class).all()).isEmpty();
			HandlerRunner.handle(context, this.battle);
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("created", "called", "created",
					"called");
		});
	}

	@Test
	void whenLazyBeanIsProxiedThenDiscoveryDoesNotCreateIt() {
		this.runner.withUserConfiguration(LazyBean.class, ProxyConfiguration.Cglib.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(context.getBean(Calls.class).all()).isEmpty();
			List<Object> calls = HandlerRunner.handle(context, this.battle);
			assertThat(calls).containsExactly("created", "advice", "called");
		});
	}

	@Test
	void whenBeanOfCustomScopeHasScopedProxyThenItCountsOnce() {
		this.runner.withUserConfiguration(ThreadScope.class, ThreadScopedProxy.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(context.getBean(Calls.class).all()).isEmpty();
			HandlerRunner.handle(context, this.battle);
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("created", "called", "called");
		});
	}

	@Test
	void whenScopedProxyIsOfInterfacesThenTheAnnotatedInterfaceMethodIsCalled() {
		this.runner.withUserConfiguration(ThreadScope.class, ThreadScopedInterfaceProxy.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("called");
		});
	}

	@Test
	void whenBeanOfCustomScopeHasNoProxyThenItIsTakenFromTheScope() {
		this.runner.withUserConfiguration(ThreadScope.class, ThreadScoped.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			HandlerRunner.handle(context, this.battle);
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("created", "called", "called");
		});
	}

	@Test
	void whenScopeIsTheApplicationThenItIsCalled() {
		this.runner.withUserConfiguration(ApplicationScoped.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("created",
					"called"));
	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBean {

		@Bean
		@Lazy
		Battles battles(Calls calls) {
			return new Battles(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeBean {

		@Bean
		@Scope("prototype")
		Battles battles(Calls calls) {
			return new Battles(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadScope {

		@Bean
		static CustomScopeConfigurer threadScope() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadScopedProxy {

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Battles battles(Calls calls) {
			return new Battles(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadScopedInterfaceProxy {

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
		OnBattle battles(Calls calls) {
			return (battle) -> calls.add("called");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadScoped {

		@Bean
		@Scope("thread")
		Battles battles(Calls calls) {
			return new Battles(calls);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ApplicationScoped {

		@Bean
		@Scope("application")
		Battles battles(Calls calls) {
			return new Battles(calls);
		}

	}

	interface OnBattle {

		@OnBattleStart
		void on(BattleStarted battle);

	}

	static class Battles {

		private final Calls calls;

		Battles(Calls calls) {
			this.calls = calls;
			calls.add("created");
		}

		@OnBattleStart
		void on(BattleStarted battle) {
			this.calls.add("called");
		}

	}

}
