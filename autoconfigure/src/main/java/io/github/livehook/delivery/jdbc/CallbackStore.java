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

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.MaintenanceTasks;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.StorageRequest;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.delivery.TimeOrderedIdGenerator;
import io.github.livehook.delivery.jdbc.WorkRepository.NewWork;
import io.github.livehook.delivery.jdbc.WorkerPool.Room;
import io.github.livehook.handler.CallbackHandler;

/**
 * Stores callbacks together with the work of their handlers. Requests that come at the
 * same time share a transaction, and none is answered before its commit; when it fails,
 * each has one of its own. A request with many callbacks is stored part by part.
 */
final class CallbackStore {

	// While one waits for the disk, the other goes on
	private static final int WRITERS = 2;

	private static final int ROWS_AT_ONCE = 200;

	private final JdbcDatabase database;

	private final CallbackRepository callbacks;

	private final WorkRepository works;

	private final StoredDuplicates duplicates;

	private final TimeOrderedIdGenerator ids;

	private final GroupCommit<Part, Set<String>> commits;

	private volatile @Nullable WorkerPool workers;

	private volatile Runnable dueListener = () -> {
	};

	CallbackStore(JdbcDatabase database, CallbackRepository callbacks, WorkRepository works,
			StoredDuplicates duplicates, InstantSource clock) {
		this.database = database;
		this.callbacks = callbacks;
		this.works = works;
		this.duplicates = duplicates;
		this.ids = new TimeOrderedIdGenerator(clock);
		this.commits = new GroupCommit<>(WRITERS, Duration.ZERO, MaintenanceTasks.daemons("livehook-store-"),
				this::store, ROWS_AT_ONCE, Part::rows, Part::hasTimeLeft);
	}

	/**
	 * Begin to give work to workers.
	 * @param workers the workers
	 * @param dueListener the listener to call after work was stored that others may take
	 */
	synchronized void open(WorkerPool workers, Runnable dueListener) {
		this.dueListener = dueListener;
		this.workers = workers;
	}

	/**
	 * Give no more work to workers.
	 * @param workers the workers, unless others have taken their part
	 */
	synchronized void close(WorkerPool workers) {
		if (this.workers == workers) {
			this.workers = null;
		}
	}

	/**
	 * Find out which callbacks of a request to store.
	 * @param callbacks the callbacks
	 * @param handlers the handlers of a callback
	 * @return the request
	 */
	StorageRequest examine(List<Callback> callbacks, Function<Callback, List<CallbackHandler>> handlers) {
		StorageRequest request = new StorageRequest();
		List<String> ids = this.ids.generate(callbacks.size());
		for (int i = 0; i < ids.size(); i++) {
			Callback callback = callbacks.get(i);
			NewCallback row = new NewCallback(ids.get(i), this.callbacks.duplicateKey(callback), callback,
					handlers.apply(callback));
			request.add(row, this.duplicates);
		}
		return request;
	}

	/**
	 * Store a request. When this method returns, the results are committed.
	 * @param request the request
	 * @param progress the progress of the request, with the time that is left
	 * @return the results of its callbacks
	 */
	List<DeliveryResult> store(StorageRequest request, CallbackDelivery.Progress progress) {
		boolean first = true;
		try {
			for (List<NewCallback> callbacks : request.parts(ROWS_AT_ONCE)) {
				Part part = new Part(callbacks, progress);
				if (!first && !part.hasTimeLeft()) {
					return request
						.results(new DeliveryResult(Status.NOT_STORED, "there was no time for all of a batch"));
				}
				request.end(callbacks, this.commits.write(part).join());
				first = false;
			}
			return request.results(DeliveryResult.of(Status.NOT_STORED));
		}
		catch (CompletionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return request
				.results(new DeliveryResult(Status.NOT_STORED, Causes.describe(cause, CallbackStore::sqlState)));
		}
	}

	private static @Nullable String sqlState(Throwable cause) {
		return (cause instanceof SQLException sql) ? sql.getSQLState() : null;
	}

	private Set<String> store(List<Part> parts) {
		// Transactions that hold the same callbacks in different orders would wait for
		// each other
		List<NewCallback> rows = parts.stream()
			.flatMap((part) -> part.callbacks().stream())
			.sorted(Comparator.comparing(NewCallback::duplicateKey, Comparator.nullsFirst(Comparator.naturalOrder())))
			.toList();
		Set<String> stored = store(rows, () -> parts.stream().anyMatch(Part::hasTimeLeft));
		rows.stream()
			.filter((row) -> stored.contains(row.row()))
			.forEach((row) -> this.duplicates.remember(row.duplicateKey(), row.receivedAt()));
		return stored;
	}

	private Set<String> store(List<NewCallback> rows, BooleanSupplier again) {
		WorkerPool workers = this.workers;
		int wanted = rows.stream().mapToInt((row) -> row.handlers().size()).sum();
		Room room = (workers != null) ? workers.reserve(wanted) : Room.NONE;
		int unused = room.slots();
		try {
			long now = System.nanoTime();
			Batch batch = this.database.transactions().runTimed(again, () -> insert(rows, new Batch(room)));
			unused -= batch.leased.size();
			if (workers != null) {
				batch.leased.forEach((key, callback) -> workers.runStored(key, callback, now));
			}
			if (batch.leased.size() < batch.works.size()) {
				this.dueListener.run();
			}
			return batch.stored;
		}
		finally {
			if (workers != null) {
				workers.release(unused);
			}
		}
	}

	private Batch insert(List<NewCallback> rows, Batch batch) {
		batch.stored.addAll(this.callbacks.insert(rows));
		rows.stream().filter((row) -> batch.stored.contains(row.row())).forEach(batch::add);
		this.works.add(batch.works);
		return batch;
	}

	/**
	 * A part of a request that is written at once.
	 *
	 * @param callbacks the callbacks
	 * @param progress the progress of the request, with the time that is left
	 */
	private record Part(List<NewCallback> callbacks, CallbackDelivery.Progress progress) {

		int rows() {
			return this.callbacks.stream().mapToInt(NewCallback::rows).sum();
		}

		boolean hasTimeLeft() {
			return this.progress.timeLeft().compareTo(Duration.ZERO) > 0;
		}

	}

	/**
	 * The rows that a transaction stores, and their work. As much of it as there is room
	 * for is leased and done here, the rest is due for anybody.
	 */
	private static final class Batch {

		private final Room room;

		private final Set<String> stored = new HashSet<>();

		private final List<NewWork> works = new ArrayList<>();

		private final Map<WorkKey, Callback> leased = new LinkedHashMap<>();

		Batch(Room room) {
			this.room = room;
		}

		void add(NewCallback row) {
			// What the columns change is read from there: all handlers see the same
			boolean kept = MetadataColumns.keep(row.callback().metadata());
			for (CallbackHandler handler : row.handlers()) {
				WorkKey key = WorkKey.ofNew(row.row(), handler.id());
				int number = this.leased.size();
				boolean leased = kept && number < this.room.slots();
				if (leased) {
					this.leased.put(key, row.callback());
				}
				this.works.add(new NewWork(key, row.callback().metadata().sdkAppId(),
						leased ? this.room.lease() : Duration.ZERO, leased && number < this.room.idleWorkers()));
			}
		}

	}

}
