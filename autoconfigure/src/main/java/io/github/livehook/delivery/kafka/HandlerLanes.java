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

package io.github.livehook.delivery.kafka;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.WorkerThreads;

/**
 * Runs tasks on the worker threads: those of a lane one after another in their order, all
 * others at the same time.
 */
final class HandlerLanes {

	private final WorkerThreads threads;

	// The tasks that wait for the one of their lane that is running
	private final Map<Lane, Queue<Consumer<Runnable>>> waiting = new HashMap<>();

	HandlerLanes(WorkerThreads threads) {
		this.threads = threads;
	}

	/**
	 * Run a task.
	 * @param lane the lane of the task, {@code null} for none
	 * @param task the task; given what to run, on another thread, when it does not return
	 */
	void run(@Nullable Lane lane, Consumer<Runnable> task) {
		if (lane != null) {
			synchronized (this.waiting) {
				Queue<Consumer<Runnable>> queue = this.waiting.get(lane);
				if (queue != null) {
					queue.add(task);
					return;
				}
				this.waiting.put(lane, new ArrayDeque<>());
			}
		}
		execute(lane, task);
	}

	/**
	 * Run a task that has no lane before all others that wait.
	 * @param task the task, as for {@link #run}
	 */
	void runFirst(Consumer<Runnable> task) {
		this.threads.executeFirst(runnable(null, task));
	}

	private void execute(@Nullable Lane lane, Consumer<Runnable> task) {
		this.threads.execute(runnable(lane, task));
	}

	private Runnable runnable(@Nullable Lane lane, Consumer<Runnable> task) {
		return () -> {
			AtomicBoolean over = new AtomicBoolean();
			try {
				task.accept(() -> {
					if (!over.getAndSet(true)) {
						this.threads.replaceOne();
						next(lane);
					}
				});
			}
			finally {
				if (over.getAndSet(true)) {
					this.threads.takeOneBack();
				}
				else {
					next(lane);
				}
			}
		};
	}

	private void next(@Nullable Lane lane) {
		if (lane == null) {
			return;
		}
		Consumer<Runnable> task;
		synchronized (this.waiting) {
			Queue<Consumer<Runnable>> queue = this.waiting.get(lane);
			task = (queue != null) ? queue.poll() : null;
			if (task == null) {
				this.waiting.remove(lane);
				return;
			}
		}
		execute(lane, task);
	}

	/**
	 * Begin with nothing more.
	 */
	void close() {
		this.threads.shutdownNow();
	}

	/**
	 * A lane: the calls of a handler with the callbacks of a room, for example.
	 *
	 * @param key what the callbacks have in common
	 * @param handlerId the id of the handler
	 */
	record Lane(String key, String handlerId) {

	}

}
