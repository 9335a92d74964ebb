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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

import io.github.livehook.TestKafka;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the clients of a {@link KafkaCluster}: their configuration, and how they go
 * on after failures.
 */
@Timeout(60)
@ExtendWith(TestKafka.class)
class KafkaClientTests {

	private final KafkaNodes nodes = new KafkaNodes();

	private final TestHandler handler = TestHandler.of("handler");

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenListenerFailsInAnyWayThenNoRecordIsSkipped() {
		List<Long> offsets = new CopyOnWriteArrayList<>();
		AtomicBoolean failed = new AtomicBoolean();
		MessageListener<byte[], byte[]> listener = (record) -> {
			if (!failed.getAndSet(true)) {
				throw new ClassCastException();
			}
			offsets.add(record.offset());
		};
		ContainerProperties properties = new ContainerProperties(this.nodes.cluster.callbacksTopic());
		properties.setMessageListener(listener);
		ConsumerContainer container = new ConsumerContainer(this.nodes.cluster.consumers(), properties, "tests");
		container.start();
		this.nodes.writeCallback("a", 1);
		KafkaNodes.await().until(() -> !offsets.isEmpty());
		assertThat(offsets).containsExactly(0L);
		assertThat(container.isConsuming()).isTrue();
		container.stop();
		assertThat(container.isConsuming()).isFalse();
	}

	@Test
	void whenGroupDoesNotLetNodeInThenItDoesNotSeemToWork() {
		Map<String, Object> config = Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "group.id",
				this.nodes.cluster.group(), "partition.assignment.strategy", RangeAssignor.class.getName());
		try (Consumer<byte[], byte[]> other = new KafkaConsumer<>(config, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			other.subscribe(List.of(this.nodes.cluster.deadLettersTopic()));
			KafkaNodes.await().until(() -> {
				other.poll(Duration.ofMillis(100));
				return !other.assignment().isEmpty();
			});
			KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
			Instant end = Instant.now().plusSeconds(2);
			KafkaNodes.await().until(() -> {
				other.poll(Duration.ofMillis(100));
				assertThat(delivery.backlog().snapshot()).isNull();
				return Instant.now().isAfter(end);
			});
		}
	}

	@Test
	void whenErrorEndsConsumerThenItIsStartedAgain() {
		AtomicBoolean failed = new AtomicBoolean();
		this.nodes.clock = () -> {
			if (Thread.currentThread().getName().startsWith("livehook-consumer-") && !failed.getAndSet(true)) {
				throw new OutOfMemoryError("for a moment");
			}
			return Instant.now();
		};
		this.nodes.deliverAll(this.nodes.start(this.handler), "a", 1);
		KafkaNodes.await().until(() -> !this.handler.calls().isEmpty());
		assertThat(failed).isTrue();
	}

	@Test
	void whenStartedWhileAStopWaitsThenTheNewNodeStays() {
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		delivery.concurrencyLimit().tryAcquire();
		CountDownLatch stopped = new CountDownLatch(1);
		delivery.stop(stopped::countDown);
		delivery.start();
		delivery.concurrencyLimit().release();
		KafkaNodes.await(stopped);
		assertThat(this.nodes.deliver(delivery, KafkaNodes.callback("a", 1))).isEqualTo(Status.STORED);
		KafkaNodes.await().until(() -> !this.handler.calls().isEmpty());
	}

	@Test
	void whenKeysAreToBeIgnoredThenTheyAreNot() throws Exception {
		Map<String, Object> config = Map.of("bootstrap.servers", TestKafka.bootstrapServers(),
				"partitioner.ignore.keys", "true");
		KafkaCluster hostile = new KafkaCluster("tests", config, config, config, Duration.ofSeconds(1), 1024);
		Set<Integer> partitions = new HashSet<>();
		try (Producer<byte[], byte[]> producer = hostile.createProducer()) {
			for (int i = 0; i < 40; i++) {
				partitions.add(
						producer
							.send(new ProducerRecord<>(this.nodes.cluster.deadLettersTopic(), "room".getBytes(),
									new byte[9000]))
							.get()
							.partition());
			}
		}
		assertThat(partitions).hasSize(1);
	}

}
