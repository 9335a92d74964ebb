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
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;

/**
 * {@link CallbackHandlers} that are the annotated methods of all beans. They are found
 * once, by the types of the beans, when the singletons have been created; no bean is
 * created for it.
 *
 * @since 0.1.0
 */
public final class AnnotatedHandlers implements CallbackHandlers, SmartInitializingSingleton {

	private final HandlerMethodDetector detector;

	private final UnregisteredHandlerPostProcessor createdBeans;

	private volatile @Nullable HandlerIndex index;

	/**
	 * Create the handlers of a bean factory.
	 * @param beanFactory the bean factory
	 * @param catalog the commands that have a record
	 * @param bodyTypes the types besides the records that a body can be read as
	 * @param createdBeans what checks the beans that are created
	 */
	public AnnotatedHandlers(ConfigurableListableBeanFactory beanFactory, CommandCatalog catalog,
			Predicate<Class<?>> bodyTypes, UnregisteredHandlerPostProcessor createdBeans) {
		this.detector = new HandlerMethodDetector(beanFactory,
				new HandlerMethodFactory(catalog, bodyTypes, beanFactory::resolveEmbeddedValue));
		this.createdBeans = createdBeans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		HandlerIndex found = new HandlerIndex(this.detector.detect());
		this.createdBeans.handlersFound(found);
		this.index = found;
	}

	@Override
	public List<CallbackHandler> handlers() {
		return required().handlers();
	}

	@Override
	public List<DecisionHandler> decisionHandlers() {
		return required().decisionHandlers();
	}

	@Override
	public List<CallbackHandler> forCommand(String command) {
		return required().forCommand(command);
	}

	@Override
	public @Nullable DecisionHandler decisionHandler(String command) {
		return required().decisionHandler(command);
	}

	private HandlerIndex required() {
		HandlerIndex index = this.index;
		if (index == null) {
			throw new IllegalStateException("The handlers are found when all singletons have been created");
		}
		return index;
	}

}
