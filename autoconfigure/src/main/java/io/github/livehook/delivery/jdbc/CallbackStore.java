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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import org.springframework.util.IdGenerator;

import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.jdbc.WorkHandover.Places;
import io.github.livehook.event.Callback;
import io.github.livehook.handler.CallbackHandler;

/**
 * Stores callbacks together with the work that they make. Requests that come at the same
 * time share a transaction, and none is answered before its commit; when it fails, each
 * has one of its own.
 */
final class CallbackStore {

	// While one waits for the disk, the other goes on
	private static final int WRITERS = 2;

	private final JdbcDatabase database;

	private final CallbackRows callbacks;

	private final HandlerTasks tasks;

	private final WorkScheduler scheduler;

	private final BatchWriter<Request, List<DeliveryResult>> writer;

	private final IdGenerator ids;

	CallbackStore(JdbcDatabase database, CallbackRows callbacks, HandlerTasks tasks, WorkScheduler scheduler,
			InstantSource clock) {
		this.database = database;
		this.callbacks = callbacks;
		this.tasks = tasks;
		this.scheduler = scheduler;
		this.ids = new TimeOrderedIdGenerator(clock);
		this.writer = new BatchWriter<>(WRITERS, Duration.ZERO, WorkScheduler.threads("livehook-store-"), this::write,
				Request::hasTimeLeft);
	}

	/**
	 * Store what has come in one request. When this method returns, it is committed.
	 * @param callbacks the callbacks
	 * @param handlers the handlers of each
	 * @param progress tells how much time there is
	 * @return what has become of each
	 */
	List<DeliveryResult> store(List<Callback> callbacks, List<List<CallbackHandler>> handlers,
			DeliveryProgress progress) {
		List<NewCallback> rows = new ArrayList<>();
		for (int i = 0; i < callbacks.size(); i++) {
			Callback callback = callbacks.get(i);
			rows.add(new NewCallback(this.ids.generateId().toString(), CallbackRows.repeatKey(callback.metadata()),
					callback, handlers.get(i)));
		}
		try {
			return this.writer.write(new Request(rows, progress)).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private List<List<DeliveryResult>> write(List<Request> requests) {
		// Transactions that hold the same callbacks in different orders would wait for
		// each other
		List<NewCallback> rows = requests.stream()
			.flatMap((request) -> request.callbacks().stream())
			.filter((callback) -> !callback.handlers().isEmpty())
			.sorted(Comparator.comparing(NewCallback::repeatKey, Comparator.nullsFirst(Comparator.naturalOrder())))
			.toList();
		Set<String> stored = store(rows);
		return requests.stream().map((request) -> request.results(stored)).toList();
	}

	private Set<String> store(List<NewCallback> rows) {
		Set<String> stored = new HashSet<>();
		Places places = this.scheduler.reserve(rows.stream().mapToInt((row) -> row.handlers().size()).sum());
		try {
			List<Execution> works = this.database.insertion().execute((status) -> {
				stored.addAll(this.callbacks.insert(rows));
				List<Execution> due = this.scheduler.due(worksOf(rows, stored), places);
				if (!due.isEmpty()) {
					this.tasks.add(due);
				}
				return due;
			});
			this.scheduler.run(Objects.requireNonNull(works));
			return stored;
		}
		finally {
			this.scheduler.leave(places);
		}
	}

	private static List<TaskInstance<CallbackSource>> worksOf(List<NewCallback> callbacks, Set<String> stored) {
		List<TaskInstance<CallbackSource>> works = new ArrayList<>();
		for (NewCallback callback : callbacks) {
			if (stored.contains(callback.row())) {
				// What the database keeps otherwise is read from there: handlers see one
				// and the same
				CallbackSource data = CallbackInsertion.keeps(callback.callback().metadata())
						? new CallbackSource.Received(callback.callback()) : null;
				for (CallbackHandler handler : callback.handlers()) {
					works.add(new TaskInstance<>(handler.id(), callback.row(), data));
				}
			}
		}
		return works;
	}

	/**
	 * What has come in one request.
	 *
	 * @param callbacks the callbacks
	 * @param progress tells how much time there is
	 */
	private record Request(List<NewCallback> callbacks, DeliveryProgress progress) {

		boolean hasTimeLeft() {
			return this.progress.timeLeft().compareTo(Duration.ZERO) > 0;
		}

		List<DeliveryResult> results(Set<String> stored) {
			return this.callbacks.stream().map((callback) -> DeliveryResult.of(status(callback, stored))).toList();
		}

		private static Status status(NewCallback callback, Set<String> stored) {
			if (callback.handlers().isEmpty()) {
				return Status.NO_HANDLER;
			}
			return stored.contains(callback.row()) ? Status.STORED : Status.REPEATED;
		}

	}

}
