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
import java.util.Comparator;
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
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the annotated methods of the beans of a bean factory.
 */
final class HandlerMethodDetector {

	private static final Logger logger = LoggerFactory.getLogger(HandlerMethodDetector.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final HandlerMethodFactory handlers;

	HandlerMethodDetector(ConfigurableListableBeanFactory beanFactory, HandlerMethodFactory handlers) {
		this.beanFactory = beanFactory;
		this.handlers = handlers;
	}

	List<HandlerMethod> detect() {
		List<Candidate> candidates = new ArrayList<>();
		Stream.of(this.beanFactory.getBeanDefinitionNames(), this.beanFactory.getSingletonNames())
			.flatMap(Arrays::stream)
			.distinct()
			.filter((beanName) -> !ScopedProxyUtils.isScopedTarget(beanName))
			.forEach((beanName) -> candidates.addAll(findCandidates(beanName)));
		return candidates.stream().sorted(Comparator.comparingInt(Candidate::order)).map(Candidate::handler).toList();
	}

	private List<Candidate> findCandidates(String beanName) {
		Class<?> userType = userType(beanName);
		if (userType == null) {
			return List.of();
		}
		Map<Method, AnnotatedMethods.Binding> methods = AnnotatedMethods.of(userType);
		return methods.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> entry.getKey().toString()))
			.map((entry) -> candidate(beanName, userType, entry.getKey(), entry.getValue()))
			.toList();
	}

	private Candidate candidate(String beanName, Class<?> userType, Method method, AnnotatedMethods.Binding binding) {
		HandlerMethodRules.check(beanName, userType, method, scope(beanName));
		Class<?> beanClass = declaredType(beanName);
		if (beanClass != null) {
			HandlerMethodRules.selectInvocable(beanName, beanClass, method);
		}
		return new Candidate(order(beanName, method),
				this.handlers.create(new HandlerBean(this.beanFactory, beanName), userType, method, binding));
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

	private int order(String beanName, Method method) {
		Integer order = OrderUtils.getOrder(method);
		if (order != null) {
			return order;
		}
		Integer ofBeanMethod = orderOfBeanMethod(beanName);
		if (ofBeanMethod != null) {
			return ofBeanMethod;
		}
		Order ofBean = this.beanFactory.findAnnotationOnBean(beanName, Order.class, false);
		return (ofBean != null) ? ofBean.value() : Ordered.LOWEST_PRECEDENCE;
	}

	private @Nullable Integer orderOfBeanMethod(String beanName) {
		Method beanMethod = (definition(beanName) instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod()
				: null;
		return (beanMethod != null) ? OrderUtils.getOrder(beanMethod) : null;
	}

	private record Candidate(int order, HandlerMethod handler) {

	}

}
