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

package io.github.livehook.delivery.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.jdbc.CallbackRepository.NewCallback;

/**
 * The callbacks of one request: those to store, and the results of all.
 */
final class StorageRequest {

	private final List<Supplier<@Nullable Status>> statuses = new ArrayList<>();

	private final List<NewCallback> toStore = new ArrayList<>();

	private final Map<UUID, NewCallback> byKey = new HashMap<>();

	private final Map<String, Status> ends = new HashMap<>();

	/**
	 * Add the next callback, which is not to be stored.
	 * @param status the status of its result
	 */
	void addEnded(Status status) {
		this.statuses.add(() -> status);
	}

	/**
	 * Add the next callback. A duplicate within the request is not stored.
	 * @param callback the callback
	 */
	void add(NewCallback callback) {
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

	boolean isEnded() {
		return this.toStore.size() == this.ends.size();
	}

	/**
	 * Return the callbacks to store in parts.
	 * @param rows the maximum number of rows of a part that holds several callbacks
	 * @return the parts
	 */
	List<List<NewCallback>> parts(int rows) {
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
	 * Note that a part is in the database.
	 * @param part the part
	 * @param stored the rows that were stored; the others are duplicates
	 */
	void end(List<NewCallback> part, Set<String> stored) {
		part.forEach((callback) -> this.ends.put(callback.row(),
				stored.contains(callback.row()) ? Status.STORED : Status.DUPLICATE));
	}

	/**
	 * Return the result of each callback.
	 * @param otherwise the result of those that are not in the database
	 * @return the results in the order of the callbacks
	 */
	List<DeliveryResult> results(DeliveryResult otherwise) {
		return this.statuses.stream()
			.map(Supplier::get)
			.map((status) -> (status != null) ? DeliveryResult.of(status) : otherwise)
			.toList();
	}

}
