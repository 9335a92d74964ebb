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

package io.github.livehook.codec;

import io.github.livehook.callback.InvalidRequest;

/**
 * Thrown when a body is not a JSON object in UTF-8, or exceeds the limits. The message
 * never quotes the body.
 *
 * @since 0.1.0
 */
public class InvalidBodyException extends Exception {

	private static final long serialVersionUID = 1L;

	private final InvalidRequest reason;

	/**
	 * Create the exception.
	 * @param message the message, which says what is wrong with the body
	 */
	public InvalidBodyException(String message) {
		this(InvalidRequest.BODY_INVALID, message);
	}

	InvalidBodyException(InvalidRequest reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return why a request with this body is not accepted.
	 * @return the reason
	 */
	public InvalidRequest getReason() {
		return this.reason;
	}

}
