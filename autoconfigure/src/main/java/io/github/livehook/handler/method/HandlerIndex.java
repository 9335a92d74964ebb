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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;

/**
 * The handler methods that were found, by command and by id.
 */
final class HandlerIndex {

	private final List<HandlerMethod> methods;

	private final List<CallbackHandler> handlers;

	private final List<DecisionHandler> decisionHandlers;

	private final List<CallbackHandler> forEveryCommand;

	private final Map<String, List<CallbackHandler>> byCommand;

	private final Map<String, DecisionHandler> decisionHandlersByCommand = new HashMap<>();

	HandlerIndex(List<HandlerMethod> methods) {
		this.methods = List.copyOf(methods);
		List<CallbackHandler> handlers = new ArrayList<>();
		List<DecisionHandler> decisionHandlers = new ArrayList<>();
		for (HandlerMethod method : methods) {
			DecisionHandler decisionHandler = method.toDecisionHandler();
			if (decisionHandler != null) {
				decisionHandlers.add(decisionHandler);
			}
			else {
				handlers.add(method);
			}
		}
		this.handlers = List.copyOf(handlers);
		this.decisionHandlers = List.copyOf(decisionHandlers);
		checkIds();
		this.decisionHandlers.forEach(this::addDecisionHandler);
		this.forEveryCommand = select((handler) -> handler.commands().isEmpty());
		this.byCommand = this.handlers.stream()
			.flatMap((handler) -> handler.commands().stream())
			.distinct()
			.collect(Collectors.toUnmodifiableMap((command) -> command, (command) -> select(
					(handler) -> handler.commands().isEmpty() || handler.commands().contains(command))));
	}

	private void checkIds() {
		Map<String, CallbackHandler> byId = new HashMap<>();
		for (CallbackHandler handler : this.methods) {
			CallbackHandler other = byId.put(handler.id(), handler);
			if (other != null) {
				throw new InvalidHandlerMethodException(
						"%s and %s have the same handler id '%s'".formatted(other.description(), handler.description(),
								handler.id()),
						"Give one of them an id of its own, for example @OnBattleStart(id = \"...\").");
			}
		}
	}

	private void addDecisionHandler(DecisionHandler handler) {
		for (String command : handler.commands()) {
			DecisionHandler other = this.decisionHandlersByCommand.put(command, handler);
			if (other != null) {
				throw new InvalidHandlerMethodException(
						"%s and %s both decide on %s".formatted(other.description(), handler.description(), command),
						"Remove one of them: there is one answer to the question.");
			}
		}
	}

	private List<CallbackHandler> select(Predicate<CallbackHandler> condition) {
		return this.handlers.stream().filter(condition).toList();
	}

	List<CallbackHandler> handlers() {
		return this.handlers;
	}

	List<DecisionHandler> decisionHandlers() {
		return this.decisionHandlers;
	}

	List<CallbackHandler> forCommand(String command) {
		return this.byCommand.getOrDefault(command, this.forEveryCommand);
	}

	@Nullable DecisionHandler decisionHandler(String command) {
		return this.decisionHandlersByCommand.get(command);
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
