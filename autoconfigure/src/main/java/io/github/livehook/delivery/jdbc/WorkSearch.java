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
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.MaintenanceTasks;
import io.github.livehook.delivery.jdbc.CallbackRepository.Stored;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;

/**
 * Searches the database for work that is due, and takes as much as there are idle
 * workers. A pass goes on from what it took last until it has found everything, and
 * begins a little before the pass before it: what is older was taken or is nobody's, and
 * a database may keep it in the way of a search long after it is gone.
 */
final class WorkSearch {

	// Transactions that store work are shorter
	private static final long OVERLAP = Duration.ofMinutes(1).toNanos();

	// What a search finds after that is given back
	private static final int LONGEST_END_SECONDS = 2;

	private static final long FULL_INTERVAL = Duration.ofMinutes(5).toNanos();

	// The calendars of databases reach back as far
	private static final long EVER = Duration.ofDays(36_500).toNanos();

	private final JdbcDatabase database;

	private final WorkRepository repository;

	private final CallbackRepository callbacks;

	private final Set<String> handlers;

	private final WorkerPool workers;

	private final MaintenanceTasks.Task search = new MaintenanceTasks.Task("look for work", this::takeAll);

	private final ThreadPoolExecutor taker;

	private volatile boolean more;

	private volatile boolean open = true;

	private volatile boolean fully = true;

	// From here on: used by the taker alone

	private @Nullable Pass pass;

	private long lastPassAt;

	private long lastFullPassAt;

	/**
	 * Create a search.
	 * @param database the database
	 * @param repository the repository of work
	 * @param callbacks the repository of callbacks
	 * @param handlers the ids of the handlers whose work to find
	 * @param workers the workers
	 */
	WorkSearch(JdbcDatabase database, WorkRepository repository, CallbackRepository callbacks, Set<String> handlers,
			WorkerPool workers) {
		this.database = database;
		this.repository = repository;
		this.callbacks = callbacks;
		this.handlers = handlers;
		this.workers = workers;
		// One search is running, and one is to come
		this.taker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1),
				MaintenanceTasks.daemons("livehook-taker-"), new ThreadPoolExecutor.DiscardPolicy());
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

	/**
	 * Have the next search begin at the oldest work.
	 */
	void beginAtOldest() {
		this.fully = true;
	}

	boolean isFailing() {
		return this.search.isFailing();
	}

	/**
	 * Search no more, and wait a moment for a search that is running.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void close() throws InterruptedException {
		this.open = false;
		this.taker.shutdown();
		this.taker.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
	}

	private void takeAll() {
		this.more = false;
		int limit = this.workers.wanted();
		if (limit <= 0 && isFailing()) {
			// Nothing is wanted but to know whether it would fail
			this.repository.take(this.handlers, 0, Duration.ZERO, Duration.ZERO, Instant.EPOCH);
		}
		while (this.open && limit > 0) {
			int taken = take(limit);
			this.more = taken == limit;
			limit = this.more ? this.workers.idle() : 0;
		}
	}

	private int take(int limit) {
		long now = System.nanoTime();
		Pass pass = passAt(now);
		this.pass = pass;
		Map<TakenWork, @Nullable Stored> works = this.database.transactions()
			.run(() -> takeAndRead(limit, Duration.ofNanos(now - pass.oldest()), pass.from()));
		if (works.size() == limit) {
			this.pass = pass.after(works.keySet());
		}
		else {
			this.pass = null;
			this.lastPassAt = pass.begunAt();
		}
		works.forEach((work, stored) -> this.workers.runTaken(work,
				() -> (stored != null) ? stored : this.callbacks.find(work.key().callbackRow()), now));
		return works.size();
	}

	private Pass passAt(long now) {
		if (this.fully || now - this.lastFullPassAt >= FULL_INTERVAL) {
			this.fully = false;
			this.lastFullPassAt = now;
			return new Pass(now - EVER, now, Instant.EPOCH);
		}
		Pass pass = this.pass;
		return (pass != null) ? pass : new Pass(this.lastPassAt - OVERLAP, now, Instant.EPOCH);
	}

	// In one transaction: if the database cannot give the callbacks, nothing was taken
	private Map<TakenWork, @Nullable Stored> takeAndRead(int limit, Duration since, Instant from) {
		List<TakenWork> taken = this.repository.take(this.handlers, limit, this.workers.lease(), since, from);
		Map<String, Stored> stored = taken.isEmpty() ? Map.of()
				: this.callbacks.findReadable(taken.stream().map((work) -> work.key().callbackRow()).toList());
		Map<TakenWork, @Nullable Stored> works = new LinkedHashMap<>();
		taken.forEach((work) -> works.put(work, stored.get(work.key().callbackRow())));
		return works;
	}

	/**
	 * Several searches, each of which goes on where the one before has ended.
	 *
	 * @param oldest the time since when work may have been due, by
	 * {@link System#nanoTime()}
	 * @param begunAt the time of its beginning, by the same
	 * @param from the time since when work is due that is searched for next
	 */
	private record Pass(long oldest, long begunAt, Instant from) {

		Pass after(Collection<TakenWork> taken) {
			Instant last = taken.stream().map(TakenWork::dueAt).max(Comparator.naturalOrder()).orElse(this.from);
			return new Pass(this.oldest, this.begunAt, last);
		}

	}

}
