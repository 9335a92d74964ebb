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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.DeliveryResult.Status;

/**
 * The callbacks of one request: those to store, and the results of all.
 *
 * @since 0.1.0
 */
public final class StorageRequest {

	private final List<Supplier<@Nullable Status>> statuses = new ArrayList<>();

	private final List<NewCallback> toStore = new ArrayList<>();

	private final Map<UUID, NewCallback> byKey = new HashMap<>();

	private final Map<String, Status> ends = new HashMap<>();

	/**
	 * Add the next callback. One without handlers, a duplicate of what was stored lately,
	 * and a duplicate within the request are not stored.
	 * @param callback the callback
	 * @param duplicates what was stored lately
	 */
	public void add(NewCallback callback, StoredDuplicates duplicates) {
		if (callback.handlers().isEmpty()) {
			this.statuses.add(() -> Status.NO_HANDLER);
		}
		else if (duplicates.contains(callback.duplicateKey(), callback.receivedAt())) {
			this.statuses.add(() -> Status.DUPLICATE);
		}
		else {
			add(callback);
		}
	}

	private void add(NewCallback callback) {
		UUID key = callback.duplicateKey();
		NewCallback first = (key != null) ? this.byKey.putIfAbsent(key, callback) : null;
		if (first != null) {
			this.statuses.add(() -> this.ends.containsKey(first.row()) ? Status.DUPLICATE : null);
		}
		else {
			this.statuses.add(() -> this.ends.get(callback.row()));
			this.toStore.add(callback);
		}
	}

	/**
	 * Return the callbacks to store.
	 * @return the callbacks in their order
	 */
	public List<NewCallback> toStore() {
		return List.copyOf(this.toStore);
	}

	/**
	 * Return whether nothing is left to store.
	 * @return whether every callback is stored or need not be
	 */
	public boolean isEnded() {
		return this.toStore.size() == this.ends.size();
	}

	/**
	 * Return the callbacks to store in parts.
	 * @param rows the maximum number of rows of a part that holds several callbacks
	 * @return the parts
	 */
	public List<List<NewCallback>> parts(int rows) {
		List<List<NewCallback>> parts = new ArrayList<>();
		int rowsInPart = rows;
		for (NewCallback callback : this.toStore) {
			if (rowsInPart + callback.rows() > rows) {
				parts.add(new ArrayList<>());
				rowsInPart = 0;
			}
			parts.get(parts.size() - 1).add(callback);
			rowsInPart += callback.rows();
		}
		return parts;
	}

	/**
	 * Note that a part is in the store.
	 * @param part the part
	 * @param stored the rows that were stored; the others are duplicates
	 */
	public void end(List<NewCallback> part, Set<String> stored) {
		part.forEach((callback) -> this.ends.put(callback.row(),
				stored.contains(callback.row()) ? Status.STORED : Status.DUPLICATE));
	}

	/**
	 * Return the result of each callback.
	 * @param otherwise the result of those that are not in the store
	 * @return the results in the order of the callbacks
	 */
	public List<DeliveryResult> results(DeliveryResult otherwise) {
		return this.statuses.stream()
			.map(Supplier::get)
			.map((status) -> (status != null) ? DeliveryResult.of(status) : otherwise)
			.toList();
	}

}
