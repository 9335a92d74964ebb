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

package io.github.livehook.test;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * A call of a handler, ended.
 *
 * @param handlerId the id of the handler, such as {@code battles.started}
 * @param callback what it was called with
 * @param status how the call ended
 * @param result what the handler returned, {@code null} if nothing
 * @param error what it threw, {@code null} if it returned
 * @since 0.1.0
 */
public record HandlerCall(String handlerId, Callback callback, Status status, @Nullable Object result,
		@Nullable Throwable error) {

	@Override
	public String toString() {
		String end = (this.error != null) ? this.error.toString() : String.valueOf(this.result);
		return this.handlerId + "(" + this.callback.metadata().command() + "): " + this.status + ", " + end;
	}

}
