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
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what this process has stored lately, so that duplicates of it cost the store
 * nothing, and are acknowledged again whatever else there is to do.
 *
 * @since 0.1.0
 */
public final class StoredDuplicates {

	private final RecentKeys keys;

	/**
	 * Create an empty memory.
	 * @param deduplication which duplicates are recognised
	 */
	public StoredDuplicates(Deduplication deduplication) {
		this.keys = deduplication.recentKeys(TimeUnit.MILLISECONDS);
	}

	/**
	 * Remember a callback that was stored.
	 * @param key what its duplicates have in common, {@code null} if it has none
	 * @param receivedAt when it was received
	 */
	public void remember(@Nullable UUID key, Instant receivedAt) {
		if (key != null) {
			this.keys.add(key, receivedAt.toEpochMilli());
		}
	}

	/**
	 * Return whether a callback is a duplicate. What is not remembered may be one as
	 * well.
	 * @param key what duplicates have in common, {@code null} if there are none
	 * @param now when the callback was received
	 * @return whether the same was stored, and is not too long ago
	 */
	public boolean contains(@Nullable UUID key, Instant now) {
		return key != null && this.keys.contains(key, now.toEpochMilli());
	}

}
