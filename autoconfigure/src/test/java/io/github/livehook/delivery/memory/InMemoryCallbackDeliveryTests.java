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

package io.github.livehook.delivery.memory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryCallbackDeliveryTests {

	// The common pool of a small machine has one thread, and what waits here needs two
	private static final Executor THREAD_FOR_EACH = (task) -> new Thread(task).start();

	private final List<CallbackHandler> handlers = new ArrayList<>();

	private final List<Status> failures = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicLong nanos = new AtomicLong();

	private final ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit(3);

	private final InMemoryCallbackDelivery delivery = new InMemoryCallbackDelivery(new CallbackHandlers() {

		@Override
		public List<CallbackHandler> handlers() {
			return InMemoryCallbackDeliveryTests.this.handlers;
		}

		@Override
		public List<CallbackHandler> forCommand(String command) {
			return InMemoryCallbackDeliveryTests.this.handlers;
		}

	}, new CallbackDispatcher(List.of()), CallbackListeners.of(), this.concurrencyLimit,
			new InMemoryDuplicates(new Deduplication(Duration.ofMinutes(10), 100), this.nanos::get));

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void whenThereIsNoHandlerThenNothingIsAccepted() {
		assertThat(deliver("a")).isEqualTo(Status.NO_HANDLER);
		assertThat(this.accepted).hasValue(0);
	}

	@Test
	void whenOneOfTwoFailsThenRepeatRunsOnlyThatOne() {
		AtomicInteger good = addHandler("good", () -> {
		});
		AtomicInteger bad = addHandler("bad", () -> {
			throw new IllegalStateException();
		});
		assertThat(deliver("a")).isEqualTo(Status.FAILED);
		assertThat(deliver("a")).isEqualTo(Status.FAILED);
		assertThat(good).hasValue(1);
		assertThat(bad).hasValue(2);
	}

	@Test
	void whenBodyIsUnreadableForOneThenThatComesBeforeFailure() {
		addHandler("unreadable", () -> {
			throw new UnreadableBodyException("Field", Object.class);
		});
		addHandler("bad", () -> {
			throw new IllegalStateException();
		});
		DeliveryResult result = this.delivery.deliver(callback("a", "1"), progress(Duration.ofSeconds(20)));
		assertThat(result)
			.isEqualTo(new DeliveryResult(Status.UNREADABLE, "The field Field of the body does not fit Object"));
	}

	@Test
	void whenHandlerFailsThenThatIsKnownBeforeTheNextIsCalled() {
		addHandler("bad", () -> {
			throw new IllegalStateException();
		});
		addHandler("next", () -> assertThat(this.failures).containsExactly(Status.FAILED));
		addHandler("unreadable", () -> {
			throw new UnreadableBodyException("Field", Object.class);
		});
		addHandler("bad again", () -> {
			throw new IllegalStateException();
		});
		assertThat(deliver("a")).isEqualTo(Status.UNREADABLE);
		assertThat(this.failures).containsExactly(Status.FAILED, Status.UNREADABLE, Status.UNREADABLE);
	}

	@Test
	void whenHandledThenRepeatIsRecognisedForTheWindow() {
		AtomicInteger calls = addHandler("handler", () -> {
		});
		assertThat(deliver("a")).isEqualTo(Status.HANDLED);
		assertThat(deliver("a")).isEqualTo(Status.DUPLICATE);
		assertThat(this.accepted).hasValue(1);
		assertThat(deliver("b")).isEqualTo(Status.HANDLED);
		assertThat(this.delivery.deliver(callback("a", "2"), progress(Duration.ofSeconds(20))).status())
			.isEqualTo(Status.HANDLED);
		assertThat(calls).hasValue(3);
		this.nanos.addAndGet(Duration.ofMinutes(11).toNanos());
		assertThat(deliver("a")).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenCallbackHasNoIdThenItIsNeverRepeat() {
		AtomicInteger calls = addHandler("handler", () -> {
		});
		assertThat(deliver(null)).isEqualTo(Status.HANDLED);
		assertThat(deliver(null)).isEqualTo(Status.HANDLED);
		assertThat(calls).hasValue(2);
	}

	@Test
	void whenPermitsAreTakenThenOnlyRepeatsOfHandledAreAnswered() {
		addHandler("handler", () -> {
		});
		deliver("handled");
		IntStream.range(0, 3).forEach((i) -> assertThat(this.concurrencyLimit.tryAcquire()).isTrue());
		assertThat(deliver("new")).isEqualTo(Status.SATURATED);
		assertThat(deliver("handled")).isEqualTo(Status.DUPLICATE);
		this.concurrencyLimit.release();
		assertThat(deliver("new")).isEqualTo(Status.HANDLED);
	}

	@Test
	void whenStoppedThenNothingIsHandledAndIdleComesAfterTheLast() {
		addHandler("handler", () -> {
		});
		AtomicInteger idle = new AtomicInteger();
		this.concurrencyLimit.tryAcquire();
		this.concurrencyLimit.tryAcquire();
		this.delivery.stop(idle::incrementAndGet);
		assertThat(deliver("a")).isEqualTo(Status.SATURATED);
		this.concurrencyLimit.release();
		assertThat(idle).hasValue(0);
		this.concurrencyLimit.release();
		assertThat(idle).hasValue(1);
		this.delivery.start();
		assertThat(deliver("a")).isEqualTo(Status.HANDLED);
		this.delivery.stop(idle::incrementAndGet);
		assertThat(idle).hasValue(2);
	}

	@Test
	void whenHandlerIsInterruptedThenNextIsNotAndThreadIsMarkedInTheEnd() {
		addHandler("interrupting", () -> Thread.currentThread().interrupt());
		List<Boolean> interrupted = new ArrayList<>();
		addHandler("next", () -> interrupted.add(Thread.currentThread().isInterrupted()));
		deliver("a");
		assertThat(interrupted).containsExactly(false);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenCopyComesMeanwhileThenItSharesTheOutcome() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger calls = addHandler("blocking", () -> {
			entered.countDown();
			release.await(20, TimeUnit.SECONDS);
			throw new IllegalStateException();
		});
		CompletableFuture<Status> first = CompletableFuture.supplyAsync(() -> deliver("a"), THREAD_FOR_EACH);
		entered.await();
		CompletableFuture<Status> copy = CompletableFuture.supplyAsync(() -> deliver("a"), THREAD_FOR_EACH);
		assertThat(this.delivery.deliver(callback("a", "1"), progress(Duration.ZERO)).status())
			.isEqualTo(Status.DUPLICATE_IN_PROGRESS);
		release.countDown();
		assertThat(first.get()).isEqualTo(Status.FAILED);
		assertThat(copy.get()).isEqualTo(Status.FAILED);
		assertThat(calls.get()).isBetween(1, 2);
	}

	private Status deliver(String id) {
		return this.delivery.deliver(callback(id, "1"), progress(Duration.ofSeconds(20))).status();
	}

	private static Callback callback(String id, String app) {
		try {
			return CallbackCodec.create(CommandCatalog.standard(), List.of(), (callback) -> id)
				.decode("{}".getBytes(StandardCharsets.UTF_8), new CallbackMetadata(app, "Command", null, null, null,
						null, Instant.EPOCH, Instant.EPOCH, null, null, 1));
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private CallbackDelivery.Progress progress(Duration timeLeft) {
		return new CallbackDelivery.Progress() {

			@Override
			public void accepted() {
				InMemoryCallbackDeliveryTests.this.accepted.incrementAndGet();
			}

			@Override
			public void failed(Status status) {
				InMemoryCallbackDeliveryTests.this.failures.add(status);
			}

			@Override
			public Duration timeLeft() {
				return timeLeft;
			}

		};
	}

	private AtomicInteger addHandler(String id, Action action) {
		AtomicInteger calls = new AtomicInteger();
		this.handlers.add(new CallbackHandler() {

			@Override
			public String id() {
				return id;
			}

			@Override
			public Set<String> commands() {
				return Set.of();
			}

			@Override
			public String description() {
				return id;
			}

			@Override
			public Object handle(Callback callback) throws Throwable {
				calls.incrementAndGet();
				action.run();
				return null;
			}

		});
		return calls;
	}

	interface Action {

		void run() throws Throwable;

	}

}
