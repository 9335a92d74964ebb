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

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the beans that handler methods are found in.
 */
class HandlerBeanDiscoveryTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenThereAreTwoBeansOfOneClassThenBothAreCalled() {
		this.runner.withBean("first", Battles.class).withBean("second", Battles.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("first.on", "second.on");
			assertThat(HandlerRunner.handle(context, this.battle)).hasSize(2);
		});
	}

	@Test
	void whenConfigurationClassHasHandlerThenItIsCalled() {
		this.runner.withUserConfiguration(FullConfiguration.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("full"));
	}

	@Test
	void whenLiteConfigurationClassHasHandlerThenItIsCalled() {
		this.runner.withUserConfiguration(LiteConfiguration.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("lite"));
	}

	@Test
	void whenFactoryBeanMakesHandlerThenItIsCalled() {
		this.runner.withBean("battles", RecordFactoryBean.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).hasSize(1);
		});
	}

	@Test
	void whenSingletonIsDeclaredByInterfaceThenItsClassIsLookedAt() {
		this.runner.withUserConfiguration(DeclaredByInterface.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("hidden"));
	}

	@Test
	void whenSingletonHasNoDefinitionThenItIsCalled() {
		Calls calls = new Calls();
		this.runner
			.withInitializer(
					(context) -> context.getBeanFactory().registerSingleton("registered", new RecordBean(calls)))
			.run((context) -> {
				HandlerRunner.handle(context, this.battle);
				assertThat(calls.all()).hasSize(1);
			});
	}

	@Test
	void whenBeanDefinitionIsAbstractThenItHasNoHandlers() {
		BeanDefinition template = BeanDefinitionBuilder.rootBeanDefinition(Battles.class)
			.setAbstract(true)
			.getBeanDefinition();
		this.runner
			.withInitializer(
					(context) -> ((GenericApplicationContext) context).registerBeanDefinition("template", template))
			.run((context) -> assertThat(HandlerRunner.ids(context)).isEmpty());
	}

	@Test
	void whenSingletonsAreNotCreatedYetThenThereAreNoHandlersToAskFor() {
		this.runner.run((context) -> {
			BeanFactoryCallbackHandlers handlers = new BeanFactoryCallbackHandlers(context.getBeanFactory(),
					CommandCatalog.standard(), (type) -> false, new UnregisteredHandlerPostProcessor());
			assertThatIllegalStateException().isThrownBy(handlers::handlers)
				.withMessage("The handlers are found when all singletons have been created");
		});
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

	@Configuration
	static class FullConfiguration extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called("full");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LiteConfiguration extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called("lite");
		}

	}

	static class RecordFactoryBean implements FactoryBean<RecordBean> {

		private final Calls calls;

		RecordFactoryBean(Calls calls) {
			this.calls = calls;
		}

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
		Runnable battles() {
			return new Hidden();
		}

	}

	static class Hidden extends RecordingHandler implements Runnable {

		@Override
		public void run() {
		}

		@OnBattleStart
		void on(BattleStarted battle) {
			called("hidden");
		}

	}

}
