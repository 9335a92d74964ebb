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

package io.github.livehook.delivery.before;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.Drainable;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.ThreadContext;

/**
 * The threads on which the application decides, with concurrencyLimit of their own, so
 * that events never take the place of questions.
 *
 * @since 0.1.0
 */
public final class DecisionThreads implements Drainable, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DecisionThreads.class);

	private final ConcurrencyLimit concurrencyLimit;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	/**
	 * Create the threads.
	 * @param maxConcurrency how many questions are decided at the same time
	 * @param virtual whether the threads are virtual, which needs Java 21
	 * @param context what is taken along from the thread of the request, besides the
	 * {@link MDC}
	 */
	public DecisionThreads(int maxConcurrency, boolean virtual, ThreadContext context) {
		this.concurrencyLimit = new ConcurrencyLimit(maxConcurrency);
		this.executor.setThreadNamePrefix("livehook-decisionHandler-");
		this.executor.setVirtualThreads(virtual);
		this.executor.setCorePoolSize(0);
		// The concurrencyLimit are the limit: no queue, and watchers need none
		this.executor.setMaxPoolSize(Integer.MAX_VALUE);
		this.executor.setQueueCapacity(0);
		this.executor.setDaemon(true);
		this.executor.setTaskDecorator((task) -> withLogContext(propagate(context, task)));
		this.executor.initialize();
	}

	/**
	 * Return what limits how many questions are decided at the same time.
	 * @return the concurrencyLimit
	 */
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public void start() {
		this.concurrencyLimit.open();
	}

	@Override
	public void stop(Runnable idle) {
		this.concurrencyLimit.close(idle);
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * Have a question decided, which needs a permit.
	 * @param question the question
	 * @return whether there was room for it
	 */
	boolean tryDecide(PendingDecision question) {
		if (!this.concurrencyLimit.tryAcquire()) {
			return false;
		}
		boolean started = tryRun(() -> decide(question));
		if (!started) {
			this.concurrencyLimit.release();
		}
		return started;
	}

	// Whoever is told in time may ask again at once, and then finds the permit free. Who
	// is told late is waited for at shutdown.
	private void decide(PendingDecision question) {
		boolean inTime = false;
		try {
			inTime = question.decide();
			if (!inTime) {
				question.complete();
			}
		}
		finally {
			this.concurrencyLimit.release();
		}
		if (inTime) {
			question.complete();
		}
	}

	/**
	 * Run a task that has another limit.
	 * @param task the task
	 * @return whether it is run
	 */
	boolean tryRun(Runnable task) {
		try {
			this.executor.execute(task);
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// The second is how a machine says that it gives no more threads
			return false;
		}
	}

	// A question is decided, and its permit returned, without the context as well
	private static Runnable propagate(ThreadContext context, Runnable task) {
		try {
			return context.propagate(task);
		}
		catch (RuntimeException ex) {
			logger.error("The context of a request could not be taken along", ex);
			return task;
		}
	}

	private static Runnable withLogContext(Runnable task) {
		Map<String, String> context = MDC.getCopyOfContextMap();
		return () -> {
			if (context != null) {
				MDC.setContextMap(context);
			}
			try {
				task.run();
			}
			finally {
				MDC.clear();
			}
		};
	}

}
