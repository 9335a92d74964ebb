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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.MaintenanceTasks;

/**
 * Writes records until the brokers have acknowledged them, however long that takes. Of
 * the failures in a row the first one is logged, and so is the success that ends them. A
 * record that is too large is made smaller, since it would hold up all behind it.
 */
final class RecordWriter {

	private static final Logger logger = LoggerFactory.getLogger(RecordWriter.class);

	private static final int PAUSE_SECONDS = 1;

	private static final int THREADS = 8;

	private final Producer<byte[], byte[]> producer;

	// Listeners may take their time there
	private final ExecutorService acknowledged = Executors.newFixedThreadPool(THREADS,
			MaintenanceTasks.daemons("livehook-stored-"));

	// To send may wait for brokers
	private final ScheduledExecutorService repeats = Executors
		.newSingleThreadScheduledExecutor(MaintenanceTasks.daemons("livehook-repeats-"));

	private final AtomicBoolean failing = new AtomicBoolean();

	private volatile boolean closed;

	RecordWriter(Producer<byte[], byte[]> producer) {
		this.producer = producer;
	}

	/**
	 * Write a record.
	 * @param record the record
	 * @return its offset, once the brokers have acknowledged it; it never fails. What
	 * depends on it holds up neither the producer nor a caller of {@link #send}
	 */
	CompletableFuture<Long> write(ProducerRecord<byte[], byte[]> record) {
		return send(record).thenApplyAsync((offset) -> offset, this.acknowledged);
	}

	/**
	 * Write a record, for a caller that waits.
	 * @param record the record
	 * @return its offset, done by the producer: nothing else may depend on it
	 */
	CompletableFuture<Long> send(ProducerRecord<byte[], byte[]> record) {
		CompletableFuture<Long> written = new CompletableFuture<>();
		send(record, written);
		return written;
	}

	private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Long> written) {
		try {
			this.producer.send(record, (metadata, error) -> {
				if (error != null) {
					repeat(record, written, error);
				}
				else if (!this.closed) {
					if (this.failing.getAndSet(false)) {
						logger.info("Livehook can write to Kafka again");
					}
					written.complete(metadata.offset());
				}
			});
		}
		catch (RuntimeException ex) {
			repeat(record, written, ex);
		}
	}

	private synchronized void repeat(ProducerRecord<byte[], byte[]> record, CompletableFuture<Long> written,
			Exception error) {
		if (this.closed) {
			return;
		}
		ProducerRecord<byte[], byte[]> smaller = smaller(record, error);
		if (smaller == null && !this.failing.getAndSet(true)) {
			logger.warn("Livehook could not write to {}, and will try again until it can: {}", record.topic(),
					Causes.describe(error));
		}
		this.repeats.schedule(() -> send((smaller != null) ? smaller : record, written), PAUSE_SECONDS,
				TimeUnit.SECONDS);
	}

	private static @Nullable ProducerRecord<byte[], byte[]> smaller(ProducerRecord<byte[], byte[]> record,
			Exception error) {
		ProducerRecord<byte[], byte[]> smaller = (error instanceof RecordTooLargeException)
				? CallbackRecords.smaller(record) : null;
		if (smaller != null) {
			logger.error("The record {} of {}-{} is larger than the brokers accept with its {} bytes, and loses its {}",
					new String(record.key(), StandardCharsets.UTF_8), record.topic(), record.partition(),
					record.value().length, (smaller.value() != null) ? "body" : "headers: it is given up");
		}
		return smaller;
	}

	/**
	 * Write nothing any more. What is with the producer is written if that is possible in
	 * time.
	 * @param timeout the time
	 */
	void close(Duration timeout) {
		this.producer.close(timeout);
		synchronized (this) {
			this.closed = true;
			this.repeats.shutdownNow();
		}
		this.acknowledged.shutdown();
	}

}
