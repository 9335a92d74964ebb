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

import com.github.benmanes.caffeine.cache.Ticker;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that calls the handlers on the thread of the request. The
 * callbacks of a batch are handled one after the other, with one permit.
 */
public final class InMemoryCallbackDelivery implements CallbackDelivery {

	private final CallbackHandlers handlers;

	private final CallbackDispatcher dispatcher;

	private final ConcurrencyLimit concurrencyLimit;

	private final InMemoryDuplicates duplicates;

	/**
	 * Create a delivery from memory.
	 * @param handlers the handlers to call
	 * @param dispatcher the dispatcher to call them with
	 * @param maxConcurrency how many requests are handled at the same time
	 * @param deduplication how long and how many callbacks are remembered
	 */
	public InMemoryCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher, int maxConcurrency,
			Deduplication deduplication) {
		this(handlers, dispatcher, new ConcurrencyLimit(maxConcurrency),
				new InMemoryDuplicates(deduplication, Ticker.systemTicker()));
	}

	InMemoryCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher,
			ConcurrencyLimit concurrencyLimit, InMemoryDuplicates duplicates) {
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.concurrencyLimit = concurrencyLimit;
		this.duplicates = duplicates;
	}

	@Override
	public void start() {
		this.concurrencyLimit.open();
	}

	@Override
	public void stop(Runnable idle) {
		this.concurrencyLimit.close(idle);
	}

	@Override
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public List<DeliveryResult> deliver(List<Callback> callbacks, DeliveryProgress progress) {
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
				work(open, progress);
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

	private void work(List<InMemoryWork> open, DeliveryProgress progress) {
		boolean interrupted = false;
		try {
			open.forEach(InMemoryWork::claim);
			if (isAllOurs(open)) {
				progress.accepted();
			}
			DeliveryProgress worst = (open.size() == 1) ? progress : new WorstProgress(progress);
			for (InMemoryWork work : open) {
				if (!work.isCopy()) {
					interrupted |= work.callHandlers(this.dispatcher, worst);
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

	// How a copy ends is another thread's to say, unless it is one of this batch
	private static boolean isAllOurs(List<InMemoryWork> open) {
		for (InMemoryWork work : open) {
			if (work.isCopy() && open.stream().noneMatch(work::isCopyOf)) {
				return false;
			}
		}
		return true;
	}

}
