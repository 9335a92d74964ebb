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
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.livehook.delivery.jdbc.CallbackRows.Stored;
import io.github.livehook.delivery.jdbc.WorkTable.Taken;

/**
 * Searches the database for work that is due, and takes as much as there are idle
 * workers. A search begins a little before the last one that has found everything: what
 * is older was taken or is nobody's, and a database may keep it in the way of a search
 * long after it is gone.
 */
final class WorkSearch {

	// Transactions that store work are shorter
	private static final Duration OVERLAP = Duration.ofMinutes(1);

	private static final Duration FULL_INTERVAL = Duration.ofMinutes(5);

	// The calendars of databases reach back as far
	private static final Duration EVER = Duration.ofDays(36_500);

	private final WorkTable table;

	private final CallbackRows callbacks;

	private final Set<String> handlers;

	private final WorkerPool workers;

	private final MaintenanceTasks.Task search = new MaintenanceTasks.Task("look for work", this::takeAll);

	private final ThreadPoolExecutor taker;

	private volatile boolean more;

	private volatile boolean open = true;

	// From here on: used by the taker alone

	private long completed;

	private boolean searched;

	private long searchedAt;

	private long searchedFullyAt;

	/**
	 * Create a search.
	 * @param table the work
	 * @param callbacks the callbacks
	 * @param handlers the ids of the handlers to find work for
	 * @param workers the workers
	 */
	WorkSearch(WorkTable table, CallbackRows callbacks, Set<String> handlers, WorkerPool workers) {
		this.table = table;
		this.callbacks = callbacks;
		this.handlers = handlers;
		this.workers = workers;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("livehook-taker-");
		threads.setDaemon(true);
		// One search is running, and one is to come
		this.taker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), threads,
				new ThreadPoolExecutor.DiscardPolicy());
	}

	/**
	 * Search soon.
	 */
	void begin() {
		this.taker.execute(this.search);
	}

	/**
	 * Search soon if the last search has left work behind.
	 */
	void continueIfMore() {
		if (this.more) {
			begin();
		}
	}

	boolean isFailing() {
		return this.search.isFailing();
	}

	void close() {
		this.open = false;
		this.taker.shutdown();
	}

	private void takeAll() {
		this.more = false;
		// What is stored may keep quick workers from ever being idle
		long completed = this.workers.completed();
		int limit = Math.max(this.workers.idle(),
				(completed > this.completed) ? Math.max(1, this.workers.size() / 4) : 0);
		this.completed = completed;
		while (this.open && limit > 0) {
			int taken = take(limit);
			this.more = taken == limit;
			limit = this.more ? this.workers.idle() : 0;
		}
	}

	private int take(int limit) {
		long now = System.nanoTime();
		boolean fully = !this.searched || now - this.searchedFullyAt >= FULL_INTERVAL.toNanos();
		Duration since = fully ? EVER : Duration.ofNanos(now - this.searchedAt).plus(OVERLAP);
		List<Taken> works = this.table.take(this.handlers, limit, this.workers.leases().duration(), since);
		if (works.size() < limit) {
			this.searched = true;
			this.searchedAt = now;
			this.searchedFullyAt = fully ? now : this.searchedFullyAt;
		}
		if (!works.isEmpty()) {
			Map<String, Stored> stored = this.callbacks
				.findReadable(works.stream().map((work) -> work.key().callbackRow()).toList());
			works.forEach((work) -> run(work, stored, now));
		}
		return works.size();
	}

	private void run(Taken taken, Map<String, Stored> stored, long leasedAt) {
		this.workers.runTaken(new Work(taken.key(), taken.attempts() - 1, leasedAt, (runner, stuck) -> {
			Stored callback = stored.get(taken.key().callbackRow());
			return runner.run(taken, (callback != null) ? callback : this.callbacks.find(taken.key().callbackRow()),
					stuck);
		}));
	}

}
