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
 * Writes together what comes at the same time. While batches are being written the next
 * one gathers, so the more there is to do, the less each costs.
 *
 * @param <T> the type of what is written
 * @param <R> the type of what comes of it
 */
final class GroupCommit<T, R> {

	private static final int MOST_WAITING = 1000;

	// What holds more than this part of a batch is heavy
	private static final int LIGHT_PART = 10;

	private static final int IDLE_SECONDS = 60;

	private final Function<List<T>, List<R>> action;

	private final Limits<T> limits;

	private final BlockingQueue<Entry<T, R>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

	// Written a few at a time, so that what is light never waits for all of them
	private final BlockingQueue<Entry<T, R>> heavy = new LinkedBlockingQueue<>(MOST_WAITING);

	private final Object monitor = new Object();

	// Guarded by the monitor
	private int unfinished;

	private final Duration gathering;

	private final Semaphore writers;

	private final ThreadPoolExecutor threads;

	/**
	 * Create a writer.
	 * @param writers how many batches are written at the same time at most
	 * @param gathering how long a batch waits for others to come, zero if it does not
	 * @param threads what makes its threads
	 * @param action what writes a batch as a whole or not at all, and returns what has
	 * come of each
	 * @param limits the limits of a batch
	 */
	GroupCommit(int writers, Duration gathering, ThreadFactory threads, Function<List<T>, List<R>> action,
			Limits<T> limits) {
		this.gathering = gathering;
		this.action = action;
		this.limits = limits;
		this.writers = new Semaphore(writers);
		this.threads = new ThreadPoolExecutor(writers, writers, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), threads);
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Write something, with the next batch. Where a thousand wait to be written, this
	 * waits as well.
	 * @param item what is written
	 * @return what comes of it, once it is written
	 */
	CompletableFuture<R> write(T item) {
		Entry<T, R> entry = new Entry<>(item, new CompletableFuture<>());
		begin();
		try {
			(isHeavy(item) ? this.heavy : this.waiting).put(entry);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			fail(entry, ex);
			return entry.result();
		}
		if (this.writers.tryAcquire()) {
			start();
		}
		return entry.result();
	}

	private boolean isHeavy(T item) {
		return this.limits.weight().applyAsInt(item) * LIGHT_PART > this.limits.largest();
	}

	private void start() {
		try {
			this.threads.execute(this::writeAll);
		}
		catch (OutOfMemoryError ex) {
			// There is no thread to be had
			writeAll();
		}
	}

	private void writeAll() {
		do {
			try {
				boolean more = true;
				while (more) {
					more = writeNext();
				}
			}
			finally {
				this.writers.release();
			}
		}
		while (!(this.waiting.isEmpty() && this.heavy.isEmpty()) && this.writers.tryAcquire());
	}

	private boolean writeNext() {
		List<Entry<T, R>> batch = new ArrayList<>();
		try {
			gather(batch);
		}
		catch (Throwable ex) {
			// Whoever waits for them would wait for ever
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
		if (weight > 0 && weight < this.limits.largest()) {
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
		while (weight < this.limits.largest()) {
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
		return this.limits.weight().applyAsInt(entry.item());
	}

	private void write(List<Entry<T, R>> batch) {
		List<R> results;
		try {
			results = this.action.apply(batch.stream().map(Entry::item).toList());
		}
		catch (Throwable ex) {
			for (Entry<T, R> entry : batch) {
				if (batch.size() > 1 && this.limits.worthASecondTry().test(entry.item())) {
					write(List.of(entry));
				}
				else {
					fail(entry, ex);
				}
			}
			return;
		}
		for (int i = 0; i < batch.size(); i++) {
			batch.get(i).result().complete(results.get(i));
		}
		finish(batch.size());
	}

	private void fail(Entry<T, R> entry, Throwable cause) {
		entry.result().completeExceptionally(cause);
		finish(1);
	}

	private void begin() {
		synchronized (this.monitor) {
			this.unfinished++;
		}
	}

	private void finish(int number) {
		synchronized (this.monitor) {
			this.unfinished -= number;
			this.monitor.notifyAll();
		}
	}

	/**
	 * Wait until everything is written that has come.
	 * @param timeout how long at most
	 * @return whether it is
	 */
	boolean flush(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		synchronized (this.monitor) {
			try {
				while (this.unfinished > 0) {
					long left = deadline - System.nanoTime();
					if (left <= 0) {
						return false;
					}
					TimeUnit.NANOSECONDS.timedWait(this.monitor, left);
				}
				return true;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}
	}

	/**
	 * The limits of a batch.
	 *
	 * @param largest the weight at which a batch is full
	 * @param weight how much of it something takes, at least 1
	 * @param worthASecondTry whether something is to be tried alone when its batch could
	 * not be written, perhaps because of another
	 */
	record Limits<T>(int largest, ToIntFunction<T> weight, Predicate<T> worthASecondTry) {

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
