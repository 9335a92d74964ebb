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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes together what comes at the same time. While one batch is being written the next
 * one gathers, so nothing waits for others to come, and the more there is to do, the less
 * each costs.
 *
 * @param <T> the type of what is written
 * @param <R> the type of what comes of it
 */
final class BatchWriter<T, R> {

	private static final int LARGEST_BATCH = 100;

	private static final int IDLE_SECONDS = 60;

	private final Function<List<T>, List<R>> action;

	private final Predicate<T> worthASecondTry;

	private final BlockingQueue<Entry<T, R>> waiting = new LinkedBlockingQueue<>();

	private final AtomicBoolean writing = new AtomicBoolean();

	private final ThreadPoolExecutor thread;

	/**
	 * Create a writer.
	 * @param threads what makes its thread
	 * @param action what writes a batch as a whole or not at all, and returns what has
	 * come of each
	 * @param worthASecondTry whether one is to be tried alone when its batch could not be
	 * written, perhaps because of another
	 */
	BatchWriter(ThreadFactory threads, Function<List<T>, List<R>> action, Predicate<T> worthASecondTry) {
		this.action = action;
		this.worthASecondTry = worthASecondTry;
		this.thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads);
		this.thread.allowCoreThreadTimeOut(true);
	}

	/**
	 * Write something, with the next batch.
	 * @param item what is written
	 * @return what comes of it, once it is written
	 */
	CompletableFuture<R> write(T item) {
		Entry<T, R> entry = new Entry<>(item, new CompletableFuture<>());
		this.waiting.add(entry);
		if (this.writing.compareAndSet(false, true)) {
			start(entry);
		}
		return entry.result();
	}

	private void start(Entry<T, R> first) {
		try {
			this.thread.execute(this::writeAll);
		}
		catch (Throwable ex) {
			// There may be no thread to be had; who comes next tries again
			this.writing.set(false);
			this.waiting.remove(first);
			first.result().completeExceptionally(ex);
		}
	}

	private void writeAll() {
		do {
			List<Entry<T, R>> batch = new ArrayList<>();
			while (this.waiting.drainTo(batch, LARGEST_BATCH) > 0) {
				write(batch);
				batch.clear();
			}
			this.writing.set(false);
		}
		while (!this.waiting.isEmpty() && this.writing.compareAndSet(false, true));
	}

	private void write(List<Entry<T, R>> batch) {
		List<R> results;
		try {
			results = this.action.apply(batch.stream().map(Entry::item).toList());
		}
		catch (Throwable ex) {
			for (Entry<T, R> entry : batch) {
				if (batch.size() > 1 && this.worthASecondTry.test(entry.item())) {
					write(List.of(entry));
				}
				else {
					entry.result().completeExceptionally(ex);
				}
			}
			return;
		}
		for (int i = 0; i < batch.size(); i++) {
			batch.get(i).result().complete(results.get(i));
		}
	}

	/**
	 * Wait until everything is written that has come.
	 * @param timeout how long at most
	 * @return whether it is
	 */
	boolean flush(Duration timeout) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.thread.execute(() -> done.complete(null));
		try {
			done.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/**
	 * Something that is to be written.
	 *
	 * @param item what
	 * @param result what comes of it
	 */
	private record Entry<T, R>(T item, CompletableFuture<R> result) {

	}

}
