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

package io.github.livehook.web;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The deadline of every response, whatever the thread of the request is doing.
 */
final class ResponseDeadline implements AutoCloseable {

	// More than one, so that a client that does not read its response delays nobody
	// else's
	private static final int THREADS = 4;

	private final ScheduledThreadPoolExecutor executor;

	private final Duration timeout;

	/**
	 * Create a deadline.
	 * @param timeout the time from the arrival of a request to its response
	 */
	ResponseDeadline(Duration timeout) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("livehook-deadline-");
		threads.setDaemon(true);
		this.executor = new ScheduledThreadPoolExecutor(THREADS, threads);
		this.executor.setRemoveOnCancelPolicy(true);
		this.timeout = timeout;
		keepWaiting();
	}

	// A thread of the executor waits for the first task, and is woken for one that is due
	// before that. With this one, the task of a new request never is
	private void keepWaiting() {
		long interval = Math.max(this.timeout.dividedBy(2).toMillis(), 1);
		this.executor.scheduleWithFixedDelay(() -> {
		}, interval, interval, TimeUnit.MILLISECONDS);
	}

	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Schedule a task for the deadline of a request that has just arrived.
	 * @param task the task
	 * @return the task, to be cancelled if the response is sent before
	 */
	ScheduledFuture<?> schedule(Runnable task) {
		return this.executor.schedule(task, this.timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
