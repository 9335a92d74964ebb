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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.github.livehook.TestKafka;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetterLimits;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.FixedHandlers;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.delivery.TestProgress;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application on the broker of the tests, and its nodes.
 */
final class KafkaNodes implements AutoCloseable {

	/**
	 * Three attempts without much of a delay.
	 */
	static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(10), 0, List.of(),
			Duration.ofSeconds(20));

	static final CallbackCodec CODEC = CallbackCodec.create(CommandCatalog.standard());

	final List<CallbackListener> listeners = new CopyOnWriteArrayList<>();

	final TestProgress progress = TestProgress.create();

	final KafkaCluster cluster;

	RetryPolicy policy = QUICK;

	Duration shutdownTimeout = Duration.ofSeconds(10);

	DeadLetterLimits deadLetterLimits = new DeadLetterLimits(null, null, 10);

	int maxConcurrency = 50;

	int workers = 8;

	int window = 100;

	int maxWaiting = 1000;

	CallbackCodec codec = CODEC;

	Supplier<? extends Collection<String>> apps = List::of;

	InstantSource clock = InstantSource.system();

	private final List<KafkaCallbackDelivery> started = new ArrayList<>();

	KafkaNodes() {
		this(TestKafka.newApplication());
	}

	KafkaNodes(String application) {
		this.cluster = cluster(application, TestKafka.bootstrapServers());
		try (Admin admin = this.cluster.createAdmin()) {
			KafkaTopics topics = new KafkaTopics(this.cluster, admin, 2, null, Duration.ofDays(7));
			topics.create(topics.missing());
		}
	}

	static KafkaCluster cluster(String application, String bootstrapServers) {
		Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
		return new KafkaCluster(application, config, config, config, Duration.ofSeconds(1), 256 * 1024);
	}

	KafkaCallbackDelivery create(CallbackHandler... handlers) {
		return new KafkaCallbackDelivery(this.cluster, FixedHandlers.of(handlers), new CallbackDispatcher(List.of()),
				this.codec, new CallbackListeners(() -> this.listeners),
				new KafkaDeliverySettings(this.apps, this.policy, new Deduplication(Duration.ofMinutes(10), 1000),
						this.deadLetterLimits, this.maxConcurrency, this.workers, false, this.window, this.maxWaiting,
						this.shutdownTimeout),
				this.clock);
	}

	KafkaCallbackDelivery start(CallbackHandler... handlers) {
		KafkaCallbackDelivery delivery = create(handlers);
		delivery.start();
		this.started.add(delivery);
		return delivery;
	}

	void stop(KafkaCallbackDelivery delivery) {
		this.started.remove(delivery);
		CountDownLatch idle = new CountDownLatch(1);
		delivery.stop(idle::countDown);
		await(idle);
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).as("it has happened").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static ConditionFactory await() {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.pollDelay(Duration.ZERO)
			.atMost(20, TimeUnit.SECONDS);
	}

	Status deliver(KafkaCallbackDelivery delivery, Callback callback) {
		return delivery.deliver(callback, this.progress).status();
	}

	/**
	 * Deliver callbacks of one battle.
	 * @param delivery the delivery
	 * @param battleId the id of the battle
	 * @param numbers what makes each of them another one
	 */
	void deliverAll(KafkaCallbackDelivery delivery, String battleId, int... numbers) {
		for (int number : numbers) {
			assertThat(deliver(delivery, callback(battleId, number))).isEqualTo(Status.STORED);
		}
	}

	static Callback callback(String battleId, int number) {
		return callback("{\"CallbackCommand\":\"%s\",\"BattleId\":\"%s\",\"number\":%d}"
			.formatted(BattleStarted.COMMAND, battleId, number));
	}

	static Callback callback(String body) {
		Instant now = Instant.now();
		return callback(body, new CallbackMetadata("1400000000", BattleStarted.COMMAND, null, null, null, null, now,
				now.plusSeconds(1), null, null, 1));
	}

	static Callback callback(String body, CallbackMetadata metadata) {
		try {
			return CODEC.decode(body.getBytes(StandardCharsets.UTF_8), metadata);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<String> bodies(Collection<Callback> callbacks) {
		return callbacks.stream().map((callback) -> new String(callback.body(), StandardCharsets.UTF_8)).toList();
	}

	static List<Integer> numbers(Collection<Callback> callbacks) {
		return bodies(callbacks).stream().map((body) -> Integer.valueOf(body.replaceAll(".*:(\\d+)}$", "$1"))).toList();
	}

	static List<DeadLetter> all(DeadLetters deadLetters) {
		return deadLetters.find(DeadLetters.Filter.all(), 1000);
	}

	static List<DeadLetter> awaitDeadLetters(KafkaCallbackDelivery delivery, int count) {
		await().untilAsserted(() -> assertThat(all(delivery.deadLetters())).hasSize(count));
		return all(delivery.deadLetters());
	}

	/**
	 * Write a record as somebody else would.
	 * @param record the record
	 */
	void write(ProducerRecord<byte[], byte[]> record) {
		try (Producer<byte[], byte[]> producer = this.cluster.createProducer()) {
			producer.send(record);
			producer.flush();
		}
	}

	/**
	 * Write a callback as a node does, while none is running.
	 * @param battleId the id of its battle
	 * @param number what makes it another one
	 */
	void writeCallback(String battleId, int number) {
		Callback callback = callback(battleId, number);
		write(new CallbackRecords(this.cluster).accepted(new NewCallback(UUID.randomUUID().toString(),
				callback.duplicateKey(), callback, List.of(TestHandler.of("handler")))));
	}

	/**
	 * Write work whose attempt has begun, in a process that has died.
	 * @param handlerId the id of the handler
	 * @param attempt the number of the attempt
	 */
	void writeBegun(String handlerId, int attempt) {
		Callback callback = callback("battle", attempt);
		Instant now = Instant.now();
		write(new CallbackRecords(this.cluster)
			.work(new Work(new StoredCallback(UUID.randomUUID().toString(), callback.metadata(), callback.body()),
					handlerId, 0, attempt, Work.State.BEGUN, now, now)));
	}

	/**
	 * Return the committed offsets of callbacks.
	 * @return the offsets
	 * @throws Exception if they cannot be read
	 */
	Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
		try (Admin admin = this.cluster.createAdmin()) {
			return admin.listConsumerGroupOffsets(this.cluster.group()).partitionsToOffsetAndMetadata().get();
		}
	}

	/**
	 * Say of the committed offsets that processes have died there.
	 * @param times how many
	 * @throws Exception if that is not possible
	 */
	void commitAsIfDied(int times) throws Exception {
		try (Admin admin = this.cluster.createAdmin()) {
			Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
			committed().forEach((partition, committed) -> offsets.put(partition,
					new OffsetAndMetadata(committed.offset(), String.valueOf(times))));
			admin.alterConsumerGroupOffsets(this.cluster.group(), offsets).all().get();
		}
	}

	/**
	 * Have the broker accept small records only.
	 * @param topic the end of the name of the topic
	 * @param maxBytes the number of bytes of the largest one
	 * @throws Exception if that is not possible
	 */
	void limitRecords(String topic, int maxBytes) throws Exception {
		try (Admin admin = this.cluster.createAdmin()) {
			ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.cluster.group() + "." + topic);
			admin.incrementalAlterConfigs(Map.of(resource,
					List.of(new AlterConfigOp(
							new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxBytes)),
							AlterConfigOp.OpType.SET))))
				.all()
				.get();
		}
	}

	void removeAllCallbacks() throws Exception {
		try (Admin admin = this.cluster.createAdmin()) {
			admin
				.deleteRecords(
						Map.of(new TopicPartition(this.cluster.callbacksTopic(), 0), RecordsToDelete.beforeOffset(-1),
								new TopicPartition(this.cluster.callbacksTopic(), 1), RecordsToDelete.beforeOffset(-1)))
				.all()
				.get();
		}
	}

	/**
	 * Return the last work in the topic of retries.
	 * @return the work
	 */
	Work lastWork() {
		List<TopicPartition> partitions = List.of(new TopicPartition(this.cluster.retriesTopic(), 0),
				new TopicPartition(this.cluster.retriesTopic(), 1));
		try (Consumer<byte[], byte[]> reader = this.cluster.createReader()) {
			reader.assign(partitions);
			reader.seekToBeginning(partitions);
			List<Work> works = new ArrayList<>();
			await().until(() -> {
				reader.poll(Duration.ofMillis(100)).forEach((record) -> works.add(CallbackRecords.readWork(record)));
				return works.size() > 1;
			});
			return works.get(works.size() - 1);
		}
	}

	@Override
	public void close() {
		List.copyOf(this.started).forEach(this::stop);
	}

}
