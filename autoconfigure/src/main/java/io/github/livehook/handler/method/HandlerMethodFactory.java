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
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.method.AnnotatedMethods.Binding;

/**
 * Makes handlers of annotated methods, if these take and return what they may.
 */
final class HandlerMethodFactory {

	private final CommandCatalog catalog;

	private final HandlerMethodArguments.Factory arguments;

	private final DecisionResolver decisions;

	private final RetryResolver retries;

	HandlerMethodFactory(CommandCatalog catalog, Predicate<Class<?>> bodyTypes, StringValueResolver placeholders) {
		this.catalog = catalog;
		this.arguments = new HandlerMethodArguments.Factory(catalog, bodyTypes);
		this.decisions = new DecisionResolver(catalog);
		this.retries = new RetryResolver(placeholders);
	}

	HandlerMethod create(HandlerBean bean, Class<?> userType, Method method, Binding binding) {
		if (binding.before() != null && binding.before().ambiguous()) {
			throw InvalidHandlerMethodException.of(bean.name(), method, "it has more than one annotation of a command",
					"Write a method for each command to decide on; one that decides cannot watch others as well.");
		}
		DecisionSettings decision = this.decisions.resolve(bean.name(), method, binding);
		HandlerResultRules.check(bean.name(), userType, method, typeOf(decision));
		Set<String> commands = inAllSpellings(binding.commands());
		HandlerRetry retry = this.retries.resolve(bean.name(), method, binding.retry());
		return new HandlerMethod(bean, method, this.arguments.create(bean.name(), userType, method, commands),
				new HandlerSettings(binding.id(), commands, retry, decision));
	}

	private static @Nullable Class<? extends Decision> typeOf(@Nullable DecisionSettings decision) {
		return (decision != null) ? decision.type() : null;
	}

	private Set<String> inAllSpellings(Set<String> commands) {
		Set<String> all = new LinkedHashSet<>(commands);
		for (String command : commands) {
			CallbackCommand known = this.catalog.find(command);
			if (known != null) {
				all.addAll(known.names());
			}
		}
		return all;
	}

}
