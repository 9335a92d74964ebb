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

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.Acknowledgment;

import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.RecentKeys;
import io.github.livehook.delivery.kafka.MetadataHeaders.InvalidRecordException;
import io.github.livehook.delivery.kafka.PartitionWindow.Item;
import io.github.livehook.delivery.kafka.StoredCallback.Accepted;

/**
 * A partition of the callbacks that this node has. The callbacks before its position were
 * handled; they are read again, so that their duplicates are recognised.
 */
final class CallbackPartition {

	private final WorkRunner runner;

	private final DeadLetterIndex deadLetters;

	private final long first;

	private final long firstUnsuspected;

	private final RecentKeys keys;

	private final PartitionWindow window;

	private final CallbackListeners listeners;

	private long next;

	/**
	 * Create a partition.
	 * @param runner the runner of work
	 * @param deadLetters the dead letters
	 * @param next the offset of the first callback to read
	 * @param suspected how many callbacks may have taken the process with them
	 * @param keys the empty memory of duplicates
	 * @param window the empty window, which begins with the first callback to handle
	 * @param listeners the listeners to notify of duplicates
	 */
	CallbackPartition(WorkRunner runner, DeadLetterIndex deadLetters, long next, long suspected, RecentKeys keys,
			PartitionWindow window, CallbackListeners listeners) {
		this.runner = runner;
		this.deadLetters = deadLetters;
		this.next = next;
		this.first = window.position();
		this.firstUnsuspected = this.first + suspected;
		this.keys = keys;
		this.window = window;
		this.listeners = listeners;
	}

	PartitionWindow window() {
		return this.window;
	}

	/**
	 * Return the offset of the next record.
	 * @return the offset, if Kafka still has it
	 */
	long next() {
		return this.next;
	}

	/**
	 * Take the next record.
	 * @param record the record
	 * @param acknowledgment what acknowledges it and all before it
	 */
	void take(ConsumerRecord<byte[], byte[]> record, Acknowledgment acknowledgment) {
		try {
			take(record, CallbackRecords.readAccepted(record), acknowledgment);
		}
		catch (InvalidRecordException ex) {
			if (record.offset() >= this.first) {
				Item item = add(record, Instant.ofEpochMilli(record.timestamp()), 1, acknowledgment);
				if (item.begin()) {
					this.deadLetters.addInvalid(record, ex).thenRun(item::end);
				}
			}
		}
		this.next = record.offset() + 1;
	}

	private void take(ConsumerRecord<byte[], byte[]> record, Accepted callback, Acknowledgment acknowledgment) {
		boolean duplicate = isDuplicate(callback.duplicateKey(), callback.callback().metadata().receivedAt());
		if (record.offset() >= this.first) {
			take(record, callback, duplicate ? List.of() : callback.handlerIds(), acknowledgment);
		}
	}

	private boolean isDuplicate(@Nullable UUID key, Instant receivedAt) {
		if (key == null) {
			return false;
		}
		long now = receivedAt.toEpochMilli();
		boolean known = this.keys.contains(key, now);
		this.keys.add(key, now);
		return known;
	}

	private void take(ConsumerRecord<byte[], byte[]> record, Accepted callback, List<String> handlerIds,
			Acknowledgment acknowledgment) {
		Instant since = callback.callback().metadata().receivedAt();
		Item item = add(record, since, handlerIds.size(), acknowledgment);
		if (handlerIds.isEmpty()) {
			this.listeners.notify((listener) -> listener.duplicateDropped(callback.callback().metadata()));
			item.end();
		}
		for (String handlerId : handlerIds) {
			Work work = callback.callback().work(handlerId, record.partition(), since);
			if (record.offset() < this.firstUnsuspected || this.runner.isOrphan(work)) {
				if (item.begin()) {
					this.runner.store(work.waiting(0, since)).thenRun(item::end);
				}
			}
			else {
				this.runner.run(work, callback.key(), item::begin).thenRun(item::end);
			}
		}
	}

	private Item add(ConsumerRecord<byte[], byte[]> record, Instant since, int parts, Acknowledgment acknowledgment) {
		return this.window.add(record.offset(), Math.max(0, record.serializedValueSize()), since, parts,
				acknowledgment);
	}

}
