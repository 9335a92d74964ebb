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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How the call of a handler ended.
 *
 * @param status the end
 * @param result what the handler has returned, {@code null} if nothing
 * @param error what was thrown, {@code null} if the handler returned
 * @since 0.1.0
 */
public record HandlerOutcome(Status status, @Nullable Object result, @Nullable Throwable error) {

	private static final HandlerOutcome SUCCEEDED = new HandlerOutcome(Status.SUCCEEDED, null, null);

	static HandlerOutcome succeeded(@Nullable Object result) {
		return (result != null) ? new HandlerOutcome(Status.SUCCEEDED, result, null) : SUCCEEDED;
	}

	static HandlerOutcome failed(Status status, Throwable error) {
		return new HandlerOutcome(status, null, error);
	}

	/**
	 * Return what was thrown, in words.
	 * @return the message, empty if there is none
	 */
	public String message() {
		return (this.error != null) ? Objects.requireNonNullElse(this.error.getMessage(), "") : "";
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
