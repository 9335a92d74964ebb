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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.livehook.event.CommandCatalog;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackHandlers} that are the annotated methods of all beans. They are found
 * once, by the types of the beans, when the singletons have been created; no bean is
 * created for it.
 *
 * @since 0.1.0
 */
public final class AnnotatedHandlers implements CallbackHandlers, SmartInitializingSingleton {

	private final HandlerMethodDetector detector;

	private final Map<String, Class<?>> createdEarly = new LinkedHashMap<>();

	private volatile @Nullable HandlerIndex index;

	/**
	 * Create the handlers of a bean factory.
	 * @param beanFactory the bean factory
	 * @param catalog the commands that have a record
	 * @param bodyTypes the types besides the records that a body can be read as
	 */
	public AnnotatedHandlers(ConfigurableListableBeanFactory beanFactory, CommandCatalog catalog,
			Predicate<Class<?>> bodyTypes) {
		this.detector = new HandlerMethodDetector(beanFactory, new HandlerMethodArguments.Factory(catalog, bodyTypes));
	}

	@Override
	public void afterSingletonsInstantiated() {
		HandlerIndex detected = new HandlerIndex(this.detector.detect());
		synchronized (this.createdEarly) {
			this.createdEarly.forEach(detected::checkRegistered);
			this.createdEarly.clear();
			this.index = detected;
		}
	}

	/**
	 * Check that the annotated methods of a bean are handlers, now or once they have been
	 * found.
	 * @param beanName the name of the bean
	 * @param userType the class of the bean behind its proxies
	 * @param beanClass the class of the bean as it is
	 */
	void beanCreated(String beanName, Class<?> userType, Class<?> beanClass) {
		AnnotatedMethods.of(userType)
			.keySet()
			.forEach((method) -> HandlerMethodRules.selectInvocable(beanName, beanClass, method));
		synchronized (this.createdEarly) {
			if (this.index == null) {
				this.createdEarly.put(beanName, userType);
				return;
			}
		}
		required().checkRegistered(beanName, userType);
	}

	@Override
	public List<CallbackHandler> all() {
		return required().all();
	}

	@Override
	public List<CallbackHandler> forCommand(String command) {
		return required().forCommand(command);
	}

	private HandlerIndex required() {
		HandlerIndex index = this.index;
		if (index == null) {
			throw new IllegalStateException("The handlers are found when all singletons have been created");
		}
		return index;
	}

}
