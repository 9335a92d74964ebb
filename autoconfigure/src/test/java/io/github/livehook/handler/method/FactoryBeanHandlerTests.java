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
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for annotated methods of a {@link FactoryBean} itself, which are no handlers.
 */
class FactoryBeanHandlerTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenFactoryItselfHasHandlerThenContextFails() {
		this.runner.withBean("battles", AnnotatedFactoryBean.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidHandlerException.class));
	}

	@Test
	void whenFactoryItselfHasHandlerAndItsProductTooThenContextFails() {
		this.runner.withBean("battles", AnnotatedFactoryBean.class)
			.withUserConfiguration(ProductUser.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(InvalidHandlerException.class));
	}

	static class AnnotatedFactoryBean implements FactoryBean<Product> {

		@Override
		public Product getObject() {
			return new Product();
		}

		@Override
		public Class<?> getObjectType() {
			return Product.class;
		}

		@OnBattleStart
		void lost() {
		}

	}

	static class Product {

		@OnBattleStart
		void on() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProductUser {

		@Bean
		String user(Product product) {
			return "user";
		}

	}

}
