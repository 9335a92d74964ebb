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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/**
 * What an annotated method must be like to work as a handler.
 */
final class HandlerMethodRules {

	private static final Set<String> SCOPES_OF_A_REQUEST = Set.of("request", "session", "websocket");

	private HandlerMethodRules() {
	}

	static void check(String beanName, Class<?> beanType, Method method, @Nullable String scope) {
		checkModifiers(beanName, method);
		if (AnnotatedElementUtils.hasAnnotation(method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(beanType, Async.class)) {
			throw InvalidHandlerMethodException.of(beanName, method,
					"it is @Async, so it would be answered as handled before it ran",
					"Remove @Async: the answer goes out in time by itself.");
		}
		if (scope != null && SCOPES_OF_A_REQUEST.contains(scope)) {
			throw InvalidHandlerMethodException.of(beanName, method,
					"its bean has the scope '" + scope + "', and a callback belongs to no user's " + scope,
					"Move the method to a singleton.");
		}
	}

	private static void checkModifiers(String beanName, Method method) {
		if (Modifier.isPrivate(method.getModifiers())) {
			throw InvalidHandlerMethodException.of(beanName, method, "it is private",
					"Make it package-private or more visible.");
		}
		if (Modifier.isStatic(method.getModifiers())) {
			throw InvalidHandlerMethodException.of(beanName, method, "it is static", "Make it an instance method.");
		}
	}

	private static void checkProxied(String beanName, Class<?> proxyClass, Method method) {
		if (Modifier.isFinal(method.getModifiers())) {
			throw InvalidHandlerMethodException.of(beanName, method, "it is final and its bean is a proxy",
					"Remove the modifier final.");
		}
		boolean packagePrivate = (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
		if (packagePrivate && !method.getDeclaringClass().getPackageName().equals(proxyClass.getPackageName())) {
			throw InvalidHandlerMethodException.of(beanName, method,
					"it is package-private, and the proxy of its bean is in another package",
					"Make it protected or public.");
		}
	}

	// The interface of a generic handler has its method with other parameter types
	private static Method declaredByInterface(Class<?> beanClass, Method method) {
		if (method.getDeclaringClass().isAssignableFrom(beanClass)) {
			return method;
		}
		return ClassUtils.getAllInterfacesForClassAsSet(beanClass)
			.stream()
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((candidate) -> BridgeMethodResolver.getMostSpecificMethod(candidate, method.getDeclaringClass())
				.equals(method))
			.findFirst()
			.orElse(method);
	}

	/**
	 * Check that the method can be called on the bean as it is, which may be a proxy.
	 * @param beanName the name of the bean
	 * @param beanClass the class of the bean
	 * @param method the method
	 * @return the method to call
	 */
	static Method selectInvocable(String beanName, Class<?> beanClass, Method method) {
		if (SpringProxy.class.isAssignableFrom(beanClass) && method.getDeclaringClass().isAssignableFrom(beanClass)) {
			checkProxied(beanName, beanClass, method);
		}
		try {
			return AopUtils.selectInvocableMethod(declaredByInterface(beanClass, method), beanClass);
		}
		catch (IllegalStateException ex) {
			throw InvalidHandlerMethodException.of(beanName, method, "the proxy of its bean hides it",
					"Declare the method in an interface of the bean, or have the class itself proxied "
							+ "(proxyTargetClass=true).");
		}
	}

}
