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

package io.github.livehook.actuate;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.livehook.actuate.DeadLettersEndpointExtension.Operation;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.DeadLetters.Filter;

/**
 * Operations on many dead letters. They run in the background, and no longer than the
 * application.
 */
final class DeadLetterOperations {

	static final int MAX_RUNNING = 4;

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterOperations.class);

	private static final int MAX_ENDED = 20;

	private static final int IDLE_SECONDS = 10;

	private static final int LONGEST_END_SECONDS = 2;

	private static final int MAX_LENGTH = 1500;

	private final InstantSource clock;

	private final ThreadPoolExecutor threads;

	// The latest first
	private final Deque<Task> running = new ArrayDeque<>();

	private final Deque<Task> ended = new ArrayDeque<>();

	private volatile boolean open = true;

	/**
	 * Create operations, none so far.
	 * @param clock the clock for their times
	 */
	DeadLetterOperations(InstantSource clock) {
		this.clock = clock;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("livehook-dead-letters-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, MAX_RUNNING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				factory);
	}

	/**
	 * Begin an operation.
	 * @param type the type of the operation
	 * @param filter the dead letters that it is for
	 * @param action the action, given the progress to report to
	 * @return the operation, or {@code null} if too many are running
	 */
	synchronized @Nullable Operation begin(String type, Filter filter, ToIntFunction<IntPredicate> action) {
		Operation operation = Operation.begun(type, filter, this.clock.instant());
		Task task = new Task(operation, action);
		try {
			this.threads.execute(task);
		}
		catch (RejectedExecutionException ex) {
			return null;
		}
		this.running.addFirst(task);
		return operation;
	}

	private synchronized void end(Task task) {
		this.running.remove(task);
		this.ended.addFirst(task);
		if (this.ended.size() > MAX_ENDED) {
			this.ended.removeLast();
		}
	}

	/**
	 * Return the operations that are running, and the last ones that have ended.
	 * @return the operations
	 */
	synchronized List<Operation> list() {
		return Stream.concat(this.running.stream(), this.ended.stream()).map((task) -> task.operation).toList();
	}

	/**
	 * Have operations end, and wait a moment for that.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void close() throws InterruptedException {
		this.open = false;
		this.threads.shutdown();
		this.threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * The task of an operation.
	 */
	private final class Task implements Runnable {

		private final ToIntFunction<IntPredicate> action;

		private volatile Operation operation;

		Task(Operation operation, ToIntFunction<IntPredicate> action) {
			this.operation = operation;
			this.action = action;
		}

		@Override
		public void run() {
			try {
				this.operation = this.operation.withCount(this.action.applyAsInt(this::report));
				end(DeadLetterOperations.this.open ? null : "The application stops");
			}
			catch (Throwable ex) {
				end(Causes.describe(ex));
			}
		}

		private boolean report(int count) {
			this.operation = this.operation.withCount(count);
			return DeadLetterOperations.this.open;
		}

		private void end(@Nullable String error) {
			this.operation = this.operation.ended(DeadLetterOperations.this.clock.instant(), error);
			DeadLetterOperations.this.end(this);
			String line = LogSanitizer.sanitize(this.operation.toString(), MAX_LENGTH);
			if (error != null) {
				logger.warn("An operation on dead letters has failed: {}", line);
			}
			else {
				logger.info("An operation on dead letters has finished: {}", line);
			}
		}

	}

}
