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

/**
 * Thrown at start-up for an annotated method that cannot work as a handler.
 *
 * @since 0.1.0
 */
public class InvalidHandlerMethodException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	InvalidHandlerMethodException(String description, String action) {
		super(description);
		this.action = action;
	}

	static InvalidHandlerMethodException of(String beanName, Method method, String problem, String action) {
		return new InvalidHandlerMethodException(
				"%s cannot be called with callbacks: %s".formatted(HandlerMethod.describe(beanName, method), problem),
				action);
	}

	/**
	 * Return what to change.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
