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

import org.jspecify.annotations.Nullable;

/**
 * How the call of a handler ended.
 *
 * @param status the end
 * @param error what was thrown, {@code null} if the handler returned
 * @since 0.1.0
 */
public record HandlerOutcome(Status status, @Nullable Throwable error) {

	private static final HandlerOutcome SUCCEEDED = new HandlerOutcome(Status.SUCCEEDED, null);

	static HandlerOutcome succeeded() {
		return SUCCEEDED;
	}

	/**
	 * The ends of a call.
	 */
	public enum Status {

		/**
		 * The handler returned.
		 */
		SUCCEEDED,

		/**
		 * The handler threw.
		 */
		FAILED,

		/**
		 * The handler was not called, because the body does not fit what it takes.
		 */
		UNREADABLE

	}

}
