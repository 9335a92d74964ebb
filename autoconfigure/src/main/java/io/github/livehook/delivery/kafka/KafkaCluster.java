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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * The Kafka cluster that the callbacks of an application are kept in. Clients connect as
 * the properties say that they are made from; what the guarantees of the delivery need is
 * set whatever these say.
 *
 * @since 0.1.0
 */
public final class KafkaCluster {

	private static final String PREFIX = "livehook.";

	private static final int REQUEST_TIMEOUT_MILLIS = 5000;

	// Beyond the response: what is in doubt then is written once, and handled
	private static final int DELIVERY_TIMEOUT_MILLIS = 30_000;

	private static final int SESSION_TIMEOUT_MILLIS = 10_000;

	private static final int HEARTBEAT_INTERVAL_MILLIS = 3000;

	private static final int SHORTEST_POLL_INTERVAL_MILLIS = 60_000;

	private static final int MAX_POLL_RECORDS = 1000;

	// What was accepted with a larger max-body-size has to be written again, too
	private static final int MIN_REQUEST_SIZE = 32 * 1024 * 1024;

	// Of a record besides its body
	private static final int MAX_HEADERS_SIZE = 16 * 1024;

	private final String application;

	private final Map<String, Object> producerConfig;

	private final Map<String, Object> consumerConfig;

	private final Map<String, Object> adminConfig;

	private final Duration responseTimeout;

	private final int maxRecordSize;

	private final AtomicInteger readers = new AtomicInteger();

	/**
	 * Create a cluster. Nothing is connected yet.
	 * @param application the name of the application, the same on all of its nodes and
	 * another than that of other applications that use the cluster
	 * @param producerConfig the configuration of producers
	 * @param consumerConfig the configuration of consumers
	 * @param adminConfig the configuration of admin clients
	 * @param responseTimeout the time in which a request is answered
	 * @param maxBodySize the maximum number of bytes of a body
	 */
	public KafkaCluster(String application, Map<String, Object> producerConfig, Map<String, Object> consumerConfig,
			Map<String, Object> adminConfig, Duration responseTimeout, int maxBodySize) {
		this.application = application;
		this.producerConfig = producerConfig;
		this.consumerConfig = consumerConfig;
		this.adminConfig = adminConfig;
		this.responseTimeout = responseTimeout;
		this.maxRecordSize = Math.addExact(maxBodySize, MAX_HEADERS_SIZE);
	}

	/**
	 * Return the topic that callbacks are accepted into.
	 * @return its name
	 */
	public String callbacksTopic() {
		return topic("callbacks");
	}

	/**
	 * Return the topic of work that waits for its next attempt, a compacted one.
	 * @return its name
	 */
	public String retriesTopic() {
		return topic("retries");
	}

	/**
	 * Return the topic of dead letters, a compacted one.
	 * @return its name
	 */
	public String deadLettersTopic() {
		return topic("dead-letters");
	}

	private String topic(String name) {
		return PREFIX + this.application + "." + name;
	}

	/**
	 * Return the consumer group of all nodes.
	 * @return its id
	 */
	public String group() {
		return PREFIX + this.application;
	}

	/**
	 * Return the brokers to connect to first.
	 * @return what the configuration says of them
	 */
	public String bootstrapServers() {
		return String.valueOf(this.adminConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
	}

	/**
	 * Return how large a record may be.
	 * @return the number of bytes, headers included
	 */
	public int maxRecordSize() {
		return this.maxRecordSize;
	}

	/**
	 * Return how long it may take to hand a record to the producer.
	 * @return the time
	 */
	Duration longestSend() {
		return this.responseTimeout.dividedBy(4);
	}

	/**
	 * Create an admin client.
	 * @return the client, to be closed
	 */
	public Admin createAdmin() {
		Map<String, Object> config = new HashMap<>(this.adminConfig);
		config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
		config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_TIMEOUT_MILLIS);
		config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId(config, "admin"));
		return Admin.create(config);
	}

	Producer<byte[], byte[]> createProducer() {
		Map<String, Object> config = new HashMap<>(this.producerConfig);
		config.keySet()
			.removeAll(Set.of(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
					ProducerConfig.TRANSACTIONAL_ID_CONFIG, ProducerConfig.PARTITIONER_CLASS_CONFIG,
					ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
					ProducerConfig.RETRIES_CONFIG, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION));
		config.put(ProducerConfig.ACKS_CONFIG, "all");
		config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
		config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.max(1, longestSend().toMillis()));
		config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
		config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
		config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
		config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
		config.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
		config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
		config.merge(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(this.maxRecordSize, MIN_REQUEST_SIZE),
				(own, needed) -> Math.max(Integer.parseInt(own.toString()), (int) needed));
		config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId(config, "producer"));
		return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
	}

	/**
	 * Return the factory of the consumers that share the partitions of a group.
	 * @return the factory
	 */
	ConsumerFactory<byte[], byte[]> consumers() {
		Map<String, Object> config = commonConsumerConfig("consumer");
		config.put(ConsumerConfig.GROUP_ID_CONFIG, group());
		if (!"consumer".equalsIgnoreCase(String.valueOf(config.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
			config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
			config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
			config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MILLIS);
		}
		return new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/**
	 * Return the factory of the consumer that reads all dead letters.
	 * @return the factory
	 */
	ConsumerFactory<byte[], byte[]> deadLetterConsumers() {
		return readers(commonConsumerConfig("dead-letters"));
	}

	/**
	 * Create a consumer that reads single records.
	 * @return the consumer, to be closed
	 */
	Consumer<byte[], byte[]> createReader() {
		Map<String, Object> config = commonConsumerConfig("reader-" + this.readers.incrementAndGet());
		// A batch of records is returned whatever its size, and nothing more
		config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1);
		return readers(config).createConsumer();
	}

	private static ConsumerFactory<byte[], byte[]> readers(Map<String, Object> config) {
		config.keySet().remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
		return new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	private Map<String, Object> commonConsumerConfig(String client) {
		Map<String, Object> config = new HashMap<>(this.consumerConfig);
		config.keySet()
			.removeAll(Set.of(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
					ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
					ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
					ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
					ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
					ConsumerConfig.ISOLATION_LEVEL_CONFIG));
		config.computeIfPresent(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
				(key, own) -> Math.max(Integer.parseInt(own.toString()), SHORTEST_POLL_INTERVAL_MILLIS));
		config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
		config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId(config, client));
		return config;
	}

	private String clientId(Map<String, Object> config, String client) {
		Object own = config.get(CommonClientConfigs.CLIENT_ID_CONFIG);
		return ((own != null && !own.toString().isEmpty()) ? own + "-livehook" : group()) + "-" + client;
	}

}
