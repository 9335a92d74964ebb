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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Does again and again what has to be done now and then. The first failure of a chore is
 * logged, and so is its end; what has failed is done again the next time.
 */
final class Housekeeping {

	private static final Logger logger = LoggerFactory.getLogger(Housekeeping.class);

	private final ScheduledThreadPoolExecutor executor;

	/**
	 * Create a housekeeping.
	 * @param chores how many chores there are
	 */
	Housekeeping(int chores) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("livehook-housekeeping-");
		threads.setDaemon(true);
		// The last task does not wait for chores that wait for the database
		this.executor = new ScheduledThreadPoolExecutor(chores + 1, threads);
	}

	/**
	 * Have a chore done, at once and again after each interval.
	 * @param name what is done, for the log
	 * @param interval the time between the end of the chore and the next beginning
	 * @param chore the chore
	 */
	void every(String name, Duration interval, Runnable chore) {
		AtomicBoolean failing = new AtomicBoolean();
		this.executor.scheduleWithFixedDelay(() -> run(name, chore, failing), 0, interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	/**
	 * Do a chore now.
	 * @param name what is done, for the log
	 * @param chore the chore
	 */
	static void run(String name, Runnable chore) {
		run(name, chore, new AtomicBoolean());
	}

	private static void run(String name, Runnable chore, AtomicBoolean failing) {
		try {
			chore.run();
			if (failing.getAndSet(false)) {
				logger.info("Livehook can {} again", name);
			}
		}
		catch (RuntimeException ex) {
			if (!failing.getAndSet(true)) {
				logger.warn("Livehook could not {}, and will try again until it can: {}", name, Causes.describe(ex));
			}
			logger.debug("The failure in full", ex);
		}
	}

	/**
	 * Have a task done once, and nothing more after it.
	 * @param task the task
	 */
	void end(Runnable task) {
		if (this.executor.isShutdown()) {
			task.run();
			return;
		}
		this.executor.execute(task);
		this.executor.shutdown();
	}

}
