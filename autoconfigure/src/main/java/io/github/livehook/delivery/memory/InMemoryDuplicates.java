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

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;

/**
 * Recognises duplicates of callbacks: those that are being handled, and for a while those
 * that were. What is remembered is which handlers have succeeded.
 */
final class InMemoryDuplicates {

	private final ConcurrentMap<UUID, CompletableFuture<DeliveryResult>> running = new ConcurrentHashMap<>();

	private final Cache<UUID, Set<String>> succeeded;

	InMemoryDuplicates(Deduplication deduplication, Ticker ticker) {
		this.succeeded = Caffeine.newBuilder()
			.expireAfterWrite(deduplication.window())
			.maximumSize(deduplication.maxEntries())
			.ticker(ticker)
			.executor(Runnable::run)
			.build();
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

	Set<String> succeededHandlers(UUID key) {
		Set<String> handlerIds = this.succeeded.getIfPresent(key);
		return (handlerIds != null) ? handlerIds : Set.of();
	}

	void remember(UUID key, List<String> handlerIds) {
		this.succeeded.put(key, Set.of(handlerIds.toArray(String[]::new)));
	}

}
