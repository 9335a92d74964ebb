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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.method.BeanFactoryCallbackHandlers;
import io.github.livehook.handler.method.UnregisteredHandlerPostProcessor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the application's handlers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookCodecAutoConfiguration.class)
@ConditionalOnLivehook
public final class LivehookHandlerAutoConfiguration {

	@Bean
	BeanFactoryCallbackHandlers livehookHandlers(ConfigurableListableBeanFactory beanFactory, CommandCatalog catalog,
			CallbackCodec codec, UnregisteredHandlerPostProcessor createdBeans) {
		return new BeanFactoryCallbackHandlers(beanFactory, catalog, codec::canRead, createdBeans);
	}

	@Bean
	static UnregisteredHandlerPostProcessor livehookUnregisteredHandlerPostProcessor() {
		return new UnregisteredHandlerPostProcessor();
	}

	@Bean
	@ConditionalOnMissingBean
	CallbackDispatcher livehookCallbackDispatcher(ObjectProvider<CallbackInterceptor> interceptors) {
		return new CallbackDispatcher(interceptors.orderedStream().toList());
	}

}
