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

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Fails the creation of a bean whose annotated methods could not be seen by its declared
 * type, and would never be called. Beans that are created before the handlers have been
 * found are checked when they are.
 *
 * @since 0.1.0
 */
public final class UnregisteredHandlerPostProcessor implements BeanPostProcessor {

	private static final String SCOPED_TARGET_PREFIX = ScopedProxyUtils.getTargetBeanName("");

	private final Object monitor = new Object();

	// A factory and its product have the same name
	private final Set<CreatedBean> createdEarly = new LinkedHashSet<>();

	private @Nullable HandlerIndex handlers;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> userType = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		boolean testInstance = beanName.endsWith(AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
		if (!testInstance && !AnnotatedMethods.of(userType).isEmpty()) {
			String name = ScopedProxyUtils.isScopedTarget(beanName) ? beanName.substring(SCOPED_TARGET_PREFIX.length())
					: beanName;
			AnnotatedMethods.of(userType)
				.keySet()
				.forEach((method) -> HandlerMethodRules.selectInvocable(name, bean.getClass(), method));
			checkRegistered(name, userType);
		}
		return bean;
	}

	private void checkRegistered(String beanName, Class<?> userType) {
		HandlerIndex handlers;
		synchronized (this.monitor) {
			handlers = this.handlers;
			if (handlers == null) {
				this.createdEarly.add(new CreatedBean(beanName, userType));
				return;
			}
		}
		handlers.checkRegistered(beanName, userType);
	}

	void handlersFound(HandlerIndex handlers) {
		synchronized (this.monitor) {
			this.handlers = handlers;
			this.createdEarly.forEach((bean) -> handlers.checkRegistered(bean.name(), bean.userType()));
			this.createdEarly.clear();
		}
	}

	private record CreatedBean(String name, Class<?> userType) {

	}

}
