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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.RecentKeys;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class CallbackPartitionTests {

	private final CallbackRecords records = new CallbackRecords(KafkaNodes.cluster("tests", "127.0.0.1:1"));

	private final List<Work> run = new ArrayList<>();

	@Test
	void whenKafkaHasLostItsLastRecordsThenThoseInTheirPlacesAreHandled() {
		WorkRunner runner = mock(WorkRunner.class);
		given(runner.run(any(), any(), any())).willAnswer((call) -> {
			this.run.add(call.getArgument(0));
			return new CompletableFuture<Long>();
		});
		CallbackPartition partition = new CallbackPartition(runner, mock(DeadLetterIndex.class), 5, 0,
				new RecentKeys(10, 1000), new PartitionWindow(5, 10), CallbackListeners.of());
		partition.take(record(5, 1), () -> {
		});
		partition.take(record(6, 2), () -> {
		});
		partition.take(record(5, 3), () -> {
		});
		assertThat(this.run).hasSize(3);
		assertThat(partition.next()).isEqualTo(6);
	}

	private ConsumerRecord<byte[], byte[]> record(long offset, int number) {
		Callback callback = KafkaNodes.callback("a", number);
		ProducerRecord<byte[], byte[]> sent = this.records.accepted(new NewCallback(UUID.randomUUID().toString(),
				callback.duplicateKey(), callback, List.of(TestHandler.of("handler"))));
		return new ConsumerRecord<>(sent.topic(), 0, offset, 0, TimestampType.CREATE_TIME, sent.key().length,
				sent.value().length, sent.key(), sent.value(), sent.headers(), Optional.empty());
	}

}
