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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.AttemptVerdict.End;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerAttempts} and {@link HandlerWatch}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerAttemptsTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration DELAY = Duration.ofSeconds(3);

	private final HandlerWatch watch = new HandlerWatch();

	private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService worker = Executors.newSingleThreadExecutor();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CompletableFuture<AttemptVerdict> stuck = new CompletableFuture<>();

	@BeforeEach
	void check() {
		this.checks.scheduleWithFixedDelay(this.watch::check, 0, 5, TimeUnit.MILLISECONDS);
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.checks.shutdownNow();
		this.worker.shutdownNow();
	}

	@Test
	void whenHandlerReturnsInTimeThenItHasSucceeded() {
		assertThat(attempt(() -> "result", LONG)).isEqualTo(AttemptVerdict.succeeded());
	}

	@Test
	void whenHandlerThrowsThenItIsCalledAgainUntilTheLastAttempt() {
		Action failing = () -> {
			throw new IllegalStateException("failing as told");
		};
		assertFailed(attempt(failing, LONG), End.RETRIED, "java.lang.IllegalStateException: failing as told");
		assertFailed(attempts(failing, LONG).attempt(callback(2), this.stuck::complete), End.DEAD,
				"java.lang.IllegalStateException: failing as told");
	}

	@Test
	void whenExceptionIsExcludedThenItIsNotCalledAgain() {
		assertFailed(attempt(() -> {
			throw new IOException("failing as told");
		}, LONG), End.DEAD, "java.io.IOException: failing as told");
	}

	@Test
	void whenHandlerTakesTooLongThenItIsInterruptedAndHasFailed() {
		assertTimedOut(attempt(() -> this.release.await(20, TimeUnit.SECONDS), SHORT));
	}

	@Test
	void whenHandlerReturnsAfterInterruptionThenItHasFailedAllTheSame() {
		assertTimedOut(attempt(() -> {
			try {
				return this.release.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return "swallowed";
			}
		}, SHORT));
	}

	private void assertTimedOut(@Nullable AttemptVerdict verdict) {
		assertFailed(verdict, End.RETRIED,
				"java.util.concurrent.TimeoutException: The handler was interrupted after PT0.05S");
		assertThat(this.stuck).isNotDone();
	}

	private static void assertFailed(@Nullable AttemptVerdict verdict, End end, String cause) {
		assertThat(verdict).isNotNull();
		assertThat(verdict.end()).isEqualTo(end);
		assertThat(verdict.delay()).isEqualTo((end == End.RETRIED) ? DELAY : Duration.ZERO);
		assertThat(verdict.cause()).isEqualTo(cause).isEqualTo(Causes.describe(verdict.error()));
		assertThat(verdict.counted()).isTrue();
	}

	@Test
	void whenHandlerGoesOnAfterInterruptionThenItIsGivenUpWhileItRunsAndItsThreadIsShown(CapturedOutput output)
			throws Exception {
		Future<@Nullable AttemptVerdict> verdict = this.worker.submit(() -> attempt(this::runOn, SHORT));
		assertFailed(this.stuck.get(20, TimeUnit.SECONDS), End.DEAD, "java.util.concurrent.TimeoutException: "
				+ "The handler runs for more than PT0.05S, and on although it was interrupted");
		assertThat(verdict).isNotDone();
		assertThat(output).contains("the handler was interrupted after PT0.05S and runs on. It is given up")
			.contains(getClass().getName() + ".runOn(");
		this.release.countDown();
		assertThat(verdict.get(20, TimeUnit.SECONDS)).isNull();
	}

	@Test
	void whenOneIsStuckAndItsEndTakesLongThenOthersAreStillInterrupted() throws Exception {
		CountDownLatch storing = new CountDownLatch(1);
		this.worker.execute(() -> attempts(this::runOn, SHORT).attempt(callback(1), (dead) -> {
			storing.countDown();
			runOn();
		}));
		assertThat(storing.await(20, TimeUnit.SECONDS)).isTrue();
		assertTimedOut(attempt(() -> this.release.await(20, TimeUnit.SECONDS), SHORT));
	}

	@Test
	void whenAllAreInterruptedThenRunningHandlersAreAndTheirThreadsAreNotLater() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		Future<@Nullable AttemptVerdict> verdict = this.worker.submit(() -> attempt(() -> {
			entered.countDown();
			return this.release.await(20, TimeUnit.SECONDS);
		}, LONG));
		entered.await();
		this.watch.interruptAll();
		assertThat(verdict.get(20, TimeUnit.SECONDS))
			.isEqualTo(AttemptVerdict.interrupted("The application stops", true));
		this.watch.interruptAll();
		assertThat(this.worker.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
	}

	@Test
	void whenAllAreInterruptedInTheLastAttemptThenItDoesNotCount() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		Future<@Nullable AttemptVerdict> verdict = this.worker.submit(() -> attempts(() -> {
			entered.countDown();
			try {
				return this.release.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IOException("excluded", ex);
			}
		}, LONG).attempt(callback(2), this.stuck::complete));
		entered.await();
		this.watch.interruptAll();
		assertThat(verdict.get(20, TimeUnit.SECONDS))
			.isEqualTo(AttemptVerdict.interrupted("The application stops", false));
	}

	@Test
	void whenTheWatchComesLateThenHandlerHasItsTimeToReactAllTheSame() throws Exception {
		HandlerWatch late = new HandlerWatch();
		CountDownLatch entered = new CountDownLatch(1);
		Future<@Nullable AttemptVerdict> verdict = this.worker.submit(() -> new HandlerAttempts(handler(() -> {
			entered.countDown();
			return this.release.await(20, TimeUnit.SECONDS);
		}), policy(SHORT), new CallbackDispatcher(List.of()), late, CallbackListeners.of()).attempt(callback(1),
				this.stuck::complete));
		entered.await();
		Thread.sleep(SHORT.toMillis() * 3);
		late.check();
		assertTimedOut(verdict.get(20, TimeUnit.SECONDS));
	}

	@Test
	void whenThreadIsUsedAgainThenItIsNotInterrupted() {
		attempt(() -> {
			Thread.currentThread().interrupt();
			return null;
		}, LONG);
		for (int i = 0; i < 20; i++) {
			attempt(() -> this.release.await(20, TimeUnit.SECONDS), Duration.ofMillis(1));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		}
	}

	@Test
	void whenAttemptHasEndedThenListenersAreNotified() {
		List<String> ends = new ArrayList<>();
		AttemptListener listener = (handlerId, callback, end) -> ends
			.add(handlerId + " " + callback.attempt() + " " + end);
		new HandlerAttempts(handler(() -> null), policy(LONG), new CallbackDispatcher(List.of()), this.watch,
				CallbackListeners.of(listener))
			.ended(callback(1).metadata(), AttemptVerdict.dead("as told"));
		assertThat(ends).containsExactly("handler 1 DEAD");
	}

	private boolean runOn() {
		while (this.release.getCount() > 0) {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				// Ignores that it is to end
			}
		}
		return true;
	}

	private @Nullable AttemptVerdict attempt(Action action, Duration timeout) {
		return attempts(action, timeout).attempt(callback(1), this.stuck::complete);
	}

	private HandlerAttempts attempts(Action action, Duration timeout) {
		return new HandlerAttempts(handler(action), policy(timeout), new CallbackDispatcher(List.of()), this.watch,
				CallbackListeners.of());
	}

	private static RetryPolicy policy(Duration timeout) {
		return new RetryPolicy(2, DELAY, 1, DELAY, 0, List.of(IOException.class), timeout);
	}

	private static CallbackHandler handler(Action action) {
		return new CallbackHandler() {

			@Override
			public String id() {
				return "handler";
			}

			@Override
			public Set<String> commands() {
				return Set.of();
			}

			@Override
			public String description() {
				return "the handler";
			}

			@Override
			public @Nullable Object handle(Callback callback) throws Throwable {
				return action.run();
			}

		};
	}

	private static Callback callback(int attempt) {
		try {
			return CallbackCodec.create(CommandCatalog.standard())
				.restore("{}".getBytes(StandardCharsets.UTF_8), new CallbackMetadata("1", "Command", null, null, null,
						null, Instant.EPOCH, Instant.EPOCH, null, null, attempt));
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	interface Action {

		@Nullable Object run() throws Throwable;

	}

}
