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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.util.Assert;

import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetterCleanup;
import io.github.livehook.delivery.MaintenanceTasks;

/**
 * This node of the application: what runs between a start of the delivery and the stop
 * after it.
 */
final class KafkaNode {

	private static final Logger logger = LoggerFactory.getLogger(KafkaNode.class);

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(50);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private final KafkaCluster cluster;

	private final Producer<byte[], byte[]> producer;

	private final WorkRunner runner;

	private final DeadLetterIndex deadLetters;

	private final KafkaDeliverySettings settings;

	private final WaitingWork waiting;

	private final AssignedPartitions assigned;

	private final ConsumerContainer container;

	private final DeadLetterReader reader;

	private final Admin admin;

	private final MaintenanceTasks maintenance = new MaintenanceTasks();

	/**
	 * Create a node.
	 * @param cluster the cluster
	 * @param producer the producer
	 * @param runner the runner of work
	 * @param deadLetters the dead letters
	 * @param settings the settings
	 * @param listeners the listeners to notify
	 * @param clock the clock
	 */
	KafkaNode(KafkaCluster cluster, Producer<byte[], byte[]> producer, WorkRunner runner, DeadLetterIndex deadLetters,
			KafkaDeliverySettings settings, CallbackListeners listeners, InstantSource clock) {
		this.cluster = cluster;
		this.producer = producer;
		this.runner = runner;
		this.deadLetters = deadLetters;
		this.settings = settings;
		this.waiting = new WaitingWork(runner, settings.workers(), clock);
		this.assigned = new AssignedPartitions(cluster.callbacksTopic(), this.waiting);
		this.container = container(new CallbackConsumer(runner, deadLetters, this.assigned, settings.window(),
				settings.deduplication(), listeners, clock));
		this.reader = new DeadLetterReader(cluster, deadLetters);
		this.admin = cluster.createAdmin();
	}

	private ConsumerContainer container(CallbackConsumer consumer) {
		ContainerProperties properties = new ContainerProperties(this.cluster.callbacksTopic(),
				this.cluster.retriesTopic());
		properties.setMessageListener(consumer);
		properties.setConsumerRebalanceListener(consumer);
		properties
			.setOffsetAndMetadataProvider((listener, offset) -> new OffsetAndMetadata(offset, CallbackConsumer.BEGUN));
		return new ConsumerContainer(this.cluster.consumers(), properties, "livehook-consumer");
	}

	Producer<byte[], byte[]> producer() {
		return this.producer;
	}

	DeadLetterIndex deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Begin to handle callbacks.
	 * @param backlog the backlog to count
	 * @param cleanup the clean-up of dead letters
	 */
	void start(KafkaBacklog backlog, DeadLetterCleanup cleanup) {
		List<TopicPartition> partitions = partitions(this.cluster.callbacksTopic());
		this.reader.start(partitions(this.cluster.deadLettersTopic()));
		this.runner.updateApps();
		this.container.start();
		backlog.watch(() -> this.container.isConsuming() && this.reader.isReading());
		this.maintenance.every("ask for the accepted apps", SECOND, this.runner::updateApps);
		this.maintenance.every("count the orphans", KafkaBacklog.INTERVAL, this.waiting::countOrphans);
		this.maintenance.every("consume after an error", SECOND, this::restart);
		this.maintenance.every("watch handlers", WATCH_INTERVAL, this.runner.watch()::check);
		this.maintenance.every("make the retries that are due", WATCH_INTERVAL, this.waiting::runDue);
		this.maintenance.every("hold back what is too much", WATCH_INTERVAL, this::throttle);
		this.maintenance.every("count the backlog", KafkaBacklog.INTERVAL,
				() -> backlog.count(this.admin, partitions, this.assigned, this.waiting, this.deadLetters.size()));
		this.maintenance.every("limit dead letters", MINUTE, cleanup);
		this.maintenance.every("find the same partitions in all topics", MINUTE, this::comparePartitions);
	}

	private void comparePartitions() {
		Assert.state(
				Stream.of(this.cluster.callbacksTopic(), this.cluster.retriesTopic(), this.cluster.deadLettersTopic())
					.map((topic) -> this.producer.partitionsFor(topic).size())
					.distinct()
					.count() == 1,
				"Their numbers differ");
	}

	private void restart() {
		if (this.assigned.isBroken()) {
			this.assigned.setBroken(false);
			this.container.stop(() -> {
			});
		}
		else if (!this.assigned.isClosed()) {
			this.container.start();
			this.reader.restart();
		}
	}

	/**
	 * Return whether this node has a partition of the retries, and so what else belongs
	 * to the number.
	 * @param partition the number of the partition
	 * @return {@code true} if no other node has it
	 */
	boolean hasPartition(int partition) {
		return this.waiting.find(partition) != null;
	}

	// Not every broker may know a topic that was just created
	private List<TopicPartition> partitions(String topic) {
		long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
		while (true) {
			try {
				return this.producer.partitionsFor(topic)
					.stream()
					.map((info) -> new TopicPartition(info.topic(), info.partition()))
					.toList();
			}
			catch (TimeoutException ex) {
				if (System.nanoTime() - deadline > 0) {
					throw ex;
				}
			}
		}
	}

	// A partition goes on when half of its window is free
	private void throttle() {
		boolean tooMany = this.waiting.isMoreThan(this.settings.maxWaiting());
		this.assigned.callbacks().forEach((partition, callbacks) -> {
			boolean paused = this.container.isPartitionPauseRequested(partition);
			if (!paused && (tooMany || callbacks.window().isFull())) {
				this.container.pausePartition(partition);
			}
			else if (paused && !tooMany && !callbacks.window().isHalfFull()) {
				this.container.resumePartition(partition);
			}
		});
	}

	/**
	 * Begin with nothing more, and wait for what is running.
	 * @param stopped the action to run when that has ended
	 */
	void stop(Runnable stopped) {
		long begin = System.nanoTime();
		long handlers = this.settings.shutdownTimeout().toNanos();
		long deadline = begin + Math.max(handlers * 11 / 10, CLOSE_TIMEOUT.toNanos());
		long interrupt = Math.min(begin + handlers, deadline - CLOSE_TIMEOUT.toNanos());
		// Handlers are watched until they have ended
		this.maintenance.end(() -> {
			try {
				drain(interrupt, deadline);
			}
			finally {
				close(deadline);
				stopped.run();
			}
		});
	}

	private void drain(long interrupt, long deadline) {
		this.assigned.close();
		try {
			if (!this.assigned.awaitIdle(until(interrupt))) {
				this.runner.interruptAll();
				this.assigned.awaitIdle(until(deadline).dividedBy(2));
			}
			awaitCommits(until(interrupt).isZero() ? until(deadline).dividedBy(2) : until(interrupt));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// While nodes come and go nothing can be committed, and who leaves then loses it
	private void awaitCommits(Duration timeout) throws InterruptedException {
		CountDownLatch committed = new CountDownLatch(1);
		this.maintenance.every("look at the commits", WATCH_INTERVAL, () -> {
			if (this.assigned.isCommitted(this.admin, this.cluster.group(), CLOSE_TIMEOUT)) {
				committed.countDown();
			}
		});
		committed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static Duration until(long time) {
		return Duration.ofNanos(Math.max(0, time - System.nanoTime()));
	}

	/**
	 * Close the connections to Kafka. What has ended is committed if that is possible in
	 * time.
	 */
	void close() {
		close(System.nanoTime() + CLOSE_TIMEOUT.toNanos());
	}

	private void close(long deadline) {
		try {
			CountDownLatch stopped = new CountDownLatch(2);
			this.container.stop(stopped::countDown);
			this.reader.stop(stopped::countDown);
			this.runner.close(until(deadline).dividedBy(2));
			this.admin.close(Duration.ZERO);
			stopped.await(until(deadline).toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("The connections to Kafka could not be closed", ex);
		}
	}

}
