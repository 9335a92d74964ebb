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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.FailureLog;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * The attempts of one handler in a durable delivery: makes them, judges them by the
 * {@link RetryPolicy}, and tells the listeners. What the verdict means for the store is
 * the engine's affair.
 *
 * @since 0.1.0
 */
public final class HandlerAttempts {

	private static final Logger logger = LoggerFactory.getLogger(HandlerAttempts.class);

	private final FailureLog failures = new FailureLog();

	private final CallbackHandler handler;

	private final RetryPolicy policy;

	private final CallbackDispatcher dispatcher;

	private final HandlerWatch watch;

	private final CallbackListeners listeners;

	/**
	 * Create the attempts of a handler.
	 * @param handler the handler
	 * @param policy the policy in general, which the handler may override
	 * @param dispatcher the dispatcher that calls it
	 * @param watch the watch that interrupts it
	 * @param listeners the listeners to notify
	 */
	public HandlerAttempts(CallbackHandler handler, RetryPolicy policy, CallbackDispatcher dispatcher,
			HandlerWatch watch, CallbackListeners listeners) {
		this.handler = handler;
		this.policy = policy.with(handler.retry());
		this.dispatcher = dispatcher;
		this.watch = watch;
		this.listeners = listeners;
	}

	/**
	 * Return the longest time between two attempts.
	 * @return the longest delay
	 */
	public Duration longestDelay() {
		return this.policy.maxDelay();
	}

	/**
	 * Return the longest time that an attempt takes.
	 * @return the time after which a handler has ended or is given up
	 */
	public Duration longestAttempt() {
		return HandlerWatch.longestCall(this.policy.handlerTimeout());
	}

	/**
	 * Make an attempt on the current thread.
	 * @param callback the callback, with the number of the attempt
	 * @param stuck given the verdict on a handler that was interrupted and runs on, while
	 * it does and on another thread
	 * @return the verdict, or {@code null} if {@code stuck} was given it
	 */
	public @Nullable AttemptVerdict attempt(Callback callback, Consumer<AttemptVerdict> stuck) {
		Duration timeout = this.policy.handlerTimeout();
		HandlerOutcome outcome = this.watch.call(() -> this.dispatcher.dispatch(this.handler, callback), timeout,
				(stackTrace) -> stuck.accept(giveUp(timeout, stackTrace)));
		return (outcome != null) ? judge(outcome, callback.metadata().attempt()) : null;
	}

	private AttemptVerdict giveUp(Duration timeout, StackTraceElement[] stackTrace) {
		TimeoutException error = new TimeoutException(
				"The handler runs for more than %s, and on although it was interrupted".formatted(timeout));
		error.setStackTrace(stackTrace);
		this.failures.log(logger, "%s was interrupted after %s and runs on. It is given up"
			.formatted(this.handler.description(), timeout), error);
		return AttemptVerdict.dead(error);
	}

	private AttemptVerdict judge(HandlerOutcome outcome, int attempt) {
		Throwable error = outcome.error();
		if (error == null) {
			return AttemptVerdict.succeeded();
		}
		if (error instanceof HandlerWatch.StoppedException) {
			// It was not the handler's fault, so the last attempt is made again
			return AttemptVerdict.interrupted("The application stops", !isExhausted(attempt));
		}
		return (this.policy.isWorthRetrying(error) && !isExhausted(attempt))
				? AttemptVerdict.retried(this.policy.delayAfter(attempt, ThreadLocalRandom.current()), error)
				: AttemptVerdict.dead(error);
	}

	/**
	 * Return whether there are no attempts left.
	 * @param attempts how many there were
	 * @return {@code true} if there is no further one
	 */
	public boolean isExhausted(int attempts) {
		return this.policy.isExhausted(attempts);
	}

	/**
	 * Notify the listeners of the end of an attempt, once it is stored.
	 * @param callback the callback, with the number of the attempt
	 * @param verdict the verdict on the attempt
	 */
	public void ended(CallbackMetadata callback, AttemptVerdict verdict) {
		this.listeners.notify((listener) -> listener.attempted(this.handler, callback, verdict));
	}

}
