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

package io.github.livehook.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.handler.CallbackHandler;

/**
 * A callback to store.
 *
 * @param row the id that it is stored under
 * @param duplicateKey the key that its duplicates share, {@code null} if it has none
 * @param callback the callback
 * @param handlers its handlers
 * @since 0.1.0
 */
public record NewCallback(String row, @Nullable UUID duplicateKey, Callback callback, List<CallbackHandler> handlers) {

	/**
	 * Return the number of rows that it takes.
	 * @return its own row, and that of the work of each handler
	 */
	public int rows() {
		return 1 + this.handlers.size();
	}

	/**
	 * Return when it was received.
	 * @return the time of receipt
	 */
	public Instant receivedAt() {
		return this.callback.metadata().receivedAt();
	}

}
