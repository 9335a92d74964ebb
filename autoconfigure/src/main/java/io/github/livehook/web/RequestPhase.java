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

package io.github.livehook.web;

import io.github.livehook.callback.CallbackResponse;

/**
 * The phases of a request, each with the response that is sent if the response deadline
 * comes meanwhile.
 */
enum RequestPhase {

	/**
	 * The request is being verified.
	 */
	VERIFYING(CallbackResponse.UNAVAILABLE),

	/**
	 * The body is being read.
	 */
	READING(CallbackResponse.BAD_REQUEST),

	/**
	 * The callbacks are being decoded and admitted. Nobody is responsible for them yet.
	 */
	ADMITTING(CallbackResponse.UNAVAILABLE),

	/**
	 * The delivery is responsible for the callbacks, and no handler has failed so far.
	 */
	HANDLING(CallbackResponse.OK);

	private final CallbackResponse atDeadline;

	RequestPhase(CallbackResponse atDeadline) {
		this.atDeadline = atDeadline;
	}

	CallbackResponse atDeadline() {
		return this.atDeadline;
	}

}
