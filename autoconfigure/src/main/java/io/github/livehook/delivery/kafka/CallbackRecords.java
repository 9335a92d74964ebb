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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.kafka.MetadataHeaders.InvalidRecordException;
import io.github.livehook.handler.CallbackHandler;

/**
 * The records of callbacks, work and dead letters. Their values are the bodies as they
 * were received, everything else is in headers.
 */
final class CallbackRecords {

	/**
	 * The handler of dead letters that are no callbacks.
	 */
	static final String NO_HANDLER = "livehook.invalid-record";

	private static final String ROW = "row";

	private static final String HANDLER = "handler";

	private static final String DUPLICATE_KEY = "duplicate-key";

	private static final String ATTEMPTS = "attempts";

	private static final String STATE = "state";

	private static final String DUE = "due";

	private static final String SINCE = "since";

	private static final String DIED_AT = "died-at";

	private static final String CAUSE = "cause";

	private final KafkaCluster cluster;

	CallbackRecords(KafkaCluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Create the record of a callback to store.
	 * @param callback the callback
	 * @return the record
	 */
	ProducerRecord<byte[], byte[]> accepted(NewCallback callback) {
		String key = key(callback);
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(this.cluster.callbacksTopic(),
				(key != null) ? bytes(key) : null, callback.callback().body());
		Headers headers = record.headers();
		MetadataHeaders.set(headers, callback.callback().metadata());
		MetadataHeaders.set(headers, ROW, callback.row());
		MetadataHeaders.set(headers, DUPLICATE_KEY, callback.duplicateKey());
		for (CallbackHandler handler : callback.handlers()) {
			MetadataHeaders.set(headers, HANDLER, handler.id());
		}
		return record;
	}

	// Duplicates have to meet in one partition
	private static @Nullable String key(NewCallback callback) {
		String orderingKey = callback.callback().orderingKey();
		if (orderingKey != null) {
			return callback.callback().metadata().sdkAppId() + " " + orderingKey;
		}
		UUID duplicateKey = callback.duplicateKey();
		return (duplicateKey != null) ? duplicateKey.toString() : null;
	}

	/**
	 * Read the record of a callback that was stored.
	 * @param record the record
	 * @return the callback
	 * @throws InvalidRecordException if it is not a record of a callback
	 */
	static StoredCallback.Accepted readAccepted(ConsumerRecord<byte[], byte[]> record) {
		Headers headers = record.headers();
		StoredCallback callback = readCallback(record);
		List<String> handlerIds = new ArrayList<>();
		MetadataHeaders.findAll(headers, HANDLER).forEach((header) -> handlerIds.add(MetadataHeaders.text(header)));
		return new StoredCallback.Accepted(callback,
				(record.key() != null) ? new String(record.key(), StandardCharsets.UTF_8) : null,
				MetadataHeaders.findUuid(headers, DUPLICATE_KEY), handlerIds);
	}

	/**
	 * Read a callback.
	 * @param record the record of it, or of work or a dead letter
	 * @return the callback
	 * @throws InvalidRecordException if there is none in it
	 */
	static StoredCallback readCallback(ConsumerRecord<byte[], byte[]> record) {
		if (record.value() == null) {
			throw new InvalidRecordException("it has no value");
		}
		CallbackMetadata metadata = MetadataHeaders.metadata(record.headers());
		UUID row = MetadataHeaders.findUuid(record.headers(), ROW);
		return new StoredCallback((row != null) ? row.toString() : MetadataHeaders.get(record.headers(), ROW), metadata,
				record.value());
	}

	/**
	 * Create the record of work.
	 * @param work the work
	 * @return the record
	 */
	ProducerRecord<byte[], byte[]> work(Work work) {
		ProducerRecord<byte[], byte[]> record = record(this.cluster.retriesTopic(), work);
		MetadataHeaders.set(record.headers(), STATE, work.state());
		MetadataHeaders.set(record.headers(), DUE, work.due());
		return record;
	}

	/**
	 * Create the record that removes work, since it has ended.
	 * @param work the work
	 * @return the record
	 */
	ProducerRecord<byte[], byte[]> workEnded(Work work) {
		return new ProducerRecord<>(this.cluster.retriesTopic(), work.partition(), bytes(work.key()), null);
	}

	private ProducerRecord<byte[], byte[]> record(String topic, Work work) {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, work.partition(), bytes(work.key()),
				work.callback().body());
		Headers headers = record.headers();
		MetadataHeaders.set(headers, work.callback().metadata());
		MetadataHeaders.set(headers, ROW, work.callback().row());
		MetadataHeaders.set(headers, HANDLER, work.handlerId());
		MetadataHeaders.set(headers, ATTEMPTS, work.attempts());
		MetadataHeaders.set(headers, SINCE, work.since());
		return record;
	}

	/**
	 * Read the record of work.
	 * @param record the record
	 * @return the work
	 * @throws InvalidRecordException if it is not a record of work
	 */
	static Work readWork(ConsumerRecord<byte[], byte[]> record) {
		Headers headers = record.headers();
		return new Work(readCallback(record), MetadataHeaders.get(headers, HANDLER), record.partition(),
				MetadataHeaders.getNumber(headers, ATTEMPTS), state(MetadataHeaders.get(headers, STATE)),
				MetadataHeaders.getTime(headers, DUE), MetadataHeaders.getTime(headers, SINCE));
	}

	private static Work.State state(String name) {
		try {
			return Work.State.valueOf(name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRecordException("it has an unknown state");
		}
	}

	/**
	 * Create the record of a dead letter.
	 * @param work the work
	 * @param letter the dead letter
	 * @return the record
	 */
	ProducerRecord<byte[], byte[]> deadLetter(Work work, DeadLetter letter) {
		ProducerRecord<byte[], byte[]> record = record(this.cluster.deadLettersTopic(),
				work.waiting(letter.attempts(), work.due()));
		MetadataHeaders.set(record.headers(), DIED_AT, letter.diedAt());
		MetadataHeaders.set(record.headers(), CAUSE, letter.cause());
		return record;
	}

	/**
	 * Create the record that removes a dead letter.
	 * @param key the key of its work
	 * @param partition the number of its partition
	 * @return the record
	 */
	ProducerRecord<byte[], byte[]> deadLetterRemoved(String key, int partition) {
		return new ProducerRecord<>(this.cluster.deadLettersTopic(), partition, bytes(key), null);
	}

	/**
	 * Read the record of a dead letter.
	 * @param record the record
	 * @return the dead letter
	 * @throws InvalidRecordException if it is not a record of a dead letter
	 */
	static DeadLetter readDeadLetter(ConsumerRecord<byte[], byte[]> record) {
		Headers headers = record.headers();
		int attempts = MetadataHeaders.getNumber(headers, ATTEMPTS);
		return new DeadLetter(idOf(key(record)), MetadataHeaders.get(headers, HANDLER),
				MetadataHeaders.metadata(headers).withAttempt(attempts), attempts,
				MetadataHeaders.getTime(headers, DIED_AT), MetadataHeaders.get(headers, CAUSE));
	}

	/**
	 * Return what can be written in the place of a record that is too large: first
	 * without the body, then nothing but the key.
	 * @param record the record of work or a dead letter
	 * @return the smaller one, {@code null} if there is none
	 */
	static @Nullable ProducerRecord<byte[], byte[]> smaller(ProducerRecord<byte[], byte[]> record) {
		if (record.value() == null) {
			return null;
		}
		if (record.value().length == 0) {
			return new ProducerRecord<>(record.topic(), record.partition(), record.key(), null);
		}
		ProducerRecord<byte[], byte[]> smaller = new ProducerRecord<>(record.topic(), record.partition(), record.key(),
				new byte[0], record.headers());
		String cause = MetadataHeaders.find(record.headers(), CAUSE);
		if (cause != null) {
			MetadataHeaders.set(smaller.headers(), CAUSE,
					"The body is lost, since Kafka did not accept so large a record. " + cause);
		}
		return smaller;
	}

	/**
	 * Return the id of the dead letter of work.
	 * @param key the key of the work
	 * @return the id
	 */
	static String idOf(String key) {
		return UUID.nameUUIDFromBytes(bytes(key)).toString();
	}

	/**
	 * Return the key of a record.
	 * @param record the record
	 * @return the key
	 * @throws InvalidRecordException if it has none
	 */
	static String key(ConsumerRecord<byte[], byte[]> record) {
		if (record.key() == null) {
			throw new InvalidRecordException("it has no key");
		}
		return new String(record.key(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
