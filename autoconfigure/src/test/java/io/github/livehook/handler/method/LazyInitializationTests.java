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

import org.springframework.beans.factory.FactoryBean;
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
 * Tests for handlers where {@code spring.main.lazy-initialization} is {@code true}.
 */
class LazyInitializationTests {

	private final WebApplicationContextRunner runner = HandlerRunner.lazyRunner();

	private final Callback battle = TestCallbacks.battle();

	@ParameterizedTest
	@ValueSource(classes = { Battles.class, RecordBean.class, Inheriting.class, OfGenericBase.class,
			OverridingGenericBase.class, Implementing.class, ImplementingGeneric.class, FullConfiguration.class,
			RecordFactoryBean.class })
	void whenInitializationIsLazyThenHandlerIsCreatedByTheFirstCall(Class<?> type) {
		this.runner.withBean("battles", type).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(context.getBeanFactory().containsSingleton("battles")).isFalse();
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly(this.battle.payload());
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Battles.class, Inheriting.class, OfGenericBase.class, OverridingGenericBase.class,
			Implementing.class, ImplementingGeneric.class })
	void whenInitializationIsLazyAndClassIsProxiedThenItIsAdvised(Class<?> type) {
		this.runner.withUserConfiguration(ProxyConfiguration.Cglib.class)
			.withBean("battles", type)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("advice",
					this.battle.payload()));
	}

	@Test
	void whenInitializationIsLazyAndProxyIsOfInterfacesThenItIsAdvised() {
		this.runner.withUserConfiguration(ProxyConfiguration.Jdk.class)
			.withBean("battles", Implementing.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("advice",
					this.battle.payload()));
	}

	@Test
	void whenDeclaredTypeIsAnnotatedInterfaceThenItsImplementationIsCalled() {
		this.runner.withUserConfiguration(DeclaredByInterface.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle))
				.containsExactly(this.battle.payload()));
	}

	@Test
	void whenDeclaredTypeIsAnnotatedGenericInterfaceThenItsImplementationIsCalled() {
		this.runner.withUserConfiguration(DeclaredByGenericInterface.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle))
				.containsExactly(this.battle.payload()));
	}

	@Test
	void whenDeclaredTypeIsAnnotatedGenericBaseThenTheOverridingMethodIsCalled() {
		this.runner.withUserConfiguration(DeclaredByGenericBase.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle))
				.containsExactly(this.battle.payload()));
	}

	interface OnBattle {

		@OnBattleStart
		void on(BattleStarted battle);

	}

	interface OnEvent<T extends CallbackPayload> {

		@OnBattleStart
		void on(T event);

	}

	static class Battles extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	record RecordBean(Calls calls) {

		@OnBattleStart
		void on(BattleStarted battle) {
			this.calls.add(battle);
		}

	}

	static class Inheriting extends Battles {

	}

	static class GenericBase<T extends CallbackPayload> extends RecordingHandler {

		@OnBattleStart
		void on(T event) {
			called(event);
		}

	}

	static class OfGenericBase extends GenericBase<BattleStarted> {

	}

	static class OverridingGenericBase extends GenericBase<BattleStarted> {

		@Override
		void on(BattleStarted event) {
			called(event);
		}

	}

	static class Implementing extends RecordingHandler implements OnBattle {

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

	@Configuration
	static class FullConfiguration extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	record RecordFactoryBean(Calls calls) implements FactoryBean<RecordBean> {

		@Override
		public RecordBean getObject() {
			return new RecordBean(this.calls);
		}

		@Override
		public Class<?> getObjectType() {
			return RecordBean.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByInterface {

		@Bean
		OnBattle battles() {
			return new Implementing();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByGenericInterface {

		@Bean
		OnEvent<BattleStarted> battles() {
			return new ImplementingGeneric();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredByGenericBase {

		@Bean
		GenericBase<BattleStarted> battles() {
			return new OverridingGenericBase();
		}

	}

}
