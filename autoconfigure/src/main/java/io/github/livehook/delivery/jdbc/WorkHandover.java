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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import com.github.kagkarlsson.scheduler.task.Execution;

/**
 * Work on its way from the request that has brought it to a worker of this process. In
 * the database it is picked already, so nobody else takes it, and nobody has to read it.
 * It may not wait for long: there are few places, and what is old is to be given back.
 */
final class WorkHandover {

	private static final int PLACES_OF_A_WORKER = 32;

	private final int maximum;

	private final Duration patience;

	private final Queue<Execution> waiting = new ArrayDeque<>();

	// How many of the first have waited at the last look
	private int old;

	private int reserved;

	private boolean open;

	/**
	 * Create a handover.
	 * @param workers how many do the work
	 * @param patience how long to wait for a place at most
	 */
	WorkHandover(int workers, Duration patience) {
		this.maximum = workers * PLACES_OF_A_WORKER;
		this.patience = patience;
	}

	synchronized void open() {
		this.open = true;
	}

	/**
	 * Reserve places for work that is about to be stored. Where there are too few, this
	 * waits.
	 * @param wanted how many
	 * @param idleWorkers how many workers have nothing to do, asked after the wait
	 * @return the places, to be left after that
	 */
	synchronized Places reserve(int wanted, IntSupplier idleWorkers) {
		await(Math.min(wanted, this.maximum));
		int before = used();
		int number = this.open ? Math.max(0, Math.min(wanted, this.maximum - before)) : 0;
		this.reserved += number;
		return new Places(number, Math.max(0, idleWorkers.getAsInt() - before));
	}

	private void await(int places) {
		long left = this.patience.toNanos();
		long deadline = System.nanoTime() + left;
		try {
			while (this.open && this.maximum - used() < places && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private int used() {
		return this.waiting.size() + this.reserved;
	}

	synchronized void leave(Places places) {
		this.reserved -= places.number();
		notifyAll();
	}

	/**
	 * Put work into places that are reserved for it.
	 * @param works the work, which is stored
	 */
	synchronized void put(Collection<Execution> works) {
		this.waiting.addAll(works);
	}

	synchronized int waiting() {
		return this.waiting.size();
	}

	/**
	 * Take the work that has waited for the longest.
	 * @param limit how much at most
	 * @return the work
	 */
	synchronized List<Execution> take(int limit) {
		List<Execution> works = new ArrayList<>();
		while (works.size() < limit && !this.waiting.isEmpty()) {
			Execution work = this.waiting.remove();
			work.consecutiveFailures = 0;
			works.add(work);
		}
		this.old = Math.max(0, this.old - works.size());
		notifyAll();
		return works;
	}

	/**
	 * Take what has been waiting since this was last asked for.
	 * @return the work
	 */
	synchronized List<Execution> takeOld() {
		List<Execution> works = take(this.old);
		this.old = this.waiting.size();
		return works;
	}

	/**
	 * Give no more places.
	 * @return the work that has waited
	 */
	synchronized List<Execution> close() {
		this.open = false;
		return take(this.waiting.size());
	}

	/**
	 * Places for work that is about to be stored.
	 *
	 * @param number how many there are
	 * @param atOnce for how many there is a worker that has nothing else to do
	 */
	record Places(int number, int atOnce) {

	}

}
