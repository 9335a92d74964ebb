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
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.livehook.handler.HandlerOutcome;

/**
 * A call of a handler that can be waited for and interrupted from another thread.
 */
final class TimedHandlerCall implements Runnable {

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Supplier<HandlerOutcome> handler;

	private final Object monitor = new Object();

	private @Nullable Thread thread;

	private boolean interrupted;

	private volatile @Nullable HandlerOutcome outcome;

	/**
	 * Create a call.
	 * @param handler calls the handler, and does not throw
	 */
	TimedHandlerCall(Supplier<HandlerOutcome> handler) {
		this.handler = handler;
	}

	@Override
	public void run() {
		synchronized (this.monitor) {
			this.thread = Thread.currentThread();
			if (this.interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		try {
			this.outcome = this.handler.get();
		}
		finally {
			synchronized (this.monitor) {
				this.thread = null;
			}
			// An interruption was meant for the handler alone
			Thread.interrupted();
			this.ended.countDown();
		}
	}

	/**
	 * Wait for the end of the call.
	 * @param timeout how long to wait at most
	 * @return whether the call has ended
	 * @throws InterruptedException if the current thread is interrupted
	 */
	boolean await(Duration timeout) throws InterruptedException {
		return this.ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	HandlerOutcome outcome() {
		return Objects.requireNonNull(this.outcome, "The call has not ended");
	}

	void interrupt() {
		synchronized (this.monitor) {
			this.interrupted = true;
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
	}

	String stackTrace() {
		synchronized (this.monitor) {
			return (this.thread == null) ? ""
					: Arrays.stream(this.thread.getStackTrace())
						.map((element) -> "\tat " + element)
						.collect(Collectors.joining("\n"));
		}
	}

}
