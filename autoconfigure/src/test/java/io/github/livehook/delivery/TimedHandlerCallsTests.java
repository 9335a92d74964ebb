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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.Callback;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.event.CommandCatalog;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.HandlerOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class TimedHandlerCallsTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final TimedHandlerCalls calls = new TimedHandlerCalls(new CallbackDispatcher(List.of(), List.of()), false);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.calls.close();
	}

	@Test
	void whenHandlerReturnsInTimeThenThatIsTheOutcome() throws Exception {
		assertThat(call(() -> "result", LONG)).isEqualTo(new HandlerOutcome(Status.SUCCEEDED, "result", null));
	}

	@Test
	void whenHandlerThrowsThenThatIsTheOutcome() throws Exception {
		IllegalStateException failure = new IllegalStateException("failing as told");
		HandlerOutcome outcome = call(() -> {
			throw failure;
		}, LONG);
		assertThat(outcome).isEqualTo(new HandlerOutcome(Status.FAILED, null, failure));
	}

	@Test
	void whenHandlerTakesTooLongThenItIsInterruptedAndHasFailed() throws Exception {
		HandlerOutcome outcome = call(() -> this.release.await(20, TimeUnit.SECONDS), SHORT);
		assertTimedOut(outcome, false, "The handler was interrupted after PT0.05S");
	}

	@Test
	void whenHandlerReturnsAfterInterruptionThenItHasFailedAllTheSame() throws Exception {
		HandlerOutcome outcome = call(() -> {
			try {
				return this.release.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return "swallowed";
			}
		}, SHORT);
		assertTimedOut(outcome, false, "The handler was interrupted after PT0.05S");
	}

	@Test
	void whenHandlerGoesOnAfterInterruptionThenItIsGivenUpAndItsThreadIsShown(CapturedOutput output) throws Exception {
		HandlerOutcome outcome = call(this::runOn, SHORT);
		assertTimedOut(outcome, true, "The handler runs for more than PT0.05S, and on although it was interrupted");
		assertThat(output).contains("the handler was interrupted after PT0.05S and runs on. It is given up")
			.contains(getClass().getName() + ".runOn(");
		assertThat(call(() -> "next", LONG).status()).isEqualTo(Status.SUCCEEDED);
	}

	@Test
	void whenCallerIsInterruptedThenSoIsTheHandler() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CompletableFuture<Boolean> handlerInterrupted = new CompletableFuture<>();
		CompletableFuture<HandlerOutcome> outcome = new CompletableFuture<>();
		Thread caller = new Thread(() -> complete(outcome, () -> {
			entered.countDown();
			try {
				return this.release.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				return handlerInterrupted.complete(true);
			}
		}));
		caller.start();
		entered.await();
		caller.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(outcome::get)
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(handlerInterrupted).isCompletedWithValue(true);
	}

	private void complete(CompletableFuture<HandlerOutcome> outcome, Action action) {
		try {
			outcome.complete(call(action, LONG));
		}
		catch (InterruptedException ex) {
			outcome.completeExceptionally(ex);
		}
	}

	@Test
	void whenThreadIsUsedAgainThenItIsNotInterrupted() throws Exception {
		Thread first = (Thread) call(() -> {
			Thread.currentThread().interrupt();
			return Thread.currentThread();
		}, LONG).result();
		for (int i = 0; i < 20; i++) {
			call(() -> this.release.await(20, TimeUnit.SECONDS), Duration.ofMillis(1));
			assertThat(call(() -> Thread.currentThread().isInterrupted(), LONG).result()).isEqualTo(false);
		}
		assertThat(first.isInterrupted()).isFalse();
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

	private static void assertTimedOut(HandlerOutcome outcome, boolean stillRunning, String message) {
		assertThat(outcome.status()).isEqualTo(Status.FAILED);
		assertThat(outcome.error()).isInstanceOfSatisfying(HandlerTimeoutException.class, (timeout) -> {
			assertThat(timeout.isStillRunning()).isEqualTo(stillRunning);
			assertThat(timeout).hasMessage(message);
		});
	}

	private HandlerOutcome call(Action action, Duration timeout) throws InterruptedException {
		return this.calls.call(new CallbackHandler() {

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
			public Object handle(Callback callback) throws Throwable {
				return action.run();
			}

		}, callback(), timeout);
	}

	private static Callback callback() {
		try {
			return CallbackCodec.create(CommandCatalog.standard())
				.decode("{}".getBytes(StandardCharsets.UTF_8), new CallbackMetadata("1", "Command", null, null, null,
						null, Instant.EPOCH, Instant.EPOCH, null, 1));
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	interface Action {

		Object run() throws Throwable;

	}

}
