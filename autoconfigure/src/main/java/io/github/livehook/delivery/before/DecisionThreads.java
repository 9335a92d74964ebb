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

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.livehook.callback.FailureLog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.ConcurrencyLimit;

/**
 * The threads of decision handlers, with a concurrency limit of their own, so that events
 * never take the place of before-callbacks.
 *
 * @since 0.1.0
 */
public final class DecisionThreads implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DecisionThreads.class);

	private final FailureLog failures = new FailureLog();

	private final ConcurrencyLimit concurrencyLimit;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	/**
	 * Create the threads.
	 * @param maxConcurrency how many decisions are made at the same time
	 * @param virtual whether the threads are virtual, which needs Java 21
	 * @param decorator the decorator that takes along the context of the request, besides
	 * the {@link MDC}
	 */
	public DecisionThreads(int maxConcurrency, boolean virtual, TaskDecorator decorator) {
		this.concurrencyLimit = new ConcurrencyLimit(maxConcurrency);
		this.executor.setThreadNamePrefix("livehook-decision-");
		this.executor.setVirtualThreads(virtual);
		this.executor.setCorePoolSize(0);
		// The limit is that of the decisions: no queue, and watching handlers need none
		this.executor.setMaxPoolSize(Integer.MAX_VALUE);
		this.executor.setQueueCapacity(0);
		this.executor.setDaemon(true);
		this.executor.setTaskDecorator((task) -> withLogContext(decorate(decorator, task)));
		this.executor.initialize();
	}

	// A decision is made without the context as well
	private Runnable decorate(TaskDecorator decorator, Runnable task) {
		try {
			return decorator.decorate(task);
		}
		catch (RuntimeException ex) {
			this.failures.log(logger, "The context of a request could not be taken along", ex);
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

	/**
	 * Return the limit of decisions that are made at the same time.
	 * @return the limit
	 */
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public void start() {
		this.concurrencyLimit.open();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.concurrencyLimit.close(callback);
	}

	@Override
	public boolean isRunning() {
		return this.concurrencyLimit.isOpen();
	}

	@Override
	public int getPhase() {
		return CallbackDelivery.PHASE + 1;
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * Make a decision within the limit.
	 * @param decision the decision
	 * @return whether there was room for it
	 */
	boolean tryDecide(PendingDecision decision) {
		if (!this.concurrencyLimit.tryAcquire()) {
			return false;
		}
		boolean started = tryRun(() -> decide(decision));
		if (!started) {
			this.concurrencyLimit.release();
		}
		return started;
	}

	// Who gets a decision in time may send the next before-callback at once, and must
	// find
	// room. A late one is still part of the work that a shutdown waits for.
	private void decide(PendingDecision decision) {
		boolean inTime = false;
		try {
			inTime = decision.decide();
			if (!inTime) {
				decision.complete();
			}
		}
		finally {
			this.concurrencyLimit.release();
		}
		if (inTime) {
			decision.complete();
		}
	}

	/**
	 * Run a task outside the limit.
	 * @param task the task
	 * @return whether it runs
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

}
