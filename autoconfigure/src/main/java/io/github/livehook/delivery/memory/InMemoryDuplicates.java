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

package io.github.livehook.delivery.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.RecentKeys;
import io.github.livehook.handler.CallbackHandler;

/**
 * Recognises duplicates of callbacks: those that are being handled, and for a while those
 * that were. Of a callback that only some handlers could handle, it remembers the others.
 */
final class InMemoryDuplicates {

	private final ConcurrentMap<UUID, CompletableFuture<DeliveryResult>> running = new ConcurrentHashMap<>();

	private final RecentKeys handled;

	// Rare, so that they may be objects
	private final Map<UUID, PartlyHandled> partlyHandled;

	private final long window;

	private final LongSupplier nanoTime;

	InMemoryDuplicates(Deduplication deduplication, LongSupplier nanoTime) {
		this.handled = deduplication.recentKeys(TimeUnit.NANOSECONDS);
		this.partlyHandled = Collections.synchronizedMap(new BoundedMap<>(deduplication.maxEntries()));
		this.window = TimeUnit.NANOSECONDS.convert(deduplication.window());
		this.nanoTime = nanoTime;
	}

	/**
	 * Claim a callback for the current thread.
	 * @param key the callback
	 * @param mine what will be completed with the result
	 * @return {@code null} if it was claimed, otherwise what the thread that handles it
	 * will complete
	 */
	@Nullable CompletableFuture<DeliveryResult> claim(UUID key, CompletableFuture<DeliveryResult> mine) {
		return this.running.putIfAbsent(key, mine);
	}

	void release(UUID key, CompletableFuture<DeliveryResult> mine) {
		this.running.remove(key, mine);
	}

	/**
	 * Return the handlers that have not succeeded.
	 * @param key the callback
	 * @param handlers the handlers of its command
	 * @return those that are left to call
	 */
	List<CallbackHandler> remaining(UUID key, List<CallbackHandler> handlers) {
		long now = this.nanoTime.getAsLong();
		if (this.handled.contains(key, now)) {
			return List.of();
		}
		PartlyHandled partly = this.partlyHandled.get(key);
		return (partly != null && now - partly.since < this.window) ? partly.remaining : handlers;
	}

	/**
	 * Remember which handlers have succeeded.
	 * @param key the callback
	 * @param handlers the handlers of its command
	 * @param remaining those that have not succeeded
	 */
	void remember(UUID key, List<CallbackHandler> handlers, List<CallbackHandler> remaining) {
		long now = this.nanoTime.getAsLong();
		if (remaining.isEmpty()) {
			this.handled.add(key, now);
			this.partlyHandled.remove(key);
		}
		else if (remaining.size() < handlers.size()) {
			this.partlyHandled.remove(key);
			this.partlyHandled.put(key, new PartlyHandled(List.copyOf(remaining), now));
		}
	}

	private record PartlyHandled(List<CallbackHandler> remaining, long since) {

	}

	/**
	 * Forgets the oldest entries.
	 */
	@SuppressWarnings("serial") // Never serialized
	private static final class BoundedMap<V> extends LinkedHashMap<UUID, V> {

		private final int maxEntries;

		BoundedMap(int maxEntries) {
			this.maxEntries = maxEntries;
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
			return size() > this.maxEntries;
		}

	}

}
