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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.livehook.event.Callback;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * Calls handlers on threads of their own, and interrupts those that take too long. A
 * handler that goes on all the same is given up; its thread is not waited for.
 *
 * @since 0.1.0
 */
public final class TimedHandlerCalls implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TimedHandlerCalls.class);

	private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

	private final CallbackDispatcher dispatcher;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	/**
	 * Create the calls.
	 * @param dispatcher what calls handlers
	 * @param virtual whether the threads are virtual, which needs Java 21
	 */
	public TimedHandlerCalls(CallbackDispatcher dispatcher, boolean virtual) {
		this.dispatcher = dispatcher;
		this.executor.setThreadNamePrefix("livehook-handler-");
		this.executor.setVirtualThreads(virtual);
		this.executor.setCorePoolSize(0);
		// Whoever calls is the limit, so no queue is needed
		this.executor.setMaxPoolSize(Integer.MAX_VALUE);
		this.executor.setQueueCapacity(0);
		this.executor.setDaemon(true);
		this.executor.initialize();
	}

	/**
	 * Call a handler, and wait for its end.
	 * @param handler the handler
	 * @param callback the callback
	 * @param timeout how long it may take until it is interrupted
	 * @return how the call ended: failed with a {@link HandlerTimeoutException} if it has
	 * taken too long
	 * @throws InterruptedException if the current thread is interrupted; so was the
	 * handler then
	 */
	public HandlerOutcome call(CallbackHandler handler, Callback callback, Duration timeout)
			throws InterruptedException {
		TimedHandlerCall call = new TimedHandlerCall(() -> this.dispatcher.dispatch(handler, callback));
		this.executor.execute(call);
		Duration grace = (timeout.compareTo(LONGEST_GRACE) < 0) ? timeout : LONGEST_GRACE;
		try {
			if (call.await(timeout)) {
				return call.outcome();
			}
		}
		catch (InterruptedException ex) {
			call.interrupt();
			call.await(grace);
			throw ex;
		}
		call.interrupt();
		boolean ended = call.await(grace);
		if (!ended) {
			logger.error("{} was interrupted after {} and runs on. It is given up; its thread is at:\n{}",
					handler.description(), timeout, call.stackTrace());
		}
		return new HandlerOutcome(HandlerOutcome.Status.FAILED, null, new HandlerTimeoutException(timeout, !ended));
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

}
