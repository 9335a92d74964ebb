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

package io.github.livehook.autoconfigure.web;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.support.WebContentGenerator;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;

/**
 * What the application itself maps on the very path of the endpoint. POST must not be
 * among it; other methods stay the application's.
 */
final class ApplicationMappings implements SmartInitializingSingleton {

	private static final String POST = "POST";

	private final ListableBeanFactory beanFactory;

	private final String path;

	private volatile Set<String> methods = Set.of();

	ApplicationMappings(ListableBeanFactory beanFactory, String path) {
		this.beanFactory = beanFactory;
		this.path = path;
	}

	Set<String> methods() {
		return this.methods;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<String> found = new HashSet<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beanFactory, HandlerMapping.class, true, false)
			.values()
			.forEach((mapping) -> inspect(mapping, found));
		this.methods = Set.copyOf(found);
	}

	private void inspect(HandlerMapping mapping, Set<String> found) {
		if (mapping instanceof RequestMappingInfoHandlerMapping annotated) {
			annotated.getHandlerMethods().forEach((info, method) -> {
				if (info.getPatternValues().contains(this.path)) {
					add(found, names(info.getMethodsCondition().getMethods()), method.toString());
				}
			});
		}
		else if (mapping instanceof AbstractUrlHandlerMapping urls) {
			Object handler = urls.getHandlerMap().get(this.path);
			if (handler != null) {
				add(found, supportedMethods(handler), handler.toString());
			}
		}
		else if (mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() != null) {
			functions.getRouterFunction()
				.accept(new RouteInspector(this.path, (methods) -> add(found, methods, "a router function")));
		}
	}

	private static Set<String> names(Set<? extends Enum<?>> methods) {
		return methods.stream().map(Enum::name).collect(Collectors.toSet());
	}

	private static Set<String> supportedMethods(Object handler) {
		String[] supported = (handler instanceof WebContentGenerator generator) ? generator.getSupportedMethods()
				: null;
		return (supported != null) ? Set.of(supported) : Set.of();
	}

	private void add(Set<String> found, Set<String> methods, String handler) {
		if (methods.isEmpty() || methods.contains(POST)) {
			throw new InvalidLivehookConfigurationException(
					"POST %s is mapped by the application itself, to %s, and is the path of the webhook endpoint"
						.formatted(this.path, handler),
					"Remove that mapping, or set livehook.path to another path and change the URL at Tencent.");
		}
		found.addAll(methods);
		if (methods.contains("GET")) {
			// As everywhere in Spring MVC
			found.add("HEAD");
		}
	}

}
