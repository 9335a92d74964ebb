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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.StorageRequest;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.delivery.TimeOrderedIdGenerator;
import io.github.livehook.handler.CallbackHandler;

/**
 * Sends callbacks to the brokers, and waits for their acknowledgement as long as there is
 * time. What is not acknowledged by then stays with the producer, and may still be
 * written, once.
 */
final class CallbackSender {

	private final CallbackRecords records;

	private final StoredDuplicates duplicates;

	private final TimeOrderedIdGenerator ids;

	private final Duration longestSend;

	/**
	 * Create a sender.
	 * @param records the records
	 * @param longestSend how long it may take to hand a record to the producer
	 * @param duplicates what was stored lately
	 * @param clock the clock
	 */
	CallbackSender(CallbackRecords records, Duration longestSend, StoredDuplicates duplicates, InstantSource clock) {
		this.records = records;
		this.longestSend = longestSend;
		this.duplicates = duplicates;
		this.ids = new TimeOrderedIdGenerator(clock);
	}

	/**
	 * Find out which callbacks of a request to store.
	 * @param callbacks the callbacks
	 * @param handlers the handlers of a callback
	 * @return the request
	 */
	StorageRequest examine(List<Callback> callbacks, Function<Callback, List<CallbackHandler>> handlers) {
		StorageRequest request = new StorageRequest();
		List<String> rows = this.ids.generate(callbacks.size());
		for (int i = 0; i < rows.size(); i++) {
			Callback callback = callbacks.get(i);
			request.add(new NewCallback(rows.get(i), callback.duplicateKey(), callback, handlers.apply(callback)),
					this.duplicates);
		}
		return request;
	}

	/**
	 * Store a request.
	 * @param producer the producer to send with
	 * @param request the request
	 * @param progress the progress of the request, with the time that is left
	 * @return the results of its callbacks
	 */
	List<DeliveryResult> store(Producer<byte[], byte[]> producer, StorageRequest request,
			CallbackDelivery.Progress progress) {
		try {
			List<NewCallback> callbacks = request.toStore();
			List<Future<RecordMetadata>> sent = send(producer, callbacks, progress);
			for (int i = 0; i < sent.size(); i++) {
				sent.get(i).get(waitingNanos(progress), TimeUnit.NANOSECONDS);
				request.end(callbacks.subList(i, i + 1), Set.of(callbacks.get(i).row()));
			}
			return request.results(new DeliveryResult(Status.NOT_STORED, "there was no time left"));
		}
		catch (ExecutionException ex) {
			return notStored(request, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return notStored(request, ex);
		}
		catch (TimeoutException | RuntimeException ex) {
			return notStored(request, ex);
		}
	}

	// Each may wait for brokers, so nothing is sent after a failure or with too little
	// time
	private List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer, List<NewCallback> callbacks,
			CallbackDelivery.Progress progress) throws InterruptedException {
		List<Future<RecordMetadata>> sent = new ArrayList<>();
		AtomicBoolean failed = new AtomicBoolean();
		for (NewCallback callback : callbacks) {
			if (failed.get() || progress.timeLeft().compareTo(this.longestSend) < 0) {
				return sent;
			}
			try {
				sent.add(producer.send(this.records.accepted(callback), (metadata, error) -> {
					if (error == null) {
						this.duplicates.remember(callback.duplicateKey(), callback.receivedAt());
					}
					else {
						failed.set(true);
					}
				}));
			}
			catch (InterruptException ex) {
				throw new InterruptedException();
			}
		}
		return sent;
	}

	// The rest is for the response
	private static long waitingNanos(CallbackDelivery.Progress progress) {
		return Math.max(0, progress.timeLeft().toNanos() / 20 * 19);
	}

	private static List<DeliveryResult> notStored(StorageRequest request, @Nullable Throwable cause) {
		return request.results(new DeliveryResult(Status.NOT_STORED, Causes.describe(cause, (error) -> null)));
	}

}
