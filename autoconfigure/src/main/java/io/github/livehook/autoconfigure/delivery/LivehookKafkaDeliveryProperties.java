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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * {@link ConfigurationProperties Properties} for delivering callbacks from Kafka.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook.delivery.kafka")
public class LivehookKafkaDeliveryProperties implements InitializingBean {

	/**
	 * Number of handlers that each node calls at the same time.
	 */
	private int workers = 8;

	/**
	 * Number of callbacks of a partition that may be unfinished. After a crash, so many
	 * may be handled again.
	 */
	private int window = 2000;

	/**
	 * Number of retries that wait in the memory of a node until it begins with no more
	 * callbacks.
	 */
	private int maxWaiting = 100_000;

	/**
	 * Whether to create the topics that are missing. Otherwise, the start-up fails with
	 * the commands that create them.
	 */
	private boolean createTopics = true;

	/**
	 * Number of partitions of topics that are created. At most so many nodes handle
	 * callbacks.
	 */
	private int partitions = 12;

	/**
	 * Number of brokers that keep each partition of topics that are created. Defaults to
	 * the default of the brokers.
	 */
	private @Nullable Integer replicationFactor;

	/**
	 * How long callbacks are kept in a topic that is created. Nodes must not be away for
	 * longer.
	 */
	private Duration retention = Duration.ofDays(7);

	@Override
	public void afterPropertiesSet() {
		PropertyAssert.isBetween("livehook.delivery.kafka.workers", this.workers, 1, 1000,
				"Must be between 1 and 1000, such as 8.");
		PropertyAssert.isBetween("livehook.delivery.kafka.window", this.window, 1, 100_000,
				"Must be between 1 and 100000, such as 2000.");
		PropertyAssert.isBetween("livehook.delivery.kafka.max-waiting", this.maxWaiting, 1, 10_000_000,
				"Must be between 1 and 10000000, such as 100000.");
		PropertyAssert.isBetween("livehook.delivery.kafka.partitions", this.partitions, 1, 1000,
				"Must be between 1 and 1000, such as 12.");
		PropertyAssert.isTrue(
				this.replicationFactor == null || (this.replicationFactor > 0 && this.replicationFactor <= 100),
				"livehook.delivery.kafka.replication-factor", this.replicationFactor,
				"Must be between 1 and 100, such as 3.");
		PropertyAssert.isBetween("livehook.delivery.kafka.retention", this.retention, Duration.ofHours(1),
				Duration.ofDays(3650), "Must be between 1h and 3650d, such as 7d.");
	}

	public int getWorkers() {
		return this.workers;
	}

	public void setWorkers(int workers) {
		this.workers = workers;
	}

	public int getWindow() {
		return this.window;
	}

	public void setWindow(int window) {
		this.window = window;
	}

	public int getMaxWaiting() {
		return this.maxWaiting;
	}

	public void setMaxWaiting(int maxWaiting) {
		this.maxWaiting = maxWaiting;
	}

	public boolean isCreateTopics() {
		return this.createTopics;
	}

	public void setCreateTopics(boolean createTopics) {
		this.createTopics = createTopics;
	}

	public int getPartitions() {
		return this.partitions;
	}

	public void setPartitions(int partitions) {
		this.partitions = partitions;
	}

	public @Nullable Integer getReplicationFactor() {
		return this.replicationFactor;
	}

	public void setReplicationFactor(@Nullable Integer replicationFactor) {
		this.replicationFactor = replicationFactor;
	}

	public Duration getRetention() {
		return this.retention;
	}

	public void setRetention(Duration retention) {
		this.retention = retention;
	}

}
