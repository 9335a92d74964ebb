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

package io.github.livehook.delivery.kafka;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;

/**
 * A callback as it is stored.
 *
 * @param row the id that it is stored under
 * @param metadata the metadata of the first attempt
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared
record StoredCallback(String row, CallbackMetadata metadata, byte[] body) {

	/**
	 * Return the work of a handler that was never called with the callback.
	 * @param handlerId the id of the handler
	 * @param partition the number of the partition that the callback is in
	 * @param since when the callback was accepted or replayed
	 * @return the work
	 */
	Work work(String handlerId, int partition, Instant since) {
		return new Work(this, handlerId, partition, 0, Work.State.FIRST, since, since);
	}

	/**
	 * A callback that is accepted.
	 *
	 * @param callback the callback
	 * @param key the key of those that are handled one after another, {@code null} if
	 * there are no others
	 * @param duplicateKey the key that its duplicates share, {@code null} if it has none
	 * @param handlerIds the ids of the handlers that it had when it was accepted
	 */
	record Accepted(StoredCallback callback, @Nullable String key, @Nullable UUID duplicateKey,
			List<String> handlerIds) {

	}

}
