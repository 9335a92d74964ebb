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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.Causes;
import io.github.livehook.event.Callback;

/**
 * Does the work of handlers: what this process has just stored, from memory, and what it
 * is given from the database. What waits here is bounded, and what waits for long is left
 * to others.
 */
final class WorkerPool {

	private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

	private static final int PLACES_OF_A_WORKER = 32;

	// Work without a place costs more. Quick handlers catch up in this time, and for slow
	// ones it is hardly felt
	private static final long PATIENCE_MILLIS = 5;

	private final Map<String, WorkRunner> runners;

	private final Leases leases;

	private final int workerCount;

	private final int capacity;

	private final Semaphore places;

	private final ThreadPoolExecutor workers;

	private volatile Runnable idleListener = () -> {
	};

	/**
	 * Create workers.
	 * @param runners what runs the work of each handler, by the ids of these
	 * @param leases the leases of the work
	 * @param workers how many there are
	 * @param threads what makes their threads
	 */
	WorkerPool(Map<String, WorkRunner> runners, Leases leases, int workers, ThreadFactory threads) {
		this.runners = runners;
		this.leases = leases;
		this.workerCount = workers;
		this.capacity = workers * PLACES_OF_A_WORKER;
		this.places = new Semaphore(this.capacity);
		this.workers = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads);
	}

	/**
	 * Set what is called each time that half of the workers or more are idle.
	 * @param listener the listener, which returns at once
	 */
	void whenIdle(Runnable listener) {
		this.idleListener = listener;
	}

	Leases leases() {
		return this.leases;
	}

	boolean handles(String handlerId) {
		return this.runners.containsKey(handlerId);
	}

	int size() {
		return this.workerCount;
	}

	long completed() {
		return this.workers.getCompletedTaskCount();
	}

	/**
	 * Return how many workers have nothing to do.
	 * @return the number, negative if work waits
	 */
	int idle() {
		return this.workerCount - this.capacity + this.places.availablePermits();
	}

	/**
	 * Reserve places for work that is about to be stored. Where there are too few, this
	 * waits a moment.
	 * @param wanted how many
	 * @return how many there are, and for how many there is an idle worker
	 */
	Room reserve(int wanted) {
		int number = Math.min(wanted, this.capacity);
		try {
			if (!this.places.tryAcquire(number, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
				int free = this.places.drainPermits();
				this.places.release(Math.max(0, free - number));
				number = Math.min(number, free);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Room.NONE;
		}
		return new Room(number, Math.min(number, Math.max(0, idle() + number)));
	}

	/**
	 * Give back places that were reserved.
	 * @param unused how many
	 */
	void leave(int unused) {
		this.places.release(unused);
	}

	/**
	 * Begin with work that was just stored, in a place that is reserved.
	 * @param key the work
	 * @param callback its callback
	 * @param leasedAt when the statement was sent that leased it
	 */
	void runStored(WorkKey key, Callback callback, long leasedAt) {
		run(new Work(key, 0, leasedAt, (runner, stuck) -> runner.run(key, callback, stuck)));
	}

	/**
	 * Begin with work that was taken. There is an idle worker, or will soon be one.
	 * @param work the work
	 */
	void runTaken(Work work) {
		this.places.acquireUninterruptibly();
		run(work);
	}

	private void run(Work work) {
		this.leases.hold(work);
		try {
			this.workers.execute(new Task(this, work));
		}
		catch (RejectedExecutionException ex) {
			// Closed meanwhile: others have it when its lease ends
			this.leases.release(work);
			this.places.release();
		}
	}

	private void perform(Work work) {
		CompletableFuture<?> end = CompletableFuture.completedFuture(null);
		try {
			WorkRunner runner = this.runners.get(work.key().handlerId());
			// Others have what could not be renewed
			if (runner != null && this.leases.isHeld(work)) {
				end = work.call(runner, () -> replaceThreadOf(work));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("An attempt of {} or its end could not be stored; it may be called again: {}",
					work.key().handlerId(), Causes.describe(ex));
		}
		finally {
			end.whenComplete((result, error) -> this.leases.release(work));
			leavePlaceOf(work);
		}
	}

	private void leavePlaceOf(Work work) {
		if (work.leavePlace()) {
			this.places.release();
		}
		else {
			resize(-1);
		}
		if (idle() >= this.workerCount / 2) {
			this.idleListener.run();
		}
	}

	// Its thread is lost, so another takes its place, unless it has ended at last
	private void replaceThreadOf(Work work) {
		this.leases.release(work);
		if (work.leavePlace()) {
			this.places.release();
			resize(1);
		}
	}

	/**
	 * Renew the leases of what is running, and leave to others what has waited for long.
	 */
	void renew() {
		Map<Boolean, List<Work>> byWaiting = this.leases.old()
			.stream()
			.collect(Collectors.partitioningBy(this::withdraw));
		leaveToOthers(byWaiting.get(true));
		this.leases.renew(byWaiting.get(false));
	}

	private boolean withdraw(Work work) {
		return this.workers.remove(new Task(this, work));
	}

	private void leaveToOthers(List<Work> waiting) {
		this.places.release(waiting.size());
		this.leases.leave(waiting);
	}

	/**
	 * Begin with nothing more, leave what waits to others, and wait for what is running.
	 * @param timeout how long to wait until it is interrupted
	 * @param interruption interrupts what is running
	 */
	void close(Duration timeout, Runnable interruption) {
		List<Work> waiting = this.leases.held().stream().filter(this::withdraw).toList();
		new MaintenanceTasks.Task("leave work to others", () -> leaveToOthers(waiting)).run();
		this.workers.shutdown();
		try {
			// Not for the ends of threads: that of a stuck handler may never come
			if (!this.places.tryAcquire(this.capacity, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				interruption.run();
				this.places.tryAcquire(this.capacity, timeout.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void resize(int change) {
		int size = this.workers.getCorePoolSize() + change;
		if (change > 0) {
			this.workers.setMaximumPoolSize(size);
		}
		this.workers.setCorePoolSize(size);
		if (change < 0) {
			this.workers.setMaximumPoolSize(size);
		}
	}

	/**
	 * Room for work.
	 *
	 * @param places how much may wait
	 * @param atOnce for how much there is a worker that has nothing else to do
	 */
	record Room(int places, int atOnce) {

		static final Room NONE = new Room(0, 0);

	}

	/**
	 * Work on the thread of a worker.
	 *
	 * @param pool the pool of the worker
	 * @param work the work
	 */
	private record Task(WorkerPool pool, Work work) implements Runnable {

		@Override
		public void run() {
			this.pool.perform(this.work);
		}

	}

}
