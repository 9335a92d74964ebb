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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topics of an application in a cluster.
 *
 * @since 0.1.0
 */
public final class KafkaTopics {

	private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

	private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;

	private final KafkaCluster cluster;

	private final Admin admin;

	private final int partitions;

	private final @Nullable Short replication;

	private final Map<String, Map<String, String>> configs = new LinkedHashMap<>();

	/**
	 * Create the topics.
	 * @param cluster the cluster
	 * @param admin the client to ask with
	 * @param partitions the number of partitions of topics that are created
	 * @param replication the number of brokers that have each of their partitions,
	 * {@code null} for the default of the brokers
	 * @param retention the time for which callbacks are kept
	 */
	public KafkaTopics(KafkaCluster cluster, Admin admin, int partitions, @Nullable Integer replication,
			Duration retention) {
		this.cluster = cluster;
		this.admin = admin;
		this.partitions = partitions;
		this.replication = (replication != null) ? replication.shortValue() : null;
		this.configs.put(cluster.callbacksTopic(), callbacksConfig(retention));
		this.configs.put(cluster.retriesTopic(), compactedConfig());
		this.configs.put(cluster.deadLettersTopic(), compactedConfig());
	}

	private Map<String, String> callbacksConfig(Duration retention) {
		Map<String, String> config = commonConfig(DELETE);
		config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
		return config;
	}

	private Map<String, String> compactedConfig() {
		Map<String, String> config = commonConfig(COMPACT);
		config.put(TopicConfig.SEGMENT_MS_CONFIG, "600000");
		config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
		config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, "86400000");
		return config;
	}

	private Map<String, String> commonConfig(String cleanupPolicy) {
		Map<String, String> config = new LinkedHashMap<>();
		config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
		config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
		config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
				String.valueOf(Math.max(this.cluster.maxRecordSize(), 1024 * 1024 + 12)));
		return config;
	}

	/**
	 * Return the topics that are missing.
	 * @return their names, empty if all are there
	 * @throws KafkaException if the brokers do not answer
	 */
	public List<String> missing() {
		Map<String, TopicDescription> present = describe();
		return this.configs.keySet().stream().filter((topic) -> !present.containsKey(topic)).toList();
	}

	private Map<String, TopicDescription> describe() {
		return known(this.admin.describeTopics(this.configs.keySet()).topicNameValues());
	}

	// Not every broker may know a topic that was just created
	private static <K, V> Map<K, V> known(Map<K, KafkaFuture<V>> answers) {
		Map<K, V> known = new LinkedHashMap<>();
		answers.forEach((key, answer) -> {
			try {
				known.put(key, get(answer));
			}
			catch (UnknownTopicOrPartitionException ex) {
				// This one is missing
			}
		});
		return known;
	}

	/**
	 * Create topics. One that another node has created meanwhile is left as it is.
	 * @param topics the names of the topics
	 * @throws KafkaException if that is not possible
	 */
	public void create(List<String> topics) {
		this.admin.createTopics(topics.stream().map(this::newTopic).toList()).values().values().forEach((created) -> {
			try {
				get(created);
			}
			catch (TopicExistsException ex) {
				// By another node
			}
		});
	}

	private NewTopic newTopic(String name) {
		NewTopic topic = new NewTopic(name, Optional.of(this.partitions), Optional.ofNullable(this.replication));
		Map<String, String> config = new HashMap<>(this.configs.getOrDefault(name, Map.of()));
		if (replicationOf(topic) < 2) {
			// One broker cannot be two
			config.remove(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
		}
		return topic.configs(config);
	}

	private int replicationOf(NewTopic topic) {
		return get(this.admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
			.replicationFactor(topic.name()));
	}

	/**
	 * Return the commands that create topics.
	 * @param topics the names of the topics
	 * @return a line for each
	 */
	public String commands(List<String> topics) {
		return topics.stream().map(this::command).collect(Collectors.joining("\n"));
	}

	private String command(String topic) {
		return "    kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d --replication-factor %d %s"
			.formatted(this.cluster.bootstrapServers().replaceAll("[\\[\\] ]", ""), topic, this.partitions,
					(this.replication != null) ? this.replication : 3,
					this.configs.getOrDefault(topic, Map.of())
						.entrySet()
						.stream()
						.map((entry) -> "--config " + entry.getKey() + "=" + entry.getValue())
						.collect(Collectors.joining(" ")));
	}

	/**
	 * Return why callbacks cannot be kept in the topics.
	 * @return the reasons, empty if they can
	 * @throws KafkaException if the brokers do not answer
	 */
	public List<String> problems() {
		List<String> problems = new ArrayList<>();
		Map<String, TopicDescription> topics = describe();
		describeConfigs(topics.keySet()).forEach((topic, config) -> {
			String policy = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
			String expected = topic.equals(this.cluster.callbacksTopic()) ? DELETE : COMPACT;
			if (!policy.equals(expected)) {
				problems.add("%s has cleanup.policy=%s, not %s".formatted(topic, policy, expected));
			}
			int maxBytes = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
			if (maxBytes < this.cluster.maxRecordSize()) {
				problems.add("%s has max.message.bytes=%d, and livehook.max-body-size needs %d".formatted(topic,
						maxBytes, this.cluster.maxRecordSize()));
			}
			int inSync = number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
			if (inSync > replicas(topics.get(topic))) {
				problems.add("%s has min.insync.replicas=%d, and fewer replicas".formatted(topic, inSync));
			}
		});
		if (topics.values().stream().map((topic) -> topic.partitions().size()).distinct().count() > 1) {
			problems.add("The topics have different numbers of partitions");
		}
		return problems.stream().sorted().toList();
	}

	/**
	 * Return why an acknowledged callback may be lost with one broker.
	 * @return the reasons, empty if it is not
	 * @throws KafkaException if the brokers do not answer
	 */
	public List<String> risks() {
		List<String> risks = new ArrayList<>();
		Map<String, TopicDescription> topics = describe();
		describeConfigs(topics.keySet()).forEach((topic, config) -> {
			if (replicas(topics.get(topic)) < 2) {
				risks.add(topic + " is on one broker");
			}
			else if (number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG) < 2) {
				risks.add(topic + " has min.insync.replicas=1");
			}
		});
		return risks.stream().sorted().toList();
	}

	private static int replicas(@Nullable TopicDescription topic) {
		return (topic != null)
				? topic.partitions().stream().mapToInt((partition) -> partition.replicas().size()).min().orElse(0) : 0;
	}

	private Map<String, Config> describeConfigs(Set<String> topics) {
		List<ConfigResource> resources = topics.stream()
			.map((topic) -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
			.toList();
		Map<String, Config> configs = new LinkedHashMap<>();
		known(this.admin.describeConfigs(resources).values())
			.forEach((resource, config) -> configs.put(resource.name(), config));
		return configs;
	}

	private static String value(Config config, String name) {
		return config.get(name).value();
	}

	private static int number(Config config, String name) {
		return Integer.parseInt(value(config, name));
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new KafkaException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException(ex);
		}
	}

}
