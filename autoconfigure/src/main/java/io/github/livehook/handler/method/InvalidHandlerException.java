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

/**
 * Exception for a handler that cannot work, thrown at start-up.
 *
 * @since 0.1.0
 */
public class InvalidHandlerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	InvalidHandlerException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Return the action to take.
	 * @return a sentence that says what to change
	 */
	public String getAction() {
		return this.action;
	}

}
