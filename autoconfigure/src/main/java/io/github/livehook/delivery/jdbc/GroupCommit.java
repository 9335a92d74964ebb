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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Writes items that come at the same time together. While batches are being written the
 * next one gathers, so the more there is to do, the less each item costs.
 *
 * @param <T> the type of the items
 * @param <R> the type of the result of a batch
 */
final class GroupCommit<T, R> {

	private static final int MOST_WAITING = 1000;

	// An item that takes more than this part of a batch is heavy
	private static final int LIGHT_PART = 10;

	private static final int IDLE_SECONDS = 60;

	private final Duration gathering;

	private final Function<List<T>, R> action;

	private final int largest;

	private final ToIntFunction<T> weight;

	private final Predicate<T> worthASecondTry;

	private final BlockingQueue<Entry<T, R>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

	// Written a few at a time, so that light items never wait for all of them
	private final BlockingQueue<Entry<T, R>> heavy = new LinkedBlockingQueue<>(MOST_WAITING);

	// One permit less for each item that is not written yet
	private final Semaphore finished = new Semaphore(Integer.MAX_VALUE);

	private final ThreadPoolExecutor writers;

	/**
	 * Create a group commit.
	 * @param writers the maximum number of batches that are written at the same time
	 * @param gathering the time that a batch waits for more items, zero for none
	 * @param threads the factory of its threads
	 * @param action the action that writes a batch as a whole or not at all
	 * @param largest the weight at which a batch is full
	 * @param weight the weight of an item, at least 1
	 * @param worthASecondTry whether to write an item alone when its batch could not be
	 * written, perhaps because of another
	 */
	GroupCommit(int writers, Duration gathering, ThreadFactory threads, Function<List<T>, R> action, int largest,
			ToIntFunction<T> weight, Predicate<T> worthASecondTry) {
		this.gathering = gathering;
		this.action = action;
		this.largest = largest;
		this.weight = weight;
		this.worthASecondTry = worthASecondTry;
		// One task that is to come writes all that waits
		this.writers = new ThreadPoolExecutor(writers, writers, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(1), threads, new ThreadPoolExecutor.DiscardPolicy());
		this.writers.allowCoreThreadTimeOut(true);
	}

	/**
	 * Write an item, with the next batch. Where a thousand wait to be written, this waits
	 * as well.
	 * @param item the item
	 * @return the result of its batch, once that is written
	 */
	CompletableFuture<R> write(T item) {
		Entry<T, R> entry = new Entry<>(item, new CompletableFuture<>());
		this.finished.acquireUninterruptibly();
		try {
			(isHeavy(item) ? this.heavy : this.waiting).put(entry);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			fail(entry, ex);
			return entry.result();
		}
		start();
		return entry.result();
	}

	private boolean isHeavy(T item) {
		return this.weight.applyAsInt(item) * LIGHT_PART > this.largest;
	}

	private void start() {
		try {
			this.writers.execute(this::writeAll);
		}
		catch (OutOfMemoryError ex) {
			// There is no thread to be had
			writeAll();
		}
	}

	private void writeAll() {
		boolean more = true;
		while (more) {
			more = writeNext();
		}
	}

	private boolean writeNext() {
		List<Entry<T, R>> batch = new ArrayList<>();
		try {
			gather(batch);
		}
		catch (Throwable ex) {
			// Whoever waits for their results would wait for ever
			batch.forEach((entry) -> fail(entry, ex));
			return !batch.isEmpty();
		}
		if (!batch.isEmpty()) {
			write(batch);
		}
		return !batch.isEmpty();
	}

	private void gather(List<Entry<T, R>> batch) {
		int weight = drain(this.waiting, batch, 0);
		if (weight > 0 && weight < this.largest) {
			LockSupport.parkNanos(this.gathering.toNanos());
			weight = drain(this.waiting, batch, weight);
		}
		Entry<T, R> one = this.heavy.poll();
		if (one != null) {
			batch.add(one);
			drain(this.heavy, batch, weight + weight(one));
		}
	}

	private int drain(BlockingQueue<Entry<T, R>> queue, List<Entry<T, R>> batch, int weightBefore) {
		int weight = weightBefore;
		while (weight < this.largest) {
			Entry<T, R> entry = queue.poll();
			if (entry == null) {
				break;
			}
			batch.add(entry);
			weight += weight(entry);
		}
		return weight;
	}

	private int weight(Entry<T, R> entry) {
		return this.weight.applyAsInt(entry.item());
	}

	private void write(List<Entry<T, R>> batch) {
		try {
			R result = this.action.apply(batch.stream().map(Entry::item).toList());
			batch.forEach((entry) -> entry.result().complete(result));
			this.finished.release(batch.size());
		}
		catch (Throwable ex) {
			for (Entry<T, R> entry : batch) {
				if (batch.size() > 1 && this.worthASecondTry.test(entry.item())) {
					write(List.of(entry));
				}
				else {
					fail(entry, ex);
				}
			}
		}
	}

	private void fail(Entry<T, R> entry, Throwable cause) {
		entry.result().completeExceptionally(cause);
		this.finished.release();
	}

	/**
	 * Wait until all items are written.
	 * @param timeout the longest time to wait
	 * @return whether they are
	 * @throws InterruptedException if the current thread is interrupted
	 */
	boolean flush(Duration timeout) throws InterruptedException {
		boolean flushed = this.finished.tryAcquire(Integer.MAX_VALUE, timeout.toNanos(), TimeUnit.NANOSECONDS);
		if (flushed) {
			this.finished.release(Integer.MAX_VALUE);
		}
		return flushed;
	}

	/**
	 * An item to write.
	 *
	 * @param item the item
	 * @param result the result of its batch, once that is written
	 */
	private record Entry<T, R>(T item, CompletableFuture<R> result) {

	}

}
