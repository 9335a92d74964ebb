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

package io.github.livehook.delivery.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.HandlerAttempts;
import io.github.livehook.delivery.HandlerWatch;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.kafka.HandlerLanes.Lane;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;

/**
 * Runs work on the worker threads: makes the next attempt of its handler, and stores how
 * that has ended.
 */
final class WorkRunner {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final CompletableFuture<Long> NOTHING_TO_STORE = CompletableFuture.completedFuture(-1L);

	private final HandlerWatch watch = new HandlerWatch();

	private final Map<String, HandlerAttempts> attempts = new LinkedHashMap<>();

	private final CallbackCodec codec;

	private final Supplier<? extends Collection<String>> apps;

	private final CallbackRecords records;

	private final RecordWriter writer;

	private final DeadLetterIndex deadLetters;

	private final HandlerLanes lanes;

	private final InstantSource clock;

	private volatile Collection<String> acceptedApps = List.of();

	private volatile boolean closed;

	/**
	 * Create a runner without handlers.
	 * @param codec the codec that reads bodies
	 * @param apps the supplier of the apps whose work to run; none for all
	 * @param records the records
	 * @param writer the writer of records
	 * @param deadLetters the dead letters
	 * @param lanes the lanes to make attempts in
	 * @param clock the clock
	 */
	WorkRunner(CallbackCodec codec, Supplier<? extends Collection<String>> apps, CallbackRecords records,
			RecordWriter writer, DeadLetterIndex deadLetters, HandlerLanes lanes, InstantSource clock) {
		this.codec = codec;
		this.apps = apps;
		this.records = records;
		this.writer = writer;
		this.deadLetters = deadLetters;
		this.lanes = lanes;
		this.clock = clock;
	}

	/**
	 * Add the handlers to call.
	 * @param handlers the handlers
	 * @param retryPolicy the retry policy of handlers that have none of their own
	 * @param dispatcher the dispatcher that calls handlers
	 * @param listeners the listeners to notify of attempts
	 */
	void add(List<CallbackHandler> handlers, RetryPolicy retryPolicy, CallbackDispatcher dispatcher,
			CallbackListeners listeners) {
		for (CallbackHandler handler : handlers) {
			this.attempts.put(handler.id(),
					new HandlerAttempts(handler, retryPolicy, dispatcher, this.watch, listeners));
		}
	}

	/**
	 * Return the watch over the handlers that are running.
	 * @return the watch, to be checked again and again
	 */
	HandlerWatch watch() {
		return this.watch;
	}

	/**
	 * Ask which apps are accepted.
	 */
	void updateApps() {
		this.acceptedApps = this.apps.get();
	}

	/**
	 * Return whether work cannot be run by this application.
	 * @param work the work
	 * @return {@code true} if it has no such handler, or does not accept the app any more
	 */
	boolean isOrphan(Work work) {
		Collection<String> apps = this.acceptedApps;
		return !this.attempts.containsKey(work.handlerId())
				|| (!apps.isEmpty() && !apps.contains(work.callback().metadata().sdkAppId()));
	}

	/**
	 * End work that has no attempts left, and note that a process has died in the last
	 * one.
	 * @param work the work
	 * @return the offset of the record that says so, or {@code null} if there are
	 * attempts left
	 */
	@Nullable CompletableFuture<Long> endDead(Work work) {
		boolean died = work.state() == Work.State.BEGUN;
		CallbackMetadata last = work.callback().metadata().withAttempt(work.attempts());
		if (attemptsOf(work).isExhausted(work.attempts())) {
			return end(work, last,
					AttemptVerdict.dead(died ? "The process died in the last attempt" : "There are no attempts left"));
		}
		if (died) {
			attemptsOf(work).ended(last, AttemptVerdict.interrupted("The process died", true));
		}
		return null;
	}

	/**
	 * Make the next attempt of work.
	 * @param work the work
	 * @param key the key of the callbacks that its handler gets one after another,
	 * {@code null} if there are no others
	 * @param begin asked when its turn has come; false to leave the work to others
	 * @return the offset of the record that says how the attempt has ended, once it is
	 * stored; never done if the work is left to others. A handler that does not react is
	 * given up before it returns
	 */
	CompletableFuture<Long> run(Work work, @Nullable String key, BooleanSupplier begin) {
		CompletableFuture<Long> ended = new CompletableFuture<>();
		Consumer<Runnable> attempt = (stuck) -> {
			if (!this.closed && begin.getAsBoolean()) {
				attempt(work, stuck, ended);
			}
		};
		if (work.state() != Work.State.FIRST) {
			this.lanes.runFirst(attempt);
		}
		else {
			this.lanes.run((key != null) ? new Lane(key, work.handlerId()) : null, attempt);
		}
		return ended;
	}

	private void attempt(Work work, Runnable stuck, CompletableFuture<Long> ended) {
		CallbackMetadata metadata = work.callback().metadata().withAttempt(work.attempts() + 1);
		AttemptVerdict verdict;
		try {
			verdict = attemptsOf(work).attempt(this.codec.restore(work.callback().body(), metadata), (dead) -> {
				stuck.run();
				end(work, metadata, dead).thenAccept(ended::complete);
			});
		}
		catch (InvalidBodyException ex) {
			verdict = AttemptVerdict.dead(ex);
		}
		catch (Throwable ex) {
			// Whatever it is, such as no memory: the partition must not wait for ever
			verdict = AttemptVerdict.retried(PAUSE, ex);
		}
		if (verdict != null) {
			end(work, metadata, verdict).thenAccept(ended::complete);
		}
	}

	/**
	 * Begin with nothing more, and interrupt what is running.
	 */
	void interruptAll() {
		this.closed = true;
		this.watch.interruptAll();
	}

	/**
	 * Store that an attempt of work begins.
	 * @param work the work
	 * @return the offset of the record that says so
	 */
	CompletableFuture<Long> storeBegin(Work work) {
		return store(work.begin(this.clock.instant().plus(attemptsOf(work).longestAttempt())));
	}

	/**
	 * Store the state of work that waits, or whose next attempt begins.
	 * @param work the work
	 * @return the offset of the record that says so
	 */
	CompletableFuture<Long> store(Work work) {
		return this.writer.write(this.records.work(work));
	}

	private CompletableFuture<Long> end(Work work, CallbackMetadata metadata, AttemptVerdict verdict) {
		AttemptVerdict kept = hasRoomFor(work, verdict) ? verdict : verdict.discarded();
		CompletableFuture<Long> stored = switch (kept.end()) {
			case SUCCEEDED, DISCARDED -> remove(work);
			case RETRIED -> {
				int attempts = metadata.attempt() - (kept.counted() ? 0 : 1);
				yield store(work.waiting(attempts, this.clock.instant().plus(kept.delay())));
			}
			case FAILED, DEAD ->
				this.deadLetters.add(work, metadata, kept.cause()).thenCompose((offset) -> remove(work));
		};
		return stored.thenApply((offset) -> {
			attemptsOf(work).ended(metadata, kept);
			return offset;
		});
	}

	// What is replayed was counted before
	private boolean hasRoomFor(Work work, AttemptVerdict verdict) {
		boolean dead = verdict.end() == AttemptVerdict.End.DEAD || verdict.end() == AttemptVerdict.End.FAILED;
		return !dead || work.state() != Work.State.FIRST || this.deadLetters.hasRoomFor(work, verdict);
	}

	private CompletableFuture<Long> remove(Work work) {
		return (work.state() != Work.State.FIRST) ? this.writer.write(this.records.workEnded(work)) : NOTHING_TO_STORE;
	}

	/**
	 * Begin with nothing more, and write what can be written in time.
	 * @param timeout the time
	 */
	void close(Duration timeout) {
		this.lanes.close();
		this.writer.close(timeout);
	}

	private HandlerAttempts attemptsOf(Work work) {
		return Objects.requireNonNull(this.attempts.get(work.handlerId()));
	}

}
