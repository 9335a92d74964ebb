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
import java.util.Collection;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.MaintenanceTasks;

/**
 * Container of a consumer, which commits what is acknowledged, skips no record, and tries
 * again until it can consume.
 */
final class ConsumerContainer extends KafkaMessageListenerContainer<byte[], byte[]> {

	private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

	private static final int POLL_TIMEOUT_MILLIS = 200;

	// Each poll costs the brokers a request and a commit, so callbacks gather meanwhile
	private static final int TIME_BETWEEN_POLLS_MILLIS = 20;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration RECOVERY = PAUSE.multipliedBy(10);

	private final String name;

	private volatile boolean assigned;

	private volatile long healthyAt = System.nanoTime();

	/**
	 * Create a container.
	 * @param consumers the factory of the consumer
	 * @param properties the properties that say what to consume
	 * @param name the name of the consumer
	 */
	ConsumerContainer(ConsumerFactory<byte[], byte[]> consumers, ContainerProperties properties, String name) {
		super(consumers, configure(properties, name));
		this.name = name;
		this.assigned = properties.getTopicPartitions() != null;
		setBeanName(name);
		setCommonErrorHandler(new ErrorHandler());
		setApplicationEventPublisher((event) -> {
			if (event instanceof ConsumerRetryAuthEvent) {
				failed();
			}
		});
	}

	private static ContainerProperties configure(ContainerProperties properties, String name) {
		properties.setListenerTaskExecutor(new SimpleAsyncTaskExecutor(MaintenanceTasks.daemons(name + "-")));
		properties.setAckMode(ContainerProperties.AckMode.MANUAL);
		properties.setSyncCommits(true);
		properties.setSyncCommitTimeout(COMMIT_TIMEOUT);
		properties.setPollTimeout(POLL_TIMEOUT_MILLIS);
		properties.setIdleBetweenPolls(TIME_BETWEEN_POLLS_MILLIS);
		properties.setShutdownTimeout(COMMIT_TIMEOUT.toMillis());
		properties.setAuthExceptionRetryInterval(PAUSE);
		return properties;
	}

	/**
	 * Return whether records are consumed, or would be if there were some.
	 * @return {@code false} until the group has said what to consume, while that fails,
	 * and some time after it
	 */
	boolean isConsuming() {
		return isRunning() && this.assigned && System.nanoTime() - this.healthyAt >= 0;
	}

	private boolean failed() {
		boolean first = System.nanoTime() - this.healthyAt >= 0;
		this.healthyAt = System.nanoTime() + RECOVERY.toNanos();
		return first;
	}

	private final class ErrorHandler extends DefaultErrorHandler {

		private ErrorHandler() {
			super(new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
			// By default, some exceptions skip their record
			setClassifications(Map.of(), true);
		}

		@Override
		public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions,
				Runnable publishPause) {
			super.onPartitionsAssigned(consumer, partitions, publishPause);
			ConsumerContainer.this.assigned = true;
		}

		@Override
		public void handleOtherException(Exception error, Consumer<?, ?> consumer, MessageListenerContainer container,
				boolean batchListener) {
			if (failed()) {
				this.logger.warn(() -> ConsumerContainer.this.name
						+ " could not read from Kafka, and will try again until it can: " + Causes.describe(error));
			}
			try {
				ListenerUtils.stoppableSleep(container, PAUSE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
