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

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handler methods that an interface declares.
 */
class InterfaceHandlerTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenInterfaceMethodIsAnnotatedThenItsImplementationIsCalled() {
		assertCalledOnce(Implementing.class);
	}

	@Test
	void whenDefaultMethodIsAnnotatedThenItIsCalled() {
		assertCalledOnce(WithDefault.class);
	}

	@Test
	void whenDefaultMethodIsOverriddenThenItIsCalledOnce() {
		assertCalledOnce(OverridingDefault.class);
	}

	@Test
	void whenTwoInterfacesDeclareTheMethodThenItIsCalledOnce() {
		assertCalledOnce(ImplementingTwo.class);
	}

	@Test
	void whenInterfaceIsGenericThenItsBridgeIsNotCalledAsWell() {
		assertCalledOnce(ImplementingGeneric.class);
	}

	@Test
	void whenDefaultMethodOfGenericInterfaceIsAnnotatedThenItTakesTheRecord() {
		assertCalledOnce(WithGenericDefault.class);
	}

	@Test
	void whenImplementationIsBehindJdkProxyThenItIsCalledThroughTheProxy() {
		assertAdvised(Implementing.class);
	}

	@Test
	void whenDefaultMethodIsBehindJdkProxyThenItIsCalledThroughTheProxy() {
		assertAdvised(WithDefault.class);
	}

	@Test
	void whenOverriddenDefaultMethodIsBehindJdkProxyThenItIsCalledThroughTheProxy() {
		assertAdvised(OverridingDefault.class);
	}

	@Test
	void whenGenericDefaultMethodIsBehindJdkProxyThenItIsCalledThroughTheProxy() {
		assertAdvised(WithGenericDefault.class);
	}

	@Test
	void whenImplementationOfGenericInterfaceIsBehindJdkProxyThenItIsCalledThroughTheProxy() {
		assertAdvised(ImplementingGeneric.class);
	}

	@Test
	void whenBeanIsProxyOfTheApplicationThenItIsCalled() {
		this.runner.withUserConfiguration(OwnProxy.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle))
				.containsExactly(this.battle.payload()));
	}

	@Test
	void whenLazyBeanIsProxyOfTheApplicationThenItIsCalled() {
		HandlerRunner.lazyRunner()
			.withUserConfiguration(OwnProxy.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle))
				.containsExactly(this.battle.payload()));
	}

	private void assertCalledOnce(Class<?> type) {
		this.runner.withBean("battles", type).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly(this.battle.payload());
		});
	}

	private void assertAdvised(Class<?> type) {
		this.runner.withUserConfiguration(ProxyConfiguration.Jdk.class).withBean("battles", type).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean("battles")).matches(AopUtils::isJdkDynamicProxy);
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("advice", this.battle.payload());
		});
	}

	interface OnBattle {

		@OnBattleStart
		void on(BattleStarted battle);

	}

	interface AlsoOnBattle {

		@OnBattleStart
		void on(BattleStarted battle);

	}

	interface OnBattleByDefault {

		@OnBattleStart
		default void on(BattleStarted battle) {
			record(battle);
		}

		void record(Object call);

	}

	interface OnEvent<T extends CallbackPayload> {

		@OnBattleStart
		void on(T event);

	}

	interface OnEventByDefault<T extends CallbackPayload> {

		@OnBattleStart
		default void on(T event) {
			record(event);
		}

		void record(Object call);

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProxy {

		@Bean
		OnBattle battles(Calls calls) {
			return (OnBattle) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { OnBattle.class },
					(proxy, method, arguments) -> {
						calls.add(arguments[0]);
						return null;
					});
		}

	}

	static class Implementing extends RecordingHandler implements OnBattle {

		@Override
		public void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class WithDefault extends RecordingHandler implements OnBattleByDefault {

		@Override
		public void record(Object call) {
			called(call);
		}

	}

	static class OverridingDefault extends RecordingHandler implements OnBattleByDefault {

		@Override
		public void on(BattleStarted battle) {
			record(battle);
		}

		@Override
		public void record(Object call) {
			called(call);
		}

	}

	static class ImplementingTwo extends RecordingHandler implements OnBattle, AlsoOnBattle {

		@Override
		public void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class ImplementingGeneric extends RecordingHandler implements OnEvent<BattleStarted> {

		@Override
		public void on(BattleStarted event) {
			called(event);
		}

	}

	static class WithGenericDefault extends RecordingHandler implements OnEventByDefault<BattleStarted> {

		@Override
		public void record(Object call) {
			called(call);
		}

	}

}
