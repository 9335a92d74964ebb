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

package io.github.livehook.autoconfigure;

/**
 * Thrown at start-up for a configuration that Livehook cannot work with. Wrong values of
 * properties that hold no secret are for {@link PropertyAssert}.
 *
 * @since 0.1.0
 */
public class InvalidLivehookConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Create the exception.
	 * @param description what is wrong; names the property and never holds a token
	 * @param action what to change
	 */
	public InvalidLivehookConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Return what to change.
	 * @return one or more sentences, and lines to copy
	 */
	public String getAction() {
		return this.action;
	}

}
