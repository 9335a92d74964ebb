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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.WorkerThreads;
import io.github.livehook.delivery.jdbc.CallbackRepository.Stored;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;

/**
 * Pool of the workers that handle callbacks: those that this process has just stored,
 * from memory, and those that it has taken from the database. The work that waits here is
 * bounded, and what waits for long is left to others.
 */
final class WorkerPool {

	private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

	private static final int SLOTS_PER_WORKER = 32;

	// Work without a slot costs more. Quick handlers catch up in this time, and for slow
	// ones it is hardly felt
	private static final long SLOT_TIMEOUT_MILLIS = 5;

	private final WorkRunner runner;

	private final Leases leases;

	private final int workerCount;

	private final int capacity;

	private final Semaphore slots;

	private final WorkerThreads workers;

	private volatile Runnable idleListener = () -> {
	};

	private long completed;

	/**
	 * Create a pool.
	 * @param runner the runner of work
	 * @param leases the leases of work
	 * @param workers the number of workers
	 * @param threads the factory of their threads
	 */
	WorkerPool(WorkRunner runner, Leases leases, int workers, ThreadFactory threads) {
		this.runner = runner;
		this.leases = leases;
		this.workerCount = workers;
		this.capacity = workers * SLOTS_PER_WORKER;
		this.slots = new Semaphore(this.capacity);
		this.workers = new WorkerThreads(workers, threads);
	}

	/**
	 * Set the listener to call each time that half of the workers or more are idle.
	 * @param listener the listener, which returns at once
	 */
	void whenIdle(Runnable listener) {
		this.idleListener = listener;
	}

	Duration lease() {
		return this.leases.duration();
	}

	/**
	 * Return the number of work items to take from the database. This method is called by
	 * one thread.
	 * @return the number, 0 or negative for none
	 */
	int wanted() {
		// What is stored may keep quick workers from ever being idle
		long completed = this.workers.getCompletedTaskCount();
		int share = (completed > this.completed) ? Math.max(1, this.workerCount / 4) : 0;
		this.completed = completed;
		return Math.max(idle(), share);
	}

	/**
	 * Return the number of workers that have nothing to do.
	 * @return the number, negative if work waits
	 */
	int idle() {
		return this.workerCount - this.capacity + this.slots.availablePermits();
	}

	/**
	 * Reserve slots for work that is about to be stored. Where there are too few, this
	 * waits a moment.
	 * @param wanted the number of slots
	 * @return the room that there is
	 */
	Room reserve(int wanted) {
		int number = Math.min(wanted, this.capacity);
		try {
			if (!this.slots.tryAcquire(number, SLOT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
				int free = this.slots.drainPermits();
				this.slots.release(Math.max(0, free - number));
				number = Math.min(number, free);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Room.NONE;
		}
		return new Room(number, Math.max(0, idle() + number), this.leases.duration());
	}

	/**
	 * Release slots that were reserved.
	 * @param unused the number of slots
	 */
	void release(int unused) {
		this.slots.release(unused);
	}

	/**
	 * Begin with work that was just stored, in a slot that is reserved.
	 * @param key the work
	 * @param callback its callback
	 * @param leasedAt the time before the statement that leased it
	 */
	void runStored(WorkKey key, Callback callback, long leasedAt) {
		run(new WorkItem(key, 0, (stuck) -> this.runner.run(key, callback, stuck), this::perform), leasedAt);
	}

	/**
	 * Begin with work that was taken. There is an idle worker, or will soon be one.
	 * @param taken the work
	 * @param callback its callback, {@code null} if that is gone
	 * @param leasedAt the time before the statement that leased it
	 */
	void runTaken(TakenWork taken, Supplier<@Nullable Stored> callback, long leasedAt) {
		this.slots.acquireUninterruptibly();
		run(new WorkItem(taken.key(), taken.attempts() - 1, (stuck) -> this.runner.run(taken, callback.get(), stuck),
				this::perform), leasedAt);
	}

	private void run(WorkItem work, long leasedAt) {
		this.leases.hold(work, leasedAt);
		try {
			this.workers.execute(work);
		}
		catch (Throwable ex) {
			// Closed meanwhile, or there is no thread to be had; what stored it goes on
			giveBack(List.of(work));
			this.slots.release();
		}
	}

	private void perform(WorkItem work) {
		CompletableFuture<?> end = CompletableFuture.completedFuture(null);
		try {
			if (this.leases.isHeld(work)) {
				end = work.attempt(() -> replaceThreadOf(work));
			}
			else {
				// Others may have it already
				giveBack(List.of(work));
			}
		}
		catch (RuntimeException ex) {
			logger.warn("An attempt of {} or its end could not be stored; it may be called again: {}",
					work.key().handlerId(), Causes.describe(ex));
		}
		finally {
			end.whenComplete((result, error) -> this.leases.release(work));
			releaseSlotOf(work);
		}
	}

	private void releaseSlotOf(WorkItem work) {
		if (work.releaseSlot()) {
			this.slots.release();
		}
		else {
			this.workers.takeOneBack();
		}
		if (idle() >= this.workerCount / 2) {
			this.idleListener.run();
		}
	}

	// Its thread is lost, so another takes its place, unless it has ended at last
	private void replaceThreadOf(WorkItem work) {
		this.leases.release(work);
		if (work.releaseSlot()) {
			this.slots.release();
			this.workers.replaceOne();
		}
	}

	/**
	 * Renew the leases of what is running, and give back what has waited for long.
	 */
	void renew() {
		Map<Boolean, List<WorkItem>> old = this.leases.old()
			.stream()
			.collect(Collectors.partitioningBy(this.workers::remove));
		giveBackWaiting(old.getOrDefault(true, List.of()));
		this.leases.renew(old.getOrDefault(false, List.of()));
	}

	private void giveBackWaiting(List<WorkItem> waiting) {
		this.slots.release(waiting.size());
		giveBack(waiting);
	}

	private void giveBack(List<WorkItem> works) {
		try {
			this.leases.giveBack(works);
		}
		catch (RuntimeException ex) {
			logger.debug("Work could not be given back; others have it when its lease ends: {}", Causes.describe(ex));
		}
	}

	/**
	 * Begin with nothing more, give back what waits, and wait for what is running.
	 * @param timeout the longest time to wait, before what is running is interrupted and
	 * again after that
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void close(Duration timeout) throws InterruptedException {
		giveBackWaiting(this.leases.held().stream().filter(this.workers::remove).toList());
		this.workers.shutdown();
		if (!awaitIdle(timeout)) {
			this.runner.watch().interruptAll();
			awaitIdle(timeout);
		}
	}

	// Not for the ends of threads: that of a stuck handler may never come
	private boolean awaitIdle(Duration timeout) throws InterruptedException {
		boolean idle = this.slots.tryAcquire(this.capacity, timeout.toNanos(), TimeUnit.NANOSECONDS);
		if (idle) {
			this.slots.release(this.capacity);
		}
		return idle;
	}

	/**
	 * Room for work.
	 *
	 * @param slots the number of work items that may wait
	 * @param idleWorkers the number of workers that have nothing else to do
	 * @param lease the duration of the lease of work that gets a slot
	 */
	record Room(int slots, int idleWorkers, Duration lease) {

		static final Room NONE = new Room(0, 0, Duration.ZERO);

	}

}
