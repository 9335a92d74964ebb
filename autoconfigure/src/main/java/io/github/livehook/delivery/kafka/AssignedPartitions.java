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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of callbacks and retries that this node has.
 */
final class AssignedPartitions {

	private static final Logger logger = LoggerFactory.getLogger(AssignedPartitions.class);

	private final Map<TopicPartition, CallbackPartition> callbacks = new ConcurrentHashMap<>();

	private final String callbacksTopic;

	private final WaitingWork waiting;

	private volatile boolean broken;

	private volatile boolean closed;

	/**
	 * Create partitions, none as yet.
	 * @param callbacksTopic the topic of callbacks
	 * @param waiting the work that waits, in the other partitions
	 */
	AssignedPartitions(String callbacksTopic, WaitingWork waiting) {
		this.callbacksTopic = callbacksTopic;
		this.waiting = waiting;
	}

	boolean isCallbacks(TopicPartition partition) {
		return partition.topic().equals(this.callbacksTopic);
	}

	/**
	 * Return the partitions of callbacks.
	 * @return the partitions
	 */
	Map<TopicPartition, CallbackPartition> callbacks() {
		return this.callbacks;
	}

	WaitingWork waiting() {
		return this.waiting;
	}

	@Nullable CallbackPartition find(TopicPartition partition) {
		return this.callbacks.get(partition);
	}

	@Nullable WorkTable findTable(TopicPartition partition) {
		return isCallbacks(partition) ? null : this.waiting.find(partition.partition());
	}

	/**
	 * Return whether there are partitions of which nothing is known, since Kafka did not
	 * answer when this node was given them.
	 * @return {@code true} if this node has to join the group again
	 */
	boolean isBroken() {
		return this.broken;
	}

	void setBroken(boolean broken) {
		this.broken = broken;
	}

	void add(TopicPartition partition, CallbackPartition callbacks) {
		CallbackPartition former = this.callbacks.put(partition, callbacks);
		if (former != null) {
			// Of a consumer that an error has ended
			former.window().detach();
		}
		if (this.closed) {
			callbacks.window().close();
		}
	}

	void add(TopicPartition partition, WorkTable table) {
		this.waiting.add(partition.partition(), table);
		if (this.closed) {
			table.close();
		}
	}

	/**
	 * Forget partitions, since others have them.
	 * @param removed the partitions
	 */
	void remove(Collection<TopicPartition> removed) {
		findAll(removed).forEach((partition) -> partition.window().detach());
		findTables(removed).forEach(WorkTable::close);
		removed.forEach((partition) -> {
			if (this.callbacks.remove(partition) == null && !isCallbacks(partition)) {
				this.waiting.remove(partition.partition());
			}
		});
	}

	private List<CallbackPartition> findAll(Collection<TopicPartition> partitions) {
		return partitions.stream().map(this.callbacks::get).filter(Objects::nonNull).toList();
	}

	private List<WorkTable> findTables(Collection<TopicPartition> partitions) {
		return partitions.stream().flatMap((partition) -> Stream.ofNullable(findTable(partition))).toList();
	}

	/**
	 * Finish what has begun, and begin with nothing more of partitions that go to others.
	 * @param partitions the partitions
	 * @param timeout the time to wait
	 */
	void drain(Collection<TopicPartition> partitions, Duration timeout) {
		List<CallbackPartition> callbacks = findAll(partitions);
		List<WorkTable> tables = findTables(partitions);
		callbacks.forEach((partition) -> partition.window().close());
		tables.forEach(WorkTable::close);
		try {
			awaitIdle(callbacks, tables, this.closed ? Duration.ZERO : timeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Begin with nothing more that is read.
	 */
	void close() {
		this.closed = true;
		this.callbacks.values().forEach((partition) -> partition.window().close());
		this.waiting.tables().forEach(WorkTable::close);
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Wait until all that has begun has ended.
	 * @param timeout the time to wait
	 * @return whether it has
	 * @throws InterruptedException if the current thread is interrupted
	 */
	boolean awaitIdle(Duration timeout) throws InterruptedException {
		return awaitIdle(this.callbacks.values(), this.waiting.tables(), timeout);
	}

	/**
	 * Return whether all that is finished was committed.
	 * @param admin the client to ask with
	 * @param group the group of this node
	 * @param timeout the time to wait for a response
	 * @return whether a restart begins with nothing again, as far as Kafka tells
	 */
	boolean isCommitted(Admin admin, String group, Duration timeout) {
		ListConsumerGroupOffsetsOptions options = new ListConsumerGroupOffsetsOptions()
			.timeoutMs(Math.toIntExact(timeout.toMillis()));
		try {
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group, options)
				.partitionsToOffsetAndMetadata()
				.get();
			return this.callbacks.entrySet().stream().allMatch((entry) -> {
				OffsetAndMetadata last = committed.get(entry.getKey());
				return ((last != null) ? last.offset() : 0) >= entry.getValue().window().position();
			});
		}
		catch (ExecutionException | InterruptedException ex) {
			logger.debug("The committed offsets could not be read", ex);
			return true;
		}
	}

	private static boolean awaitIdle(Collection<CallbackPartition> partitions, Collection<WorkTable> tables,
			Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean idle = true;
		for (CallbackPartition partition : partitions) {
			idle &= partition.window().awaitIdle(deadline);
		}
		for (WorkTable table : tables) {
			idle &= table.awaitIdle(deadline);
		}
		return idle;
	}

}
