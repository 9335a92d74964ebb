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

/**
 * A question that is being decided on another thread.
 */
final class PendingDecision {

	private final CompletableFuture<DecisionResult> result = new CompletableFuture<>();

	private final Supplier<DecisionResult> question;

	private final Object monitor = new Object();

	private @Nullable Thread thread;

	private @Nullable DecisionResult decided;

	private boolean late;

	/**
	 * Create a question.
	 * @param question asks, and does not throw
	 */
	PendingDecision(Supplier<DecisionResult> question) {
		this.question = question;
	}

	/**
	 * Decide, on the current thread. What is late before it was asked is not asked any
	 * more.
	 * @return whether somebody still waits for the decision
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
			decided = this.question.get();
		}
		finally {
			synchronized (this.monitor) {
				this.thread = null;
				this.decided = decided;
			}
			// An interruption was meant for the decisionHandler alone
			Thread.interrupted();
		}
		synchronized (this.monitor) {
			return !this.late;
		}
	}

	/**
	 * Tell the decision, if there is one, to whoever waits for it.
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
			throw new IllegalStateException("A question is never completed exceptionally", ex);
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
	 * Have the result told once it is there, now or later.
	 * @param consumer told the result, on this thread or that of the decisionHandler
	 */
	void whenDecided(Consumer<DecisionResult> consumer) {
		this.result.thenAccept(consumer);
	}

}
