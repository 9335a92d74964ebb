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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.HandlerAttempts;
import io.github.livehook.delivery.jdbc.CallbackRepository.Stored;

/**
 * Runs the work of one handler, and stores how each attempt ended.
 */
final class WorkRunner {

	private static final Logger logger = LoggerFactory.getLogger(WorkRunner.class);

	private static final CompletableFuture<?> STORED = CompletableFuture.completedFuture(null);

	private final HandlerAttempts attempts;

	private final CallbackCodec codec;

	private final WorkRepository repository;

	private final JdbcDeadLetters deadLetters;

	WorkRunner(HandlerAttempts attempts, CallbackCodec codec, WorkRepository repository, JdbcDeadLetters deadLetters) {
		this.attempts = attempts;
		this.codec = codec;
		this.repository = repository;
		this.deadLetters = deadLetters;
	}

	/**
	 * Make an attempt with a callback.
	 * @param key the work
	 * @param callback the callback, with the number of the attempt
	 * @param stuck called before the work of a handler that does not react is given up
	 * @return done when the end of the attempt is stored
	 */
	CompletableFuture<?> run(WorkKey key, Callback callback, Runnable stuck) {
		CallbackMetadata metadata = callback.metadata();
		AttemptVerdict verdict = this.attempts.attempt(callback, (dead) -> {
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

	/**
	 * Make an attempt with a callback that was stored, unless there is none to make.
	 * @param work the work
	 * @param stored the callback, {@code null} if it is gone
	 * @param stuck called before the work of a handler that does not react is given up
	 * @return done when the end of the attempt is stored
	 */
	CompletableFuture<?> run(TakenWork work, @Nullable Stored stored, Runnable stuck) {
		if (stored == null) {
			logger.error("The callback of row {} is gone, so {} cannot handle it", work.key().callbackRow(),
					work.key().handlerId());
			return this.repository.removeDone(work.key());
		}
		CallbackMetadata last = stored.metadata().withAttempt(work.attempts() - 1);
		if (this.attempts.isExhausted(last.attempt())) {
			// There may have been more attempts when the last one failed
			return store(work.key(), last, AttemptVerdict
				.dead(work.died() ? "The process died in the last attempt" : "There are no attempts left"));
		}
		if (work.died()) {
			this.attempts.ended(last, AttemptVerdict.interrupted("The process died", true));
		}
		CallbackMetadata metadata = stored.metadata().withAttempt(work.attempts());
		try {
			return run(work.key(), this.codec.restore(stored.body(), metadata), stuck);
		}
		catch (InvalidBodyException ex) {
			return store(work.key(), metadata, AttemptVerdict.dead(ex));
		}
	}

	private CompletableFuture<?> store(WorkKey key, CallbackMetadata metadata, AttemptVerdict verdict) {
		switch (verdict.end()) {
			case SUCCEEDED -> {
				return this.repository.removeDone(key)
					.whenComplete((removed, error) -> succeeded(key, metadata, removed, error));
			}
			case RETRIED ->
				this.repository.retry(key, verdict.delay(), metadata.attempt() - (verdict.counted() ? 0 : 1));
			case FAILED, DEAD -> this.deadLetters.add(key, metadata.attempt(), verdict.cause());
		}
		this.attempts.ended(metadata, verdict);
		return STORED;
	}

	private void succeeded(WorkKey key, CallbackMetadata metadata, @Nullable Boolean removed,
			@Nullable Throwable error) {
		if (Boolean.TRUE.equals(removed)) {
			this.attempts.ended(metadata, AttemptVerdict.succeeded());
		}
		else {
			logger.error(
					"{} has handled the callback of row {}, but that could not be stored: {}. It may be called again",
					key.handlerId(), key.callbackRow(),
					(error != null) ? Causes.describe(error) : "another process has taken the work over");
		}
	}

}
