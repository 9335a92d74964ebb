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

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.Assert;
import org.springframework.util.IdGenerator;

import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.event.Callback;
import io.github.livehook.handler.CallbackHandler;

/**
 * Stores what has come in one request, together with the work that it makes, in one
 * transaction.
 */
final class CallbackStore {

	private final JdbcDatabase database;

	private final CallbackRows callbacks;

	private final HandlerTasks tasks;

	private final InstantSource clock;

	private final IdGenerator ids = new AlternativeJdkIdGenerator();

	CallbackStore(JdbcDatabase database, CallbackRows callbacks, HandlerTasks tasks, InstantSource clock) {
		this.database = database;
		this.callbacks = callbacks;
		this.tasks = tasks;
		this.clock = clock;
	}

	/**
	 * Store callbacks. When this method returns, they are committed.
	 * @param callbacks the callbacks
	 * @param handlers the handlers of each
	 * @return what has become of each
	 */
	List<DeliveryResult> store(List<Callback> callbacks, List<List<CallbackHandler>> handlers) {
		List<DeliveryResult> results = this.database.transaction().execute((status) -> {
			List<TaskInstance<?>> works = new ArrayList<>();
			DeliveryResult[] stored = new DeliveryResult[callbacks.size()];
			for (int i : inOneOrder(callbacks)) {
				stored[i] = DeliveryResult.of(store(callbacks.get(i), handlers.get(i), works));
			}
			if (!works.isEmpty()) {
				this.tasks.add(works, this.clock.instant());
			}
			return List.of(stored);
		});
		Assert.state(results != null, "A transaction returns what its action returns");
		return results;
	}

	// Requests that hold the same callbacks in different orders would wait for each other
	private static List<Integer> inOneOrder(List<Callback> callbacks) {
		Function<Integer, @Nullable String> repeatKey = (i) -> CallbackRows.repeatKey(callbacks.get(i).metadata());
		return IntStream.range(0, callbacks.size())
			.boxed()
			.sorted(Comparator.comparing(repeatKey, Comparator.nullsFirst(Comparator.naturalOrder())))
			.toList();
	}

	private Status store(Callback callback, List<CallbackHandler> handlers, List<TaskInstance<?>> works) {
		if (handlers.isEmpty()) {
			return Status.NO_HANDLER;
		}
		String row = this.ids.generateId().toString();
		if (!this.callbacks.insert(row, callback)) {
			return Status.REPEATED;
		}
		handlers.forEach((handler) -> works.add(HandlerTasks.work(handler.id(), row)));
		return Status.STORED;
	}

}
