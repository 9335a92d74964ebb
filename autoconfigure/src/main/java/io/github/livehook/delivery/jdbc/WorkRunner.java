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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.HandlerAttempts;
import io.github.livehook.delivery.HandlerWatch;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.jdbc.CallbackRepository.Stored;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;

/**
 * Runs work: makes the next attempt of its handler, and stores how that has ended.
 */
final class WorkRunner {

	private static final Logger logger = LoggerFactory.getLogger(WorkRunner.class);

	private static final CompletableFuture<?> STORED = CompletableFuture.completedFuture(null);

	private static final int MAX_ID_LENGTH = 255;

	private final HandlerWatch watch = new HandlerWatch();

	private final Map<String, HandlerAttempts> attempts = new LinkedHashMap<>();

	private final CallbackCodec codec;

	private final WorkRepository repository;

	private final DeadLetterRepository deadLetters;

	/**
	 * Create a runner.
	 * @param handlers the handlers
	 * @param retryPolicy the retry policy of handlers that have none of their own
	 * @param dispatcher the dispatcher that calls handlers
	 * @param listeners the listeners to notify of attempts
	 * @param codec the codec that reads bodies
	 * @param repository the repository of work
	 * @param deadLetters the repository of dead letters
	 */
	WorkRunner(List<CallbackHandler> handlers, RetryPolicy retryPolicy, CallbackDispatcher dispatcher,
			CallbackListeners listeners, CallbackCodec codec, WorkRepository repository,
			DeadLetterRepository deadLetters) {
		for (CallbackHandler handler : handlers) {
			Assert.state(handler.id().length() <= MAX_ID_LENGTH,
					() -> "The id of %s is longer than %d characters".formatted(handler.description(), MAX_ID_LENGTH));
			this.attempts.put(handler.id(),
					new HandlerAttempts(handler, retryPolicy, dispatcher, this.watch, listeners));
		}
		this.codec = codec;
		this.repository = repository;
		this.deadLetters = deadLetters;
	}

	Set<String> handlerIds() {
		return this.attempts.keySet();
	}

	Duration longestDelay(String handlerId) {
		return Objects.requireNonNull(this.attempts.get(handlerId)).longestDelay();
	}

	/**
	 * Return the watch over the handlers that are running.
	 * @return the watch, to be checked again and again
	 */
	HandlerWatch watch() {
		return this.watch;
	}

	/**
	 * Run work on a callback that was stored before, unless there is no attempt to make.
	 * @param work the work
	 * @param stored the callback, {@code null} if it is gone
	 * @param stuck the action to run before the work of a handler that does not react is
	 * given up
	 * @return done when the end of the attempt is stored
	 */
	CompletableFuture<?> run(TakenWork work, @Nullable Stored stored, Runnable stuck) {
		WorkKey key = work.key();
		if (stored == null) {
			logger.error("The callback of row {} is gone, so {} cannot handle it", key.callbackRow(), key.handlerId());
			return this.repository.removeDone(key);
		}
		HandlerAttempts attempts = attemptsOf(key);
		CallbackMetadata last = stored.metadata().withAttempt(work.attempts() - 1);
		if (attempts.isExhausted(last.attempt())) {
			// There may have been more attempts when the last one failed
			return store(key, last, AttemptVerdict
				.dead(work.died() ? "The process died in the last attempt" : "There are no attempts left"));
		}
		if (work.died()) {
			attempts.ended(last, AttemptVerdict.interrupted("The process died", true));
		}
		CallbackMetadata metadata = stored.metadata().withAttempt(work.attempts());
		try {
			return run(key, this.codec.restore(stored.body(), metadata), stuck);
		}
		catch (InvalidBodyException ex) {
			return store(key, metadata, AttemptVerdict.dead(ex));
		}
	}

	/**
	 * Run work on a callback.
	 * @param key the key of the work
	 * @param callback the callback, with the number of the attempt
	 * @param stuck the action to run before the work of a handler that does not react is
	 * given up
	 * @return done when the end of the attempt is stored
	 */
	CompletableFuture<?> run(WorkKey key, Callback callback, Runnable stuck) {
		CallbackMetadata metadata = callback.metadata();
		AttemptVerdict verdict = attemptsOf(key).attempt(callback, (dead) -> {
			stuck.run();
			giveUp(key, metadata, dead);
		});
		return (verdict != null) ? store(key, metadata, verdict) : STORED;
	}

	private void giveUp(WorkKey key, CallbackMetadata metadata, AttemptVerdict dead) {
		try {
			store(key, metadata, dead);
		}
		catch (RuntimeException ex) {
			logger.warn("{} was given up, but that could not be stored; it may be called again: {}", key.handlerId(),
					Causes.describe(ex));
		}
	}

	private CompletableFuture<?> store(WorkKey key, CallbackMetadata metadata, AttemptVerdict verdict) {
		switch (verdict.end()) {
			case SUCCEEDED, DISCARDED -> {
				return this.repository.removeDone(key)
					.whenComplete((removed, error) -> removed(key, metadata, verdict, removed, error));
			}
			case RETRIED ->
				this.repository.retry(key, verdict.delay(), metadata.attempt() - (verdict.counted() ? 0 : 1));
			case FAILED, DEAD -> {
				if (!keep(key, metadata, verdict)) {
					return store(key, metadata, verdict.discarded());
				}
			}
		}
		attemptsOf(key).ended(metadata, verdict);
		return STORED;
	}

	private boolean keep(WorkKey key, CallbackMetadata metadata, AttemptVerdict verdict) {
		if (verdict.error() instanceof UnreadableBodyException) {
			return this.deadLetters.addUnreadable(key, metadata.attempt(), verdict.cause());
		}
		this.deadLetters.add(key, metadata.attempt(), verdict.cause());
		return true;
	}

	private void removed(WorkKey key, CallbackMetadata metadata, AttemptVerdict verdict, @Nullable Boolean removed,
			@Nullable Throwable error) {
		if (Boolean.TRUE.equals(removed)) {
			attemptsOf(key).ended(metadata, verdict);
		}
		else {
			logger.error(
					"{} has ended with the callback of row {} ({}), but that could not be stored: {}. It may be called again",
					key.handlerId(), key.callbackRow(), verdict.end(),
					(error != null) ? Causes.describe(error) : "another process has taken the work over");
		}
	}

	private HandlerAttempts attemptsOf(WorkKey key) {
		return Objects.requireNonNull(this.attempts.get(key.handlerId()));
	}

}
