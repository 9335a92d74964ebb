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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.event.Callback;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.HandlerOutcome;

/**
 * {@link CallbackDelivery} that calls the handlers on the thread of the request.
 */
final class InMemoryCallbackDelivery implements CallbackDelivery {

	private final CallbackHandlers handlers;

	private final CallbackDispatcher dispatcher;

	private final HandlerPermits permits;

	private final InMemoryRepeats repeats;

	InMemoryCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher, HandlerPermits permits,
			InMemoryRepeats repeats) {
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.permits = permits;
		this.repeats = repeats;
	}

	@Override
	public void start() {
		this.permits.open();
	}

	@Override
	public void stop(Runnable idle) {
		this.permits.close(idle);
	}

	@Override
	public DeliveryResult deliver(Callback callback, DeliveryProgress progress) {
		List<CallbackHandler> handlers = this.handlers.forCommand(callback.metadata().command());
		CallbackKey key = CallbackKey.of(callback.metadata());
		if (handlers.isEmpty()) {
			return DeliveryResult.of(Status.NO_HANDLER);
		}
		if (key != null && remaining(handlers, this.repeats.succeededHandlers(key)).isEmpty()) {
			return DeliveryResult.of(Status.REPEATED);
		}
		if (!this.permits.tryAcquire()) {
			return DeliveryResult.of(Status.SATURATED);
		}
		try {
			return (key != null) ? deliverOnce(key, callback, handlers, progress)
					: call(handlers, callback, progress, new HashSet<>());
		}
		finally {
			this.permits.release();
		}
	}

	private DeliveryResult deliverOnce(CallbackKey key, Callback callback, List<CallbackHandler> handlers,
			DeliveryProgress progress) {
		CompletableFuture<DeliveryResult> mine = new CompletableFuture<>();
		CompletableFuture<DeliveryResult> first = this.repeats.claim(key, mine);
		if (first != null) {
			return shareOutcome(first, progress.timeLeft());
		}
		DeliveryResult result = DeliveryResult.of(Status.FAILED);
		try {
			Set<String> succeeded = new HashSet<>(this.repeats.succeededHandlers(key));
			result = call(remaining(handlers, succeeded), callback, progress, succeeded);
			this.repeats.remember(key, succeeded);
			return result;
		}
		finally {
			this.repeats.release(key, mine);
			mine.complete(result);
		}
	}

	private static List<CallbackHandler> remaining(List<CallbackHandler> handlers, Set<String> succeeded) {
		return succeeded.isEmpty() ? handlers
				: handlers.stream().filter((handler) -> !succeeded.contains(handler.id())).toList();
	}

	private DeliveryResult call(List<CallbackHandler> handlers, Callback callback, DeliveryProgress progress,
			Set<String> succeeded) {
		progress.accepted();
		OutcomeSummary summary = new OutcomeSummary();
		boolean interrupted = false;
		for (CallbackHandler handler : handlers) {
			HandlerOutcome outcome = this.dispatcher.dispatch(handler, callback,
					(status) -> progress.failed(summary.statusWith(status)));
			summary.add(handler, outcome, succeeded);
			interrupted |= Thread.interrupted();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return summary.result();
	}

	private static DeliveryResult shareOutcome(CompletableFuture<DeliveryResult> first, Duration timeLeft) {
		try {
			DeliveryResult result = first.get(timeLeft.toNanos(), TimeUnit.NANOSECONDS);
			return (result.status() == Status.HANDLED) ? DeliveryResult.of(Status.REPEATED) : result;
		}
		catch (TimeoutException ex) {
			return DeliveryResult.of(Status.UNDECIDED);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return DeliveryResult.of(Status.UNDECIDED);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A delivery is never completed exceptionally", ex);
		}
	}

}
