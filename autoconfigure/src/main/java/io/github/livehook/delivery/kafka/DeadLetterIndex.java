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
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.TimeOrderedIdGenerator;
import io.github.livehook.delivery.kafka.MetadataHeaders.InvalidRecordException;

/**
 * The dead letters of all nodes without their bodies, as this node has read them from
 * their topic, and those that it adds.
 */
final class DeadLetterIndex {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterIndex.class);

	private static final int MAX_REQUESTS = 1000;

	private final CallbackRecords records;

	private final RecordWriter writer;

	private final int maxUnreadable;

	private final CallbackListeners listeners;

	private final InstantSource clock;

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	private final Set<Entry> changing = ConcurrentHashMap.newKeySet();

	// By request and handler, the oldest is forgotten
	private final Map<String, Integer> unreadable = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
			return size() > MAX_REQUESTS;
		}

	};

	private long unreadableNotKept;

	private volatile boolean warned;

	/**
	 * Create an empty index.
	 * @param records the records
	 * @param writer the writer of records
	 * @param maxUnreadable the number of events of one request to keep for a handler
	 * because their bodies do not fit
	 * @param listeners the listeners to notify
	 * @param clock the clock
	 */
	DeadLetterIndex(CallbackRecords records, RecordWriter writer, int maxUnreadable, CallbackListeners listeners,
			InstantSource clock) {
		this.records = records;
		this.writer = writer;
		this.maxUnreadable = maxUnreadable;
		this.listeners = listeners;
		this.clock = clock;
	}

	/**
	 * Take the next record of a partition.
	 * @param record the record
	 */
	void take(ConsumerRecord<byte[], byte[]> record) {
		try {
			String key = CallbackRecords.key(record);
			String id = CallbackRecords.idOf(key);
			if (record.value() != null) {
				this.entries.put(id,
						new Entry(CallbackRecords.readDeadLetter(record), key, record.partition(), record.offset()));
			}
			else {
				this.entries.remove(id);
			}
		}
		catch (InvalidRecordException ex) {
			warn(record, ex, "It is skipped");
		}
	}

	// Who writes one may write many
	private void warn(ConsumerRecord<byte[], byte[]> record, InvalidRecordException ex, String consequence) {
		if (!this.warned) {
			this.warned = true;
			logger.warn("The record at offset {} of {}-{} is not Livehook's: {}. {}, and so are others like it",
					record.offset(), record.topic(), record.partition(), ex.getMessage(), consequence);
		}
	}

	int size() {
		return this.entries.size();
	}

	@Nullable Entry find(String id) {
		return this.entries.get(id);
	}

	/**
	 * Change the dead letter of an entry, unless somebody else does or has.
	 * @param entry the entry
	 * @param change the change, which removes the dead letter and returns whether it did
	 * @return whether it was changed by this call
	 */
	boolean change(Entry entry, Predicate<Entry> change) {
		if (!this.changing.add(entry)) {
			return false;
		}
		try {
			String id = entry.letter().id();
			boolean changed = this.entries.get(id) == entry && change.test(entry);
			if (changed) {
				// Not yet read, perhaps
				this.entries.remove(id, entry);
			}
			return changed;
		}
		finally {
			this.changing.remove(entry);
		}
	}

	/**
	 * Remove the dead letter of an entry.
	 * @param entry the entry
	 * @return done when that is stored
	 */
	CompletableFuture<Long> remove(Entry entry) {
		return this.writer.send(this.records.deadLetterRemoved(entry.key(), entry.partition()));
	}

	/**
	 * Store work that was given up and is to be done again.
	 * @param work the work
	 * @return done when it is stored
	 */
	CompletableFuture<Long> replay(Work work) {
		return this.writer.send(this.records.work(work));
	}

	/**
	 * Keep work that is given up.
	 * @param work the work
	 * @param metadata the metadata of the last attempt
	 * @param cause the cause of its failure
	 * @return done when it is stored
	 */
	CompletableFuture<Long> add(Work work, CallbackMetadata metadata, String cause) {
		DeadLetter letter = new DeadLetter(CallbackRecords.idOf(work.key()), work.handlerId(), metadata,
				metadata.attempt(), this.clock.instant(), cause);
		return this.writer.write(this.records.deadLetter(work, letter));
	}

	/**
	 * Keep a record that is no callback, for somebody to look at.
	 * @param record the record
	 * @param ex the exception that says why
	 * @return done when it is stored
	 */
	CompletableFuture<Long> addInvalid(ConsumerRecord<byte[], byte[]> record, InvalidRecordException ex) {
		warn(record, ex, "It is a dead letter now");
		this.listeners.notify((listener) -> listener.recordInvalid());
		Instant time = Instant.ofEpochMilli(record.timestamp());
		CallbackMetadata metadata = new CallbackMetadata("", "", null, null, null, null, time, time, null, null, 1);
		byte[] body = (record.value() != null) ? record.value() : new byte[0];
		String row = "%d-%d-%d".formatted(record.partition(), record.offset(), record.timestamp());
		Work work = new StoredCallback(row, metadata, body).work(CallbackRecords.NO_HANDLER, record.partition(), time);
		return add(work, metadata.withAttempt(0), "The record is not Livehook's: " + ex.getMessage());
	}

	/**
	 * Return whether to keep work that is given up. A sender could fill the topic with
	 * events of one request whose bodies do not fit.
	 * @param work the work
	 * @param verdict the verdict on its last attempt
	 * @return {@code false} if the handler has enough dead letters of the same request
	 */
	boolean hasRoomFor(Work work, AttemptVerdict verdict) {
		String row = work.callback().row();
		if (!(verdict.error() instanceof UnreadableBodyException) || !TimeOrderedIdGenerator.isOfSeveral(row)) {
			return true;
		}
		synchronized (this.unreadable) {
			String key = TimeOrderedIdGenerator.firstOfRequest(row) + work.handlerId();
			boolean room = this.unreadable.merge(key, 1, Integer::sum) <= this.maxUnreadable;
			this.unreadableNotKept += room ? 0 : 1;
			return room;
		}
	}

	/**
	 * Return the number of unreadable bodies that were not kept since the last call.
	 * @return the number
	 */
	long takeUnreadableNotKept() {
		synchronized (this.unreadable) {
			long count = this.unreadableNotKept;
			this.unreadableNotKept = 0;
			return count;
		}
	}

	/**
	 * Return the entries that pass a filter.
	 * @param filter the filter
	 * @return the entries, the oldest first
	 */
	List<Entry> find(KafkaDeadLetters.Filter filter) {
		return this.entries.values().stream().filter((entry) -> entry.passes(filter)).sorted().toList();
	}

	/**
	 * A dead letter, and where it is.
	 *
	 * @param letter the dead letter
	 * @param key the key of its record
	 * @param partition the number of its partition
	 * @param offset the offset of its record
	 */
	record Entry(DeadLetter letter, String key, int partition, long offset) implements Comparable<Entry> {

		private boolean passes(KafkaDeadLetters.Filter filter) {
			return (filter.handlerId() == null || filter.handlerId().equals(this.letter.handlerId()))
					&& (filter.command() == null || filter.command().equals(this.letter.callback().command()));
		}

		@Override
		public int compareTo(Entry other) {
			int byTime = this.letter.diedAt().compareTo(other.letter.diedAt());
			return (byTime != 0) ? byTime : this.letter.id().compareTo(other.letter.id());
		}

	}

}
