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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A work item that this process holds.
 */
final class WorkItem implements Runnable {

	private final WorkKey key;

	private final int attemptsBefore;

	private final Function<Runnable, CompletableFuture<?>> attempt;

	private final Consumer<WorkItem> worker;

	private final AtomicBoolean slotHeld = new AtomicBoolean(true);

	/**
	 * Create a work item.
	 * @param key the key of the work
	 * @param attemptsBefore the number of attempts that have ended
	 * @param attempt the next attempt; given what to run before the work of a handler
	 * that does not react is given up, it returns when its end is stored
	 * @param worker the worker that makes it
	 */
	WorkItem(WorkKey key, int attemptsBefore, Function<Runnable, CompletableFuture<?>> attempt,
			Consumer<WorkItem> worker) {
		this.key = key;
		this.attemptsBefore = attemptsBefore;
		this.attempt = attempt;
		this.worker = worker;
	}

	WorkKey key() {
		return this.key;
	}

	int attemptsBefore() {
		return this.attemptsBefore;
	}

	/**
	 * Release the slot, at the end or because the handler is stuck.
	 * @return whether it was not released before
	 */
	boolean releaseSlot() {
		return this.slotHeld.getAndSet(false);
	}

	@Override
	public void run() {
		this.worker.accept(this);
	}

	CompletableFuture<?> attempt(Runnable stuck) {
		return this.attempt.apply(stuck);
	}

}
