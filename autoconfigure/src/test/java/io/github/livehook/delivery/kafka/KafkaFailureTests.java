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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.TestKafka;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for what a node has to survive.
 */
@Timeout(90)
@ExtendWith({ TestKafka.class, OutputCaptureExtension.class })
class KafkaFailureTests {

	private final KafkaNodes nodes = new KafkaNodes();

	private final TestHandler handler = TestHandler.of("handler");

	@AfterEach
	void close() {
		this.nodes.close();
	}

	private void awaitCalls(TestHandler handler, int count) {
		KafkaNodes.await().until(() -> handler.calls().size() == count);
	}

	@Test
	void whenAcceptedAppsCannotBeFoundOutThenTheLastOnesCount() {
		AtomicBoolean failing = new AtomicBoolean();
		this.nodes.window = 1;
		this.nodes.policy = new RetryPolicy(2, Duration.ofMillis(1500), 1, Duration.ofMinutes(1), 0, List.of(),
				Duration.ofSeconds(20));
		this.nodes.apps = () -> {
			if (failing.get()) {
				throw new IllegalStateException("The apps are not there");
			}
			return List.of("1400000000");
		};
		TestHandler second = TestHandler.of("second", (callback) -> {
			if (callback.metadata().attempt() == 1) {
				failing.set(true);
				throw new IllegalStateException("The first attempt fails");
			}
		});
		KafkaCallbackDelivery delivery = this.nodes.start(second);
		this.nodes.deliverAll(delivery, "a", 1);
		awaitCalls(second, 1);
		this.nodes.deliverAll(delivery, "a", 2, 3);
		awaitCalls(second, 6);
	}

	@Test
	void whenBodyCannotBeReadForAMomentThenItIsReadAgainAndOthersGoOn() throws Exception {
		AtomicBoolean failed = new AtomicBoolean();
		this.nodes.window = 1;
		this.nodes.codec = mock(CallbackCodec.class);
		given(this.nodes.codec.restore(any(), any())).willAnswer((call) -> {
			if (!failed.getAndSet(true)) {
				throw new OutOfMemoryError("for a moment");
			}
			return KafkaNodes.CODEC.restore(call.getArgument(0), call.getArgument(1));
		});
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1, 2, 3);
		awaitCalls(this.handler, 3);
		assertThat(this.handler.attempts()).containsExactlyInAnyOrder(2, 1, 1);
	}

	@Test
	void whenKafkaHasLostWhatWasHandledThenTheNextCallbacksAreHandled(CapturedOutput output) throws Exception {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		IntStream.range(0, 2)
			.forEach((partition) -> offsets.put(new TopicPartition(this.nodes.cluster.callbacksTopic(), partition),
					new OffsetAndMetadata(100)));
		try (Admin admin = this.nodes.cluster.createAdmin()) {
			admin.alterConsumerGroupOffsets(this.nodes.cluster.group(), offsets).all().get();
		}
		KafkaCallbackDelivery delivery = this.nodes.start(this.handler);
		this.nodes.deliverAll(delivery, "a", 1, 2, 3);
		awaitCalls(this.handler, 3);
		assertThat(output).contains("Kafka has lost callbacks of");
	}

	@Test
	void whenOrphansAreMoreThanWhatMayWaitThenCallbacksAreHandled() {
		this.nodes.maxWaiting = 2;
		TestHandler gone = TestHandler.of("gone", (callback) -> {
			throw new IllegalStateException("It fails as long as it is there");
		});
		this.nodes.policy = new RetryPolicy(2, Duration.ofMinutes(1), 1, Duration.ofMinutes(1), 0, List.of(),
				Duration.ofSeconds(20));
		KafkaCallbackDelivery delivery = this.nodes.start(gone);
		this.nodes.deliverAll(delivery, "a", 1, 2, 3);
		awaitCalls(gone, 3);
		this.nodes.stop(delivery);
		this.nodes.deliverAll(this.nodes.start(this.handler), "b", 4);
		awaitCalls(this.handler, 1);
	}

}
