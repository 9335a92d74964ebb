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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.context.SmartLifecycle;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that calls the handlers on the thread of the request. The
 * events of a batch are handled one after the other, and are one to the limit. What is
 * running when the process dies is lost.
 *
 * @since 0.1.0
 */
public final class InMemoryCallbackDelivery implements CallbackDelivery, SmartLifecycle {

	private final CallbackHandlers handlers;

	private final CallbackDispatcher dispatcher;

	private final CallbackListeners listeners;

	private final ConcurrencyLimit concurrencyLimit;

	private final InMemoryDuplicates duplicates;

	/**
	 * Create a delivery from memory.
	 * @param handlers the handlers to call
	 * @param dispatcher the dispatcher to call them with
	 * @param listeners the listeners to notify
	 * @param maxConcurrency how many requests are handled at the same time
	 * @param deduplication how long and how many callbacks are remembered
	 */
	public InMemoryCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackListeners listeners, int maxConcurrency, Deduplication deduplication) {
		this(handlers, dispatcher, listeners, new ConcurrencyLimit(maxConcurrency),
				new InMemoryDuplicates(deduplication, System::nanoTime));
	}

	InMemoryCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher, CallbackListeners listeners,
			ConcurrencyLimit concurrencyLimit, InMemoryDuplicates duplicates) {
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.listeners = listeners;
		this.concurrencyLimit = concurrencyLimit;
		this.duplicates = duplicates;
	}

	@Override
	public void start() {
		this.concurrencyLimit.open();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.concurrencyLimit.close(callback);
	}

	@Override
	public boolean isRunning() {
		return this.concurrencyLimit.isOpen();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public List<DeliveryResult> deliver(List<Callback> callbacks, CallbackDelivery.Progress progress) {
		List<InMemoryWork> works = new ArrayList<>(callbacks.size());
		List<InMemoryWork> open = new ArrayList<>(callbacks.size());
		for (Callback callback : callbacks) {
			InMemoryWork work = new InMemoryWork(callback, this.handlers.forCommand(callback.metadata().command()),
					this.duplicates);
			works.add(work);
			if (!work.isDone()) {
				open.add(work);
			}
		}
		if (!open.isEmpty() && this.concurrencyLimit.tryAcquire()) {
			try {
				handle(open, progress);
			}
			finally {
				this.concurrencyLimit.release();
			}
		}
		List<DeliveryResult> results = new ArrayList<>(works.size());
		for (InMemoryWork work : works) {
			results.add(work.resultOr(Status.SATURATED));
		}
		return results;
	}

	private void handle(List<InMemoryWork> open, CallbackDelivery.Progress progress) {
		boolean interrupted = false;
		try {
			open.forEach(InMemoryWork::claim);
			if (isAllOurs(open)) {
				progress.accepted();
			}
			Consumer<Status> failed = new WorstStatus(progress);
			for (InMemoryWork work : open) {
				if (!work.isDuplicate()) {
					interrupted |= work.callHandlers(this.dispatcher, this.listeners, failed);
					work.release();
				}
			}
			for (InMemoryWork work : open) {
				work.awaitFirst(progress);
			}
		}
		finally {
			open.forEach(InMemoryWork::release);
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	// The outcome of a duplicate is another thread's, unless the first is in this batch
	private static boolean isAllOurs(List<InMemoryWork> open) {
		for (InMemoryWork work : open) {
			if (work.isDuplicate() && open.stream().noneMatch(work::isDuplicateOf)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reports the worst status of a batch so far.
	 */
	private static final class WorstStatus implements Consumer<Status> {

		private final CallbackDelivery.Progress progress;

		private Status worst = Status.HANDLED;

		WorstStatus(CallbackDelivery.Progress progress) {
			this.progress = progress;
		}

		@Override
		public void accept(Status status) {
			this.worst = status.worse(this.worst);
			this.progress.failed(this.worst);
		}

	}

}
