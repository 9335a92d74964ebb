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

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.handler.method.AnnotatedMethods.Binding;

/**
 * Tells what a method decides, from its annotation and the catalogue.
 */
final class DecisionResolver {

	private final CommandCatalog catalog;

	DecisionResolver(CommandCatalog catalog) {
		this.catalog = catalog;
	}

	@Nullable DecisionSettings resolve(String beanName, Method method, Binding binding) {
		if (binding.before() == null) {
			return null;
		}
		DecisionKind<?> kind = null;
		for (String command : binding.commands()) {
			DecisionKind<?> ofCommand = kindOf(beanName, method, command);
			if (kind != null && kind != ofCommand) {
				throw InvalidHandlerMethodException.of(beanName, method,
						"its commands ask for decisions of different types", "Write a method for each of them.");
			}
			kind = ofCommand;
		}
		if (kind == null) {
			throw InvalidHandlerMethodException.of(beanName, method, "it names no command to decide on",
					"Name one, for example @BeforeCallback(value = \"C2C.CallbackBeforeSendMsg\", onFailure = 0).");
		}
		return new DecisionSettings(kind.type(), onFailure(beanName, method, kind, binding.before().onFailure()),
				binding.before().interruptWhenLate());
	}

	private DecisionKind<?> kindOf(String beanName, Method method, String command) {
		DecisionKind<?> kind = this.catalog.decisionOf(command);
		if (kind == null && this.catalog.find(command) != null) {
			throw InvalidHandlerMethodException.of(beanName, method,
					command + " is sent after something has happened, so there is nothing to decide",
					"Use @OnCallback, or the annotation of the command.");
		}
		return (kind != null) ? kind : DecisionKind.GENERAL;
	}

	private static Decision onFailure(String beanName, Method method, DecisionKind<?> kind, int code) {
		try {
			return kind.ofCode().apply(code);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidHandlerMethodException.of(beanName, method,
					"its onFailure is " + code + ", which cannot be answered", ex.getMessage() + ".");
		}
	}

}
