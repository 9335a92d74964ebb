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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A question that is being decided on another thread.
 */
final class PendingDecision {

	private final CompletableFuture<DecisionResult> result = new CompletableFuture<>();

	private final Supplier<DecisionResult> question;

	private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

	private final Object monitor = new Object();

	private @Nullable Thread thread;

	private @Nullable DecisionResult decided;

	private volatile boolean late;

	/**
	 * Create a question.
	 * @param question asks, and does not throw
	 */
	PendingDecision(Supplier<DecisionResult> question) {
		this.question = question;
	}

	/**
	 * Decide, on the current thread.
	 */
	void decide() {
		synchronized (this.monitor) {
			this.thread = Thread.currentThread();
		}
		if (this.context != null) {
			MDC.setContextMap(this.context);
		}
		try {
			this.decided = this.question.get();
		}
		finally {
			MDC.clear();
			synchronized (this.monitor) {
				this.thread = null;
			}
			// An interruption was meant for the decider alone
			Thread.interrupted();
		}
	}

	/**
	 * Tell the decision to whoever waits for it.
	 */
	void complete() {
		if (this.decided != null) {
			this.result.complete(this.decided);
		}
	}

	boolean isLate() {
		return this.late;
	}

	/**
	 * Wait for the decision.
	 * @param timeLeft how long to wait at most
	 * @return the result, or {@code null} if there is none in time
	 */
	@Nullable DecisionResult await(Duration timeLeft) {
		try {
			return this.result.get(timeLeft.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			this.late = true;
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.late = true;
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A question is never completed exceptionally", ex);
		}
	}

	void interrupt() {
		synchronized (this.monitor) {
			if (this.thread != null) {
				this.thread.interrupt();
			}
		}
	}

	/**
	 * Have the result told once it is there, now or later.
	 * @param consumer told the result, on this thread or that of the decider
	 */
	void whenDecided(Consumer<DecisionResult> consumer) {
		this.result.thenAccept(consumer);
	}

}
