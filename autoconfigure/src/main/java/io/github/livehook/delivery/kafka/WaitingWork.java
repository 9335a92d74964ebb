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

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.kafka.MetadataHeaders.InvalidRecordException;

/**
 * The work that waits for its next attempt on this node. Before each attempt a record
 * says that it begins, so that it counts although the process may die.
 */
final class WaitingWork {

	private static final Logger logger = LoggerFactory.getLogger(WaitingWork.class);

	private final Map<Integer, WorkTable> tables = new ConcurrentHashMap<>();

	private final AtomicInteger running = new AtomicInteger();

	private final WorkRunner runner;

	private final int maxRunning;

	private final InstantSource clock;

	private volatile boolean warned;

	private volatile int orphans;

	WaitingWork(WorkRunner runner, int maxRunning, InstantSource clock) {
		this.runner = runner;
		this.maxRunning = maxRunning;
		this.clock = clock;
	}

	/**
	 * Begin to hold the work of a partition.
	 * @param partition the number of the partition
	 * @param table its table
	 */
	void add(int partition, WorkTable table) {
		this.tables.put(partition, table);
	}

	@Nullable WorkTable find(int partition) {
		return this.tables.get(partition);
	}

	void remove(int partition) {
		this.tables.remove(partition);
	}

	Collection<WorkTable> tables() {
		return this.tables.values();
	}

	/**
	 * Return all work.
	 * @return the work of all partitions
	 */
	List<Work> works() {
		return this.tables.values().stream().flatMap((table) -> table.works().stream()).toList();
	}

	boolean isOrphan(Work work) {
		return this.runner.isOrphan(work);
	}

	/**
	 * Return whether there is more work than may wait. Orphans do not count: they may
	 * wait for ever.
	 * @param max the number that may wait
	 * @return {@code true} if there is more
	 */
	boolean isMoreThan(int max) {
		return this.tables.values().stream().mapToInt(WorkTable::size).sum() - this.orphans > max;
	}

	/**
	 * Count the orphans.
	 */
	void countOrphans() {
		this.orphans = (int) works().stream().filter(this::isOrphan).count();
	}

	/**
	 * Take the next record of a partition.
	 * @param record the record
	 * @param table the table of the partition
	 */
	void take(ConsumerRecord<byte[], byte[]> record, WorkTable table) {
		try {
			table.take(record.offset(), CallbackRecords.key(record),
					(record.value() != null) ? CallbackRecords.readWork(record) : null);
		}
		catch (InvalidRecordException ex) {
			table.skip(record.offset());
			if (!this.warned) {
				this.warned = true;
				logger.warn("The record at offset {} of {}-{} is not Livehook's: {}. Such records are skipped",
						record.offset(), record.topic(), record.partition(), ex.getMessage());
			}
		}
	}

	/**
	 * Begin with the work that is due.
	 */
	void runDue() {
		for (WorkTable table : this.tables.values()) {
			Work work = poll(table);
			while (work != null) {
				this.running.incrementAndGet();
				run(table, work);
				work = poll(table);
			}
		}
	}

	private @Nullable Work poll(WorkTable table) {
		return (this.running.get() < this.maxRunning) ? table.poll(this.clock.instant(), this::isOrphan) : null;
	}

	private void run(WorkTable table, Work work) {
		begin(work).thenAccept((offset) -> {
			table.end(work.key(), offset);
			this.running.decrementAndGet();
			runDue();
		});
	}

	private CompletableFuture<Long> begin(Work work) {
		CompletableFuture<Long> dead = this.runner.endDead(work);
		return (dead != null) ? dead
				: this.runner.storeBegin(work).thenCompose((offset) -> this.runner.run(work, null, () -> true));
	}

}
