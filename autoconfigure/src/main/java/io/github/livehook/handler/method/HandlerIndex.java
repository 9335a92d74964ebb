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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.livehook.handler.CallbackHandler;

/**
 * The handler methods that were found, by command and by id.
 */
final class HandlerIndex {

	private final List<HandlerMethod> methods;

	private final List<CallbackHandler> forEveryCommand;

	private final Map<String, List<CallbackHandler>> byCommand;

	HandlerIndex(List<HandlerMethod> methods) {
		this.methods = List.copyOf(methods);
		checkIds();
		this.forEveryCommand = this.methods.stream()
			.filter((method) -> method.commands().isEmpty())
			.map(CallbackHandler.class::cast)
			.toList();
		this.byCommand = this.methods.stream()
			.flatMap((method) -> method.commands().stream())
			.distinct()
			.collect(Collectors.toUnmodifiableMap((command) -> command, this::select));
	}

	private void checkIds() {
		Map<String, HandlerMethod> byId = new HashMap<>();
		for (HandlerMethod method : this.methods) {
			HandlerMethod other = byId.put(method.id(), method);
			if (other != null) {
				throw new InvalidHandlerMethodException(
						"%s and %s have the same handler id '%s'".formatted(other.description(), method.description(),
								method.id()),
						"Give one of them an id of its own, for example @OnBattleStart(id = \"...\").");
			}
		}
	}

	private List<CallbackHandler> select(String command) {
		return this.methods.stream()
			.filter((method) -> method.commands().isEmpty() || method.commands().contains(command))
			.map(CallbackHandler.class::cast)
			.toList();
	}

	List<CallbackHandler> all() {
		return List.copyOf(this.methods);
	}

	List<CallbackHandler> forCommand(String command) {
		return this.byCommand.getOrDefault(command, this.forEveryCommand);
	}

	void checkRegistered(String beanName, Class<?> userType) {
		List<HandlerMethod> registered = this.methods.stream()
			.filter((method) -> method.beanName().equals(beanName))
			.toList();
		for (Method method : AnnotatedMethods.of(userType).keySet()) {
			if (registered.stream().noneMatch((handler) -> handler.isFor(method, userType))) {
				throw InvalidHandlerMethodException.of(beanName, method,
						"the type that its bean is declared by hides it",
						"Let the @Bean method return %s, and declare the bean by a name of its own."
							.formatted(userType.getSimpleName()));
			}
		}
	}

}
