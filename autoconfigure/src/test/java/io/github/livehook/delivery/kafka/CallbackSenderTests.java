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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.StorageRequest;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackSender} without a broker that answers.
 */
@Timeout(30)
class CallbackSenderTests {

	@Test
	void whenBrokersRefuseConnectionsThenNothingIsStoredInTime() {
		assertNotStoredInTime("127.0.0.1:1");
	}

	@Test
	void whenBrokersDoNotAnswerThenNothingIsStoredInTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			assertNotStoredInTime("127.0.0.1:" + silent.getLocalPort());
		}
	}

	@Test
	void whenNoTimeIsLeftThenNothingIsSent() {
		KafkaCluster cluster = KafkaNodes.cluster("tests", "127.0.0.1:1");
		try (MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			CallbackSender sender = sender(cluster);
			StorageRequest request = sender.examine(List.of(KafkaNodes.callback("a", 1)),
					(callback) -> List.of(TestHandler.of("handler")));
			assertThat(sender.store(producer, request, new TimedProgress(System.nanoTime())))
				.extracting(DeliveryResult::status)
				.containsExactly(Status.NOT_STORED);
			assertThat(producer.history()).isEmpty();
		}
	}

	private static CallbackSender sender(KafkaCluster cluster) {
		return new CallbackSender(new CallbackRecords(cluster), cluster.longestSend(),
				new StoredDuplicates(new Deduplication(Duration.ofMinutes(1), 10)), InstantSource.system());
	}

	private static void assertNotStoredInTime(String bootstrapServers) {
		KafkaCluster cluster = KafkaNodes.cluster("tests", bootstrapServers);
		CallbackSender sender = sender(cluster);
		Producer<byte[], byte[]> producer = cluster.createProducer();
		try {
			StorageRequest request = sender.examine(
					List.of(KafkaNodes.callback("a", 1), KafkaNodes.callback("b", 2), KafkaNodes.callback("c", 3)),
					(callback) -> List.of(TestHandler.of("handler")));
			long start = System.nanoTime();
			List<DeliveryResult> results = sender.store(producer, request,
					new TimedProgress(start + Duration.ofSeconds(1).toNanos()));
			assertThat(results).extracting(DeliveryResult::status).hasSize(3).containsOnly(Status.NOT_STORED);
			assertThat(results.get(0).detail()).containsAnyOf("Timeout", "no time left");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
		}
		finally {
			producer.close(Duration.ZERO);
		}
	}

	private record TimedProgress(long deadline) implements CallbackDelivery.Progress {

		@Override
		public void accepted() {
			throw new IllegalStateException("nothing is stored");
		}

		@Override
		public void failed(Status status) {
			throw new IllegalStateException("nothing was accepted");
		}

		@Override
		public Duration timeLeft() {
			return Duration.ofNanos(this.deadline - System.nanoTime());
		}

	}

}
