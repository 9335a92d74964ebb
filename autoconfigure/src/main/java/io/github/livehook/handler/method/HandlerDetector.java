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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the annotated methods of the beans of a bean factory, and its beans that are
 * handlers.
 */
final class HandlerDetector {

	private static final Logger logger = LoggerFactory.getLogger(HandlerDetector.class);

	private final ConfigurableListableBeanFactory beanFactory;

	HandlerDetector(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	List<AnnotatedMethod> annotatedMethods() {
		List<AnnotatedMethod> methods = new ArrayList<>();
		Stream.of(this.beanFactory.getBeanDefinitionNames(), this.beanFactory.getSingletonNames())
			.flatMap(Arrays::stream)
			.distinct()
			.filter((beanName) -> !ScopedProxyUtils.isScopedTarget(beanName))
			.forEach((beanName) -> methods.addAll(annotatedMethods(beanName)));
		return methods;
	}

	private List<AnnotatedMethod> annotatedMethods(String beanName) {
		Class<?> userType = userType(beanName);
		List<AnnotatedMethod> methods = (userType != null)
				? AnnotatedMethods.of(beanName, withArguments(beanName, userType)) : List.of();
		for (AnnotatedMethod method : methods) {
			HandlerMethodRules.check(method, scope(beanName));
			Class<?> beanClass = declaredType(beanName);
			if (beanClass != null) {
				method.invocableOn(beanClass);
			}
		}
		return methods;
	}

	private @Nullable Class<?> userType(String beanName) {
		BeanDefinition definition = definition(beanName);
		if (definition != null && definition.isAbstract()) {
			return null;
		}
		Object target = (definition != null) ? definition.getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE)
				: null;
		Class<?> type = (target instanceof Class<?> targetClass) ? targetClass : declaredType(behindScope(beanName));
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	// A method with @Bean says what the type variables of its result are
	private ResolvableType withArguments(String beanName, Class<?> userType) {
		ResolvableType declared = (definition(beanName) instanceof RootBeanDefinition root) ? root.getResolvableType()
				: ResolvableType.NONE;
		return (declared.resolve() == userType) ? declared : ResolvableType.forClass(userType);
	}

	private @Nullable Class<?> declaredType(String beanName) {
		try {
			return this.beanFactory.getType(beanName, false);
		}
		catch (BeansException ex) {
			logger.debug("The type of bean '{}' cannot be told, so it has no handlers", beanName, ex);
			return null;
		}
	}

	private @Nullable String scope(String beanName) {
		BeanDefinition definition = definition(beanName);
		return (definition != null) ? definition.getScope() : null;
	}

	private @Nullable BeanDefinition definition(String beanName) {
		String name = behindScope(beanName);
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getMergedBeanDefinition(name) : null;
	}

	private String behindScope(String beanName) {
		String targetName = ScopedProxyUtils.getTargetBeanName(beanName);
		return this.beanFactory.containsBeanDefinition(targetName) ? targetName : beanName;
	}

	<T> Map<String, T> beansOfType(Class<T> type) {
		Map<String, T> beans = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(type, true, false)) {
			Object bean = ScopedProxyUtils.isScopedTarget(beanName) ? null : this.beanFactory.getBean(beanName);
			if (type.isInstance(bean)) {
				beans.put(beanName, type.cast(bean));
			}
		}
		return beans;
	}

	int order(AnnotatedMethod method) {
		Integer order = OrderUtils.getOrder(method.method());
		return (order != null) ? order : orderOfBean(method.beanName());
	}

	int order(String beanName, Object bean) {
		return (bean instanceof Ordered ordered) ? ordered.getOrder() : orderOfBean(beanName);
	}

	private int orderOfBean(String beanName) {
		Method beanMethod = (definition(beanName) instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod()
				: null;
		Integer ofBeanMethod = (beanMethod != null) ? OrderUtils.getOrder(beanMethod) : null;
		if (ofBeanMethod != null) {
			return ofBeanMethod;
		}
		Order ofBean = this.beanFactory.findAnnotationOnBean(beanName, Order.class, false);
		return (ofBean != null) ? ofBean.value() : Ordered.LOWEST_PRECEDENCE;
	}

}
