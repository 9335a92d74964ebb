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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.livehook.handler.HandlerOutcome;

/**
 * Interrupts handlers that take too long on the threads that they run on, and gives up
 * those that do not react. Nothing happens by itself: somebody has to {@link #check()}
 * again and again.
 *
 * @since 0.1.0
 */
public final class HandlerWatch {

	private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

	private final Set<Call> running = ConcurrentHashMap.newKeySet();

	// What is done for a stuck handler may wait for a store, and the watch must not
	private final ThreadFactory threads = daemons();

	private static ThreadFactory daemons() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("livehook-stuck-");
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Call a handler on the current thread.
	 * @param handler calls the handler
	 * @param timeout how long it may take until it is interrupted; it has the same time
	 * again to react, but at most ten seconds
	 * @param stuck given the stack trace of a handler that does not react, on a thread of
	 * its own
	 * @return how the call ended, failed with a {@link HandlerTimeoutException} if it was
	 * interrupted, or {@code null} if it was given up as stuck before
	 */
	@Nullable HandlerOutcome call(Supplier<HandlerOutcome> handler, Duration timeout, Consumer<String> stuck) {
		Call call = new Call(timeout, stuck);
		this.running.add(call);
		HandlerOutcome outcome;
		State state;
		try {
			outcome = handler.get();
		}
		finally {
			state = call.end();
		}
		return switch (state) {
			case RUNNING -> outcome;
			case INTERRUPTED ->
				new HandlerOutcome(HandlerOutcome.Status.FAILED, null, new HandlerTimeoutException(timeout, false));
			case GIVEN_UP -> null;
		};
	}

	/**
	 * Look for handlers that take too long.
	 */
	public void check() {
		long now = System.nanoTime();
		this.running.forEach((call) -> call.check(now));
	}

	/**
	 * Interrupt all handlers that are running, because the application stops.
	 */
	public void interruptAll() {
		this.running.forEach(Call::interrupt);
	}

	private enum State {

		RUNNING, INTERRUPTED, GIVEN_UP

	}

	private final class Call {

		private final Thread thread = Thread.currentThread();

		private final Consumer<String> stuck;

		private final long deadline;

		private final long grace;

		// Guarded by this
		private State state = State.RUNNING;

		Call(Duration timeout, Consumer<String> stuck) {
			this.stuck = stuck;
			this.deadline = System.nanoTime() + timeout.toNanos();
			this.grace = ((timeout.compareTo(LONGEST_GRACE) < 0) ? timeout : LONGEST_GRACE).toNanos();
		}

		synchronized void check(long now) {
			if (this.state == State.RUNNING && now - this.deadline >= 0) {
				this.state = State.INTERRUPTED;
				interrupt();
			}
			if (this.state == State.INTERRUPTED && now - this.deadline >= this.grace
					&& HandlerWatch.this.running.remove(this)) {
				this.state = State.GIVEN_UP;
				String stackTrace = stackTrace();
				HandlerWatch.this.threads.newThread(() -> this.stuck.accept(stackTrace)).start();
			}
		}

		synchronized void interrupt() {
			if (HandlerWatch.this.running.contains(this)) {
				this.thread.interrupt();
			}
		}

		State end() {
			HandlerWatch.this.running.remove(this);
			synchronized (this) {
				// An interruption was meant for the handler alone
				Thread.interrupted();
				return this.state;
			}
		}

		private String stackTrace() {
			return Arrays.stream(this.thread.getStackTrace())
				.map((element) -> "\tat " + element)
				.collect(Collectors.joining("\n"));
		}

	}

}
