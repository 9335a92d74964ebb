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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.DecisionResult;

/**
 * A decision that is being made on another thread.
 */
final class PendingDecision {

	private final CompletableFuture<DecisionResult> result = new CompletableFuture<>();

	private final Supplier<DecisionResult> handler;

	private final Object monitor = new Object();

	private @Nullable Thread thread;

	private @Nullable DecisionResult decided;

	private boolean late;

	/**
	 * Create a decision.
	 * @param handler the call of the decision handler, which does not throw
	 */
	PendingDecision(Supplier<DecisionResult> handler) {
		this.handler = handler;
	}

	/**
	 * Call the decision handler on the current thread, unless the decision is late before
	 * that.
	 * @return whether a request still waits for the decision
	 */
	boolean decide() {
		synchronized (this.monitor) {
			if (this.late) {
				return false;
			}
			this.thread = Thread.currentThread();
		}
		DecisionResult decided = null;
		try {
			decided = this.handler.get();
		}
		finally {
			synchronized (this.monitor) {
				this.thread = null;
				this.decided = decided;
			}
			// An interruption was meant for the decision handler alone
			Thread.interrupted();
		}
		synchronized (this.monitor) {
			return !this.late;
		}
	}

	/**
	 * Complete the wait for the decision, if there is one.
	 */
	void complete() {
		DecisionResult decided;
		synchronized (this.monitor) {
			decided = this.decided;
		}
		if (decided != null) {
			this.result.complete(decided);
		}
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
			return giveUp();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return giveUp();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A decision is never completed exceptionally", ex);
		}
	}

	private @Nullable DecisionResult giveUp() {
		synchronized (this.monitor) {
			this.late = this.decided == null;
			return this.decided;
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
	 * Pass on the result once it is there, now or later.
	 * @param consumer the consumer of the result, called on this thread or that of the
	 * decision handler
	 */
	void whenDecided(Consumer<DecisionResult> consumer) {
		this.result.thenAccept(consumer);
	}

}
