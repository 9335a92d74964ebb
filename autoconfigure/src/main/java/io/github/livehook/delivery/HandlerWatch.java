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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * Interrupts handlers that take too long on the threads that they run on, and gives up
 * those that do not react. Nothing happens by itself: {@link #check()} has to be called
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
	 * Return the longest time that a call takes.
	 * @param timeout how long it may take until it is interrupted
	 * @return the time after which it has ended or is given up
	 */
	static Duration longestCall(Duration timeout) {
		return timeout.plus(grace(timeout));
	}

	private static Duration grace(Duration timeout) {
		return (timeout.compareTo(LONGEST_GRACE) < 0) ? timeout : LONGEST_GRACE;
	}

	/**
	 * Call a handler on the current thread.
	 * @param handler calls the handler
	 * @param timeout how long it may take until it is interrupted; it has the same time
	 * again to react, but at most ten seconds
	 * @param stuck given the stack trace of a handler that does not react, on a thread of
	 * its own
	 * @return how the call ended, failed with a {@link TimeoutException} if it was
	 * interrupted, with a {@link StoppedException} if it has failed after it was because
	 * the application stops, or {@code null} if it was given up as stuck before
	 */
	@Nullable HandlerOutcome call(Supplier<HandlerOutcome> handler, Duration timeout, Consumer<StackTraceElement[]> stuck) {
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
			case INTERRUPTED -> failed(new TimeoutException("The handler was interrupted after " + timeout));
			case STOPPED -> (outcome.status() == Status.SUCCEEDED) ? outcome : failed(new StoppedException());
			case GIVEN_UP -> null;
		};
	}

	private static HandlerOutcome failed(Exception error) {
		return new HandlerOutcome(Status.FAILED, null, error);
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
		this.running.forEach(Call::stop);
	}

	private enum State {

		RUNNING, INTERRUPTED, STOPPED, GIVEN_UP

	}

	private final class Call {

		private final Thread thread = Thread.currentThread();

		private final Consumer<StackTraceElement[]> stuck;

		private final long deadline;

		private final long grace;

		// Guarded by this
		private State state = State.RUNNING;

		// Guarded by this
		private long interruptedAt;

		Call(Duration timeout, Consumer<StackTraceElement[]> stuck) {
			this.stuck = stuck;
			this.deadline = System.nanoTime() + timeout.toNanos();
			this.grace = grace(timeout).toNanos();
		}

		synchronized void check(long now) {
			if (!HandlerWatch.this.running.contains(this)) {
				return;
			}
			if (this.state == State.RUNNING && now - this.deadline >= 0) {
				this.state = State.INTERRUPTED;
				this.interruptedAt = now;
				this.thread.interrupt();
			}
			else if (this.state == State.INTERRUPTED && now - this.interruptedAt >= this.grace) {
				giveUp();
			}
		}

		private void giveUp() {
			StackTraceElement[] stackTrace = this.thread.getStackTrace();
			try {
				HandlerWatch.this.threads.newThread(() -> this.stuck.accept(stackTrace)).start();
			}
			catch (OutOfMemoryError ex) {
				// There is no thread to be had: the next check tries again
				return;
			}
			this.state = State.GIVEN_UP;
			HandlerWatch.this.running.remove(this);
		}

		synchronized void stop() {
			if (this.state == State.RUNNING && HandlerWatch.this.running.contains(this)) {
				this.state = State.STOPPED;
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

	}

	/**
	 * The error of a handler that was interrupted because the application stops; it is
	 * never thrown.
	 */
	static final class StoppedException extends Exception {

		private static final long serialVersionUID = 1;

		private StoppedException() {
			super("The application stops");
		}

	}

}
