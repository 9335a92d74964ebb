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

package io.github.livehook.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.livehook.callback.LogSanitizer;

/**
 * Runs maintenance tasks again and again. Of the failures of a task in a row the first
 * one is logged, and so is the success that ends them.
 *
 * @since 0.1.0
 */
public final class MaintenanceTasks {

	private static final Logger logger = LoggerFactory.getLogger(MaintenanceTasks.class);

	// No task waits for others that wait for the database
	private static final int THREADS = 8;

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Create tasks that run on threads of their own.
	 */
	public MaintenanceTasks() {
		this.executor = new ScheduledThreadPoolExecutor(THREADS, daemons("livehook-maintenance-"));
	}

	/**
	 * Create a factory of daemon threads.
	 * @param namePrefix the prefix of their names
	 * @return the factory
	 */
	public static ThreadFactory daemons(String namePrefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(namePrefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Run a task, at once and again after each interval.
	 * @param name the name of the task for the log: what Livehook does by it
	 * @param interval the time between the end of the task and its next beginning
	 * @param action the action of the task
	 */
	public void every(String name, Duration interval, Runnable action) {
		Task task = new Task(name, action);
		this.executor.scheduleWithFixedDelay(task, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Run a last task while the others go on, and nothing more after it.
	 * @param last the task
	 */
	public void end(Runnable last) {
		this.executor.execute(() -> {
			try {
				last.run();
			}
			finally {
				this.executor.shutdown();
			}
		});
	}

	/**
	 * A task that logs its first failure, and when it succeeds again.
	 */
	public static final class Task implements Runnable {

		private final String name;

		private final Runnable action;

		private final AtomicBoolean failing = new AtomicBoolean();

		/**
		 * Create a task.
		 * @param name the name of the task for the log: what Livehook does by it
		 * @param action the action of the task
		 */
		public Task(String name, Runnable action) {
			this.name = name;
			this.action = action;
		}

		/**
		 * Return whether the task failed when it ran last.
		 * @return whether it failed
		 */
		public boolean isFailing() {
			return this.failing.get();
		}

		@Override
		public void run() {
			try {
				this.action.run();
				if (this.failing.getAndSet(false)) {
					logger.info("Livehook can {} again", this.name);
				}
			}
			catch (Throwable ex) {
				// What is thrown ends a task for ever
				if (!this.failing.getAndSet(true)) {
					logger.warn("Livehook could not {}, and will try again until it can: {}", this.name,
							Causes.describe(ex));
				}
				logger.debug("The failure in full", LogSanitizer.sanitize(ex));
			}
		}

	}

}
