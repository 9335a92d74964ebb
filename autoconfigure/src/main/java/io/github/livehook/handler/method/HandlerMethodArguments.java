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
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.core.ResolvableType;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * The arguments of a handler method.
 *
 * @param types the types of its parameters
 */
record HandlerMethodArguments(Class<?>[] types) {

	Object[] resolve(Callback callback) {
		Object[] arguments = new Object[this.types.length];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = (this.types[i] == CallbackMetadata.class) ? callback.metadata()
					: callback.bodyAs(this.types[i]);
		}
		return arguments;
	}

	/**
	 * Checks the parameters of handler methods.
	 *
	 * @param catalog the commands that have a record
	 * @param bodyTypes the types besides the records that a body can be read as
	 */
	record Factory(CommandCatalog catalog, Predicate<Class<?>> bodyTypes) {

		HandlerMethodArguments create(String beanName, Class<?> beanType, Method method, Set<String> commands) {
			Class<?>[] types = new Class<?>[method.getParameterCount()];
			Set<Class<?>> seen = new HashSet<>();
			for (int i = 0; i < types.length; i++) {
				types[i] = ResolvableType.forMethodParameter(method, i, beanType).toClass();
				if (!seen.add(types[i])) {
					throw InvalidHandlerMethodException.of(beanName, method,
							"it takes " + types[i].getSimpleName() + " twice", "Take each parameter at most once.");
				}
				if (!isSupported(types[i], commands)) {
					throw InvalidHandlerMethodException.of(beanName, method,
							"its parameter of type " + types[i].getName()
									+ ((this.catalog.findByPayloadType(types[i]) != null)
											? " is the record of another command" : " is not known"),
							parametersOf(commands));
				}
			}
			return new HandlerMethodArguments(types);
		}

		private boolean isSupported(Class<?> type, Set<String> commands) {
			if (type == CallbackMetadata.class || type == CallbackPayload.class || type == UnknownCallback.class) {
				return true;
			}
			if (CallbackPayload.class.isAssignableFrom(type)) {
				CallbackCommand command = this.catalog.findByPayloadType(type);
				return command != null && Set.copyOf(command.names()).equals(commands);
			}
			return this.bodyTypes.test(type);
		}

		private String parametersOf(Set<String> commands) {
			CallbackCommand command = commands.isEmpty() ? null : this.catalog.find(commands.iterator().next());
			boolean known = command != null && Set.copyOf(command.names()).equals(commands);
			return "Take %s, JsonNode, CallbackMetadata or nothing, each at most once."
				.formatted((known && command != null) ? command.payloadType().getSimpleName()
						: "UnknownCallback or a record or class of your own");
		}

	}

}
