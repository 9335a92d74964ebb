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

package io.github.livehook.autoconfigure.delivery;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.StringUtils;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.kafka.KafkaCluster;
import io.github.livehook.delivery.kafka.KafkaTopics;

/**
 * Connects to the Kafka cluster that callbacks are kept in, and checks that its topics
 * can keep them.
 */
final class KafkaClusterFactory {

	private static final Logger logger = LoggerFactory.getLogger(KafkaClusterFactory.class);

	private final LivehookProperties properties;

	private final LivehookKafkaDeliveryProperties kafkaProperties;

	KafkaClusterFactory(LivehookProperties properties, LivehookKafkaDeliveryProperties kafkaProperties) {
		this.properties = properties;
		this.kafkaProperties = kafkaProperties;
	}

	KafkaCluster create(String application, KafkaProperties connection, @Nullable KafkaConnectionDetails details) {
		if (details == null) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is 'kafka', but there is no bean that says how to connect to Kafka",
					"Do not exclude KafkaAutoConfiguration, or provide a bean of the type KafkaConnectionDetails.");
		}
		KafkaCluster cluster = new KafkaCluster(application,
				connect(connection.buildProducerProperties(), details.getProducer()),
				connect(connection.buildConsumerProperties(), details.getConsumer()),
				connect(connection.buildAdminProperties(), details.getAdmin()), this.properties.getResponseTimeout(),
				Math.toIntExact(this.properties.getMaxBodySize().toBytes()));
		try (Admin admin = cluster.createAdmin()) {
			check(new KafkaTopics(cluster, admin, this.kafkaProperties.getPartitions(),
					this.kafkaProperties.getReplicationFactor(), this.kafkaProperties.getRetention()));
		}
		catch (KafkaException ex) {
			throw unreachable(cluster, ex);
		}
		return cluster;
	}

	private static Map<String, Object> connect(Map<String, Object> config,
			KafkaConnectionDetails.Configuration details) {
		config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, details.getBootstrapServers());
		if (StringUtils.hasLength(details.getSecurityProtocol())) {
			config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, details.getSecurityProtocol());
		}
		SslBundle bundle = details.getSslBundle();
		if (bundle != null) {
			config.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
			config.put(SslBundle.class.getName(), bundle);
		}
		return config;
	}

	private static InvalidLivehookConfigurationException unreachable(KafkaCluster cluster, KafkaException ex) {
		return new InvalidLivehookConfigurationException(
				"livehook.delivery.mode is 'kafka', but Kafka at %s does not answer as it should: %s"
					.formatted(cluster.bootstrapServers(), Causes.describe(ex)),
				"Start Kafka, or correct spring.kafka.bootstrap-servers and what else is set below spring.kafka. The "
						+ "application needs to describe its topics and their configuration.");
	}

	private void check(KafkaTopics topics) {
		List<String> missing = topics.missing();
		if (!missing.isEmpty()) {
			create(topics, missing);
		}
		List<String> problems = topics.problems();
		if (!problems.isEmpty()) {
			throw new InvalidLivehookConfigurationException(
					"Callbacks cannot be kept in the topics of the application: " + String.join("; ", problems),
					"Change the topics, by kafka-configs.sh for example. Livehook never changes topics that exist.");
		}
		for (String risk : topics.risks()) {
			logger.warn("Callbacks that were answered with 200 may be lost together with one broker: {}", risk);
		}
	}

	private void create(KafkaTopics topics, List<String> missing) {
		if (!this.kafkaProperties.isCreateTopics()) {
			throw new InvalidLivehookConfigurationException(
					"Kafka has no topics %s, or the application may not see them".formatted(String.join(", ", missing)),
					"Create them:\n\n%s\n\nOr let Livehook create them, by livehook.delivery.kafka.create-topics=true."
						.formatted(topics.commands(missing)));
		}
		try {
			topics.create(missing);
		}
		catch (KafkaException ex) {
			throw new InvalidLivehookConfigurationException(
					"Livehook cannot create the topics %s: %s".formatted(String.join(", ", missing),
							Causes.describe(ex)),
					"Create them, and set livehook.delivery.kafka.create-topics=false:\n\n%s"
						.formatted(topics.commands(missing)));
		}
	}

}
