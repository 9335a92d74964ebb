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
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for created beans whose annotated methods are no handlers.
 */
class UnregisteredHandlerTests {

	private static final String MESSAGE = "io.github.livehook.handler.method.UnregisteredHandlerTests$Hidden"
			+ ".on(BattleStarted) of bean '%s' cannot handle callbacks: "
			+ "the type that its bean is declared by hides it";

	private static final String ACTION = "Let the @Bean method return Hidden, and declare the bean by a name of its "
			+ "own.";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenLazyBeanIsDeclaredByInterfaceThenItsCreationFails() {
		this.runner.withUserConfiguration(LazyBean.class).run((context) -> {
			assertThat(HandlerRunner.ids(context)).isEmpty();
			HandlerRunner.assertInvalid(catchThrowable(() -> context.getBean("battles")), MESSAGE.formatted("battles"),
					ACTION);
		});
	}

	@Test
	void whenPrototypeIsDeclaredByInterfaceThenItsCreationFails() {
		this.runner.withUserConfiguration(PrototypeBean.class).run((context) -> {
			assertThat(context).hasNotFailed();
			HandlerRunner.assertInvalid(catchThrowable(() -> context.getBean("battles")), MESSAGE.formatted("battles"),
					ACTION);
		});
	}

	@Test
	void whenPrototypeIsCreatedBeforeHandlersAreFoundThenItsClassIsKnown() {
		this.runner.withUserConfiguration(PrototypeBean.class, PrototypeUser.class)
			.run((context) -> HandlerRunner.assertIds(context, "battles.on"));
	}

	@Test
	void whenProductOfFactoryIsDeclaredByInterfaceThenItsCreationFails() {
		this.runner.withBean("battles", HidingFactoryBean.class).run((context) -> {
			assertThat(context).hasNotFailed();
			HandlerRunner.assertInvalid(catchThrowable(() -> context.getBean("battles")), MESSAGE.formatted("battles"),
					ACTION);
		});
	}

	@Test
	void whenInnerBeanHasHandlerThenContextFails() {
		BeanDefinition inner = BeanDefinitionBuilder.rootBeanDefinition(Hidden.class).getBeanDefinition();
		BeanDefinition outer = BeanDefinitionBuilder.rootBeanDefinition(Holder.class)
			.addConstructorArgValue(inner)
			.getBeanDefinition();
		this.runner.withInitializer(
				(context) -> ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("outer", outer))
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidHandlerException.class)
				.hasMessageMatching(".*\\$Hidden\\.on\\(BattleStarted\\) of bean '\\(inner bean\\)#[0-9a-f]+' cannot "
						+ "handle callbacks: the type that its bean is declared by hides it"));
	}

	@Test
	void whenProxyOfLazyBeanHidesMethodThenItsCreationFails() {
		this.runner.withUserConfiguration(ProxyConfiguration.Jdk.class, LazyHidden.class).run((context) -> {
			assertThat(context).hasNotFailed();
			HandlerRunner.assertInvalid(catchThrowable(() -> context.getBean("battles")),
					MESSAGE.formatted("battles")
						.replace("the type that its bean is declared by", "the proxy of its bean"),
					"Declare the method in an interface of the bean, or have the class itself proxied "
							+ "(proxyTargetClass=true).");
		});
	}

	@Test
	void whenSingletonIsDeclaredByInterfaceThenContextStarts() {
		this.runner.withUserConfiguration(SingletonBean.class)
			.run((context) -> HandlerRunner.assertIds(context, "battles.on"));
	}

	@Test
	void whenBeanIsATestInstanceThenItsMethodsNeedNotBeHandlers() {
		this.runner.run((context) -> {
			AutowireCapableBeanFactory beanFactory = context.getAutowireCapableBeanFactory();
			Hidden test = new Hidden();
			assertThat(beanFactory.initializeBean(test,
					Hidden.class.getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX))
				.isSameAs(test);
		});
	}

	@Test
	void whenBeanHasNoHandlersThenItCanBeDeclaredByInterface() {
		this.runner.withUserConfiguration(LazyRunnable.class)
			.run((context) -> assertThat(context.getBean("runnable")).isNotNull());
	}

	static class Hidden implements Runnable {

		@Override
		public void run() {
		}

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	record Holder(Hidden inner) {

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBean {

		@Bean
		@Lazy
		Runnable battles() {
			return new Hidden();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyHidden {

		@Bean
		@Lazy
		Hidden battles() {
			return new Hidden();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeBean {

		@Bean
		@Scope("prototype")
		Runnable battles() {
			return new Hidden();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeUser {

		@Bean
		String user(Runnable battles) {
			return "user";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SingletonBean {

		@Bean
		Runnable battles() {
			return new Hidden();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyRunnable {

		@Bean
		@Lazy
		Runnable runnable() {
			return () -> {
			};
		}

	}

	static class HidingFactoryBean implements FactoryBean<Runnable> {

		@Override
		public Runnable getObject() {
			return new Hidden();
		}

		@Override
		public Class<?> getObjectType() {
			return Runnable.class;
		}

	}

}
