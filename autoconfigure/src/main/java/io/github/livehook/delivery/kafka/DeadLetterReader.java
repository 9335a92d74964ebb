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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/**
 * Reads the topic of dead letters, all of it on each node, into the index of these.
 */
final class DeadLetterReader {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterReader.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final KafkaCluster cluster;

	private final DeadLetterIndex index;

	private final Map<Integer, Long> missing = new HashMap<>();

	private final CountDownLatch complete = new CountDownLatch(1);

	private @Nullable ConsumerContainer container;

	DeadLetterReader(KafkaCluster cluster, DeadLetterIndex index) {
		this.cluster = cluster;
		this.index = index;
	}

	/**
	 * Begin to read, and wait until what is there was read.
	 * @param partitions the partitions of the topic
	 */
	void start(List<TopicPartition> partitions) {
		findMissing(partitions);
		ContainerProperties properties = new ContainerProperties(partitions.stream()
			.map((partition) -> new TopicPartitionOffset(partition.topic(), partition.partition(), 0L,
					SeekPosition.BEGINNING))
			.toArray(TopicPartitionOffset[]::new));
		properties.setMessageListener(
				(AcknowledgingMessageListener<byte[], byte[]>) (record, acknowledgment) -> take(record));
		this.container = new ConsumerContainer(this.cluster.deadLetterConsumers(), properties, "livehook-dead-letters");
		this.container.start();
		awaitComplete();
	}

	private void findMissing(List<TopicPartition> partitions) {
		try (Consumer<byte[], byte[]> reader = this.cluster.createReader()) {
			reader.assign(partitions);
			Map<TopicPartition, Long> beginnings = reader.beginningOffsets(partitions);
			reader.endOffsets(partitions).forEach((partition, end) -> {
				if (end > beginnings.getOrDefault(partition, 0L)) {
					this.missing.put(partition.partition(), end - 1);
				}
			});
		}
	}

	private void take(ConsumerRecord<byte[], byte[]> record) {
		this.index.take(record);
		Long last = this.missing.get(record.partition());
		if (last != null && record.offset() >= last) {
			this.missing.remove(record.partition());
			if (this.missing.isEmpty()) {
				this.complete.countDown();
			}
		}
	}

	private void awaitComplete() {
		try {
			if (!this.missing.isEmpty() && !this.complete.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				logger.warn("The dead letters are still being read; until then there seem to be fewer");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	boolean isReading() {
		return this.container != null && this.container.isConsuming();
	}

	/**
	 * Start to read again, if an error has ended that.
	 */
	void restart() {
		if (this.container != null) {
			this.container.start();
		}
	}

	/**
	 * Stop to read.
	 * @param stopped the action to run when that has happened
	 */
	void stop(Runnable stopped) {
		if (this.container != null) {
			this.container.stop(stopped);
		}
		else {
			stopped.run();
		}
	}

}
