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

package io.github.livehook.handler;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;

/**
 * Strategy to handle callbacks. Annotated methods are handlers, see {@link OnCallback},
 * and so are beans of this type.
 *
 * @since 0.1.0
 */
public interface CallbackHandler {

	/**
	 * Return the id of the handler.
	 * @return the id, unique in the application
	 */
	String id();

	/**
	 * Return the commands that the handler takes.
	 * @return the commands, empty for every command
	 */
	Set<String> commands();

	/**
	 * Return the name of the bean that the handler is a method of.
	 * @return the name, {@code null} if the handler is no method
	 */
	default @Nullable String beanName() {
		return null;
	}

	/**
	 * Return the method that the handler is.
	 * @return class, method and parameter types, {@code null} if the handler is no method
	 */
	default @Nullable String methodName() {
		return null;
	}

	/**
	 * Return a description for logs and failures.
	 * @return the description, by default class and id
	 */
	default String description() {
		return getClass().getName() + " with id '" + id() + "'";
	}

	/**
	 * Return the retry settings of the handler.
	 * @return the settings, by default all as in the properties
	 */
	default HandlerRetry retry() {
		return HandlerRetry.none();
	}

	/**
	 * Handle a callback, and return when that is done.
	 * @param callback the callback
	 * @return the result, which only a {@link DecisionHandler} has
	 * @throws Throwable if the handler fails
	 */
	@Nullable Object handle(Callback callback) throws Throwable;

}
