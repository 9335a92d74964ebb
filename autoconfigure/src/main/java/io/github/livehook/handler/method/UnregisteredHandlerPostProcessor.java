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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanPostProcessor} that fails the creation of a bean whose annotated methods are
 * hidden by its declared type, and would never be called. Beans that are created before
 * the handlers have been found are checked when they are.
 *
 * @since 0.1.0
 */
public final class UnregisteredHandlerPostProcessor implements BeanPostProcessor {

	private static final String SCOPED_TARGET_PREFIX = ScopedProxyUtils.getTargetBeanName("");

	private final Object monitor = new Object();

	private final List<AnnotatedMethod> createdEarly = new ArrayList<>();

	private @Nullable List<AnnotatedMethod> registered;

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		String name = ScopedProxyUtils.isScopedTarget(beanName) ? beanName.substring(SCOPED_TARGET_PREFIX.length())
				: beanName;
		boolean testInstance = beanName.endsWith(AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
		List<AnnotatedMethod> methods = testInstance ? List.of() : AnnotatedMethods.of(name,
				ResolvableType.forClass(ClassUtils.getUserClass(AopUtils.getTargetClass(bean))));
		if (!methods.isEmpty()) {
			methods.forEach((method) -> method.invocableOn(bean.getClass()));
			created(methods);
		}
		return bean;
	}

	private void created(List<AnnotatedMethod> methods) {
		synchronized (this.monitor) {
			if (this.registered == null) {
				this.createdEarly.addAll(methods);
			}
			else {
				checkRegistered(methods, this.registered);
			}
		}
	}

	void handlersFound(List<AnnotatedMethod> registered) {
		synchronized (this.monitor) {
			this.registered = List.copyOf(registered);
			checkRegistered(this.createdEarly, registered);
			this.createdEarly.clear();
		}
	}

	private static void checkRegistered(List<AnnotatedMethod> created, List<AnnotatedMethod> registered) {
		for (AnnotatedMethod method : created) {
			if (registered.stream().noneMatch((other) -> other.isSameAs(method))) {
				throw method.invalid("the type that its bean is declared by hides it",
						"Let the @Bean method return %s, and declare the bean by a name of its own."
							.formatted(method.beanType().getSimpleName()));
			}
		}
	}

}
