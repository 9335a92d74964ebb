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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.RecentKeys;

/**
 * Consumes the partitions that this node has as nodes come and go. It never calls a
 * handler itself, so no handler can cost it its partitions. What goes to another node is
 * finished as far as it has begun.
 * <p>
 * The metadata of a committed offset is the number of processes that have begun there
 * without an end. After the second one, the callbacks of the window are not handled at
 * once but as retries, whose attempts are counted.
 */
final class CallbackConsumer
		implements AcknowledgingConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {

	/**
	 * The metadata of offsets that are committed while callbacks are handled.
	 */
	static final String BEGUN = "1";

	private static final Logger logger = LoggerFactory.getLogger(CallbackConsumer.class);

	private static final int SUSPICIOUS = 2;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final WorkRunner runner;

	private final DeadLetterIndex deadLetters;

	private final AssignedPartitions partitions;

	private final int windowSize;

	private final Deduplication deduplication;

	private final CallbackListeners listeners;

	private final InstantSource clock;

	/**
	 * Create a consumer.
	 * @param runner the runner of work
	 * @param deadLetters the dead letters
	 * @param partitions the partitions, none as yet
	 * @param windowSize the number of unfinished callbacks of a partition
	 * @param deduplication which duplicates are recognised
	 * @param listeners the listeners to notify of callbacks that are lost, and of
	 * duplicates
	 * @param clock the clock
	 */
	CallbackConsumer(WorkRunner runner, DeadLetterIndex deadLetters, AssignedPartitions partitions, int windowSize,
			Deduplication deduplication, CallbackListeners listeners, InstantSource clock) {
		this.runner = runner;
		this.deadLetters = deadLetters;
		this.partitions = partitions;
		this.windowSize = windowSize;
		this.deduplication = deduplication;
		this.listeners = listeners;
		this.clock = clock;
	}

	@Override
	public void onMessage(ConsumerRecord<byte[], byte[]> record, @Nullable Acknowledgment acknowledgment,
			@Nullable Consumer<?, ?> consumer) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		CallbackPartition callbacks = this.partitions.find(partition);
		WorkTable table = this.partitions.findTable(partition);
		if (callbacks != null && acknowledgment != null) {
			reportLost(partition, record.offset() - callbacks.next());
			if (record.offset() < callbacks.next()) {
				logger.error(
						"Kafka has lost callbacks of {} that it had acknowledged: it is read again from offset {} on, "
								+ "after {}",
						partition, record.offset(), callbacks.next());
			}
			callbacks.take(record, acknowledgment);
		}
		else if (table != null) {
			this.partitions.waiting().take(record, table);
		}
		else {
			this.partitions.setBroken(true);
			throw new IllegalStateException("It is not known what was handled of " + partition);
		}
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
		Map<Boolean, List<TopicPartition>> byTopic = assigned.stream()
			.collect(Collectors.partitioningBy(this.partitions::isCallbacks));
		Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(assigned);
		Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
		for (TopicPartition partition : byTopic.getOrDefault(false, List.of())) {
			// Not with an empty list, which means all partitions
			consumer.seekToBeginning(List.of(partition));
			this.partitions.add(partition,
					new WorkTable(beginnings.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
		}
		List<TopicPartition> callbacks = byTopic.getOrDefault(true, List.of());
		if (!callbacks.isEmpty()) {
			assignCallbacks(consumer, callbacks, beginnings, ends);
		}
	}

	private void assignCallbacks(Consumer<?, ?> consumer, List<TopicPartition> partitions,
			Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
		Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
		Map<TopicPartition, OffsetAndTimestamp> recent = consumer.offsetsForTimes(windowStart(partitions));
		int remembered = this.deduplication.maxEntries()
				/ Math.max(1, consumer.partitionsFor(partitions.get(0).topic()).size());
		Map<TopicPartition, OffsetAndMetadata> begun = new HashMap<>();
		for (TopicPartition partition : partitions) {
			long beginning = beginnings.getOrDefault(partition, 0L);
			long end = ends.getOrDefault(partition, beginning);
			OffsetAndTimestamp known = recent.get(partition);
			long windowStart = (known != null) ? known.offset() : end;
			OffsetAndMetadata last = committed.get(partition);
			long first = first(partition, last, beginning, windowStart, end);
			long next = Math.max(Math.min(first, windowStart), Math.max(beginning, first - remembered));
			consumer.seek(partition, next);
			int begunBefore = (first < end) ? begunBefore(last) : 0;
			begun.put(partition, new OffsetAndMetadata(first, String.valueOf(begunBefore + 1)));
			long suspected = (begunBefore >= SUSPICIOUS) ? Math.min(this.windowSize, end - first) : 0;
			this.partitions.add(partition,
					new CallbackPartition(this.runner, this.deadLetters, next, suspected,
							new RecentKeys(remembered, this.deduplication.window().toMillis()),
							new PartitionWindow(first, this.windowSize), this.listeners));
		}
		commit(consumer, begun);
	}

	private long first(TopicPartition partition, @Nullable OffsetAndMetadata last, long beginning, long windowStart,
			long end) {
		if (last == null) {
			if (beginning < end) {
				logger.info("Nothing is known of what was handled of {}. All {} callbacks in it are handled", partition,
						end - beginning);
			}
			return beginning;
		}
		reportLost(partition, beginning - last.offset());
		if (last.offset() > end) {
			logger.error(
					"Kafka has lost callbacks of {} that it had acknowledged: it ends at offset {}, and those "
							+ "before {} were handled. What has come in the last {} is handled, again perhaps",
					partition, end, last.offset(), this.deduplication.window());
			return windowStart;
		}
		return Math.max(last.offset(), beginning);
	}

	private Map<TopicPartition, Long> windowStart(List<TopicPartition> partitions) {
		long start = Math.max(0, this.clock.millis() - this.deduplication.window().toMillis());
		return partitions.stream().collect(Collectors.toMap((partition) -> partition, (partition) -> start));
	}

	private static int begunBefore(@Nullable OffsetAndMetadata last) {
		try {
			return (last != null) ? Integer.parseInt(last.metadata()) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	private void reportLost(TopicPartition partition, long lost) {
		if (lost > 0) {
			logger.error("{} callbacks of {} were removed by Kafka before they were handled, since they were older "
					+ "than the retention time of the topic", lost, partition);
			this.listeners.notify((listener) -> listener.callbacksLost(lost));
		}
	}

	// What cannot be committed is committed with what is handled next
	private static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
		try {
			if (!offsets.isEmpty()) {
				consumer.commitSync(offsets, TIMEOUT);
			}
		}
		catch (KafkaException ex) {
			logger.debug("Offsets could not be committed", ex);
		}
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
		this.partitions.drain(revoked, TIMEOUT);
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
		Map<TopicPartition, OffsetAndMetadata> ended = new HashMap<>();
		revoked.forEach((partition) -> {
			CallbackPartition callbacks = this.partitions.find(partition);
			if (callbacks != null) {
				callbacks.window().detach();
				// A handler that keeps this process from ending may be what ends it
				if (callbacks.window().isIdle() || !this.partitions.isClosed()) {
					ended.put(partition, new OffsetAndMetadata(callbacks.window().position()));
				}
			}
		});
		commit(consumer, ended);
		this.partitions.remove(revoked);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
		this.partitions.remove(lost);
	}

}
