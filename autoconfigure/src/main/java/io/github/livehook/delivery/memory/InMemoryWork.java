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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * The work with one callback.
 */
final class InMemoryWork {

	private final Callback callback;

	private final List<CallbackHandler> handlers;

	private final InMemoryDuplicates duplicates;

	private final @Nullable UUID key;

	private final CompletableFuture<DeliveryResult> outcome = new CompletableFuture<>();

	// Completed by the thread that handles the same callback
	private @Nullable CompletableFuture<DeliveryResult> first;

	private @Nullable DeliveryResult result;

	InMemoryWork(Callback callback, List<CallbackHandler> handlers, InMemoryDuplicates duplicates) {
		this.callback = callback;
		this.handlers = handlers;
		this.duplicates = duplicates;
		this.key = callback.duplicateKey();
		if (handlers.isEmpty()) {
			this.result = DeliveryResult.of(Status.NO_HANDLER);
		}
		else if (this.key != null && duplicates.remaining(this.key, handlers).isEmpty()) {
			this.result = DeliveryResult.of(Status.DUPLICATE);
		}
	}

	boolean isDone() {
		return this.result != null;
	}

	boolean isDuplicate() {
		return this.first != null;
	}

	boolean isDuplicateOf(InMemoryWork other) {
		return this.first == other.outcome;
	}

	DeliveryResult resultOr(Status status) {
		return (this.result != null) ? this.result : DeliveryResult.of(status);
	}

	void claim() {
		if (this.key != null) {
			this.first = this.duplicates.claim(this.key, this.outcome);
		}
	}

	/**
	 * Call the handlers that have not succeeded before.
	 * @param dispatcher the dispatcher to call them with
	 * @param listeners the listeners to notify
	 * @param whenFailed called with the status of this callback when a handler has failed
	 * @return whether a handler was interrupted, which is not passed on to the next one
	 */
	boolean callHandlers(CallbackDispatcher dispatcher, CallbackListeners listeners, Consumer<Status> whenFailed) {
		List<CallbackHandler> remaining = (this.key != null) ? this.duplicates.remaining(this.key, this.handlers)
				: this.handlers;
		List<CallbackHandler> failed = new ArrayList<>();
		DeliveryResult result = DeliveryResult.of(remaining.isEmpty() ? Status.DUPLICATE : Status.HANDLED);
		boolean interrupted = false;
		for (CallbackHandler handler : remaining) {
			HandlerOutcome outcome = dispatcher.dispatch(handler, this.callback);
			interrupted |= Thread.interrupted();
			if (outcome.error() != null) {
				failed.add(handler);
				result = worse(result, outcome);
				whenFailed.accept(result.status());
			}
			listeners.notify((listener) -> listener.attempted(handler, this.callback.metadata(),
					AttemptVerdict.of(outcome.error())));
		}
		this.result = result;
		if (this.key != null) {
			this.duplicates.remember(this.key, this.handlers, failed);
		}
		return interrupted;
	}

	private static DeliveryResult worse(DeliveryResult result, HandlerOutcome outcome) {
		if (result.status() == Status.UNREADABLE) {
			return result;
		}
		return (outcome.status() == HandlerOutcome.Status.UNREADABLE)
				? new DeliveryResult(Status.UNREADABLE, outcome.message()) : DeliveryResult.of(Status.FAILED);
	}

	/**
	 * Let other threads handle this callback, and share its outcome with its duplicates.
	 */
	void release() {
		if (this.key != null && !isDuplicate()) {
			this.duplicates.release(this.key, this.outcome);
			this.outcome.complete(resultOr(Status.FAILED));
		}
	}

	/**
	 * Wait for the thread that handles the same callback.
	 * @param progress the progress that limits the wait
	 */
	void awaitFirst(CallbackDelivery.Progress progress) {
		if (this.first != null) {
			this.result = shareOutcome(this.first, progress.timeLeft());
		}
	}

	private static DeliveryResult shareOutcome(CompletableFuture<DeliveryResult> first, Duration timeLeft) {
		try {
			DeliveryResult result = first.get(timeLeft.toNanos(), TimeUnit.NANOSECONDS);
			return (result.status() == Status.HANDLED) ? DeliveryResult.of(Status.DUPLICATE) : result;
		}
		catch (TimeoutException ex) {
			return DeliveryResult.of(Status.DUPLICATE_IN_PROGRESS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return DeliveryResult.of(Status.DUPLICATE_IN_PROGRESS);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A delivery is never completed exceptionally", ex);
		}
	}

}
