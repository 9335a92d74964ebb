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

package io.github.livehook.callback;

/**
 * The reasons for which a request is not accepted as a callback, although nothing is
 * wrong with its sender.
 *
 * @since 0.1.0
 */
public enum InvalidRequest {

	/**
	 * It is not a POST.
	 */
	METHOD_NOT_ALLOWED(CallbackResponse.METHOD_NOT_ALLOWED),

	/**
	 * The application is shutting down.
	 */
	SHUTTING_DOWN(CallbackResponse.UNAVAILABLE),

	/**
	 * The body is larger than the limit.
	 */
	BODY_TOO_LARGE(CallbackResponse.TOO_LARGE),

	/**
	 * The body did not arrive in time, or was cut off.
	 */
	BODY_INCOMPLETE(CallbackResponse.BAD_REQUEST),

	/**
	 * A body was announced, and there is none: something has read it before.
	 */
	BODY_CONSUMED(CallbackResponse.BAD_REQUEST),

	/**
	 * The body has more tokens, levels or events than the limits allow.
	 */
	BODY_TOO_COMPLEX(CallbackResponse.BAD_REQUEST),

	/**
	 * The body is not a JSON object.
	 */
	BODY_INVALID(CallbackResponse.BAD_REQUEST);

	private final CallbackResponse response;

	InvalidRequest(CallbackResponse response) {
		this.response = response;
	}

	/**
	 * Return the response to such a request.
	 * @return the response
	 */
	public CallbackResponse response() {
		return this.response;
	}

}
