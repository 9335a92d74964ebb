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

import java.time.InstantSource;
import java.util.List;

import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeadLetterCleanup;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.StorageRequest;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.delivery.WorkerThreads;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that has Kafka keep callbacks before they are answered, and
 * calls the handlers on the nodes that consume them.
 *
 * @since 0.1.0
 */
public final class KafkaCallbackDelivery implements CallbackDelivery, SmartLifecycle {

	private final KafkaCluster cluster;

	private final CallbackHandlers handlers;

	private final CallbackDispatcher dispatcher;

	private final CallbackCodec codec;

	private final CallbackListeners listeners;

	private final KafkaDeliverySettings settings;

	private final InstantSource clock;

	private final ConcurrencyLimit concurrencyLimit;

	private final CallbackRecords records;

	private final CallbackSender sender;

	private final KafkaDeadLetters deadLetters;

	private final KafkaBacklog backlog;

	private volatile @Nullable KafkaNode node;

	/**
	 * Create a delivery.
	 * @param cluster the cluster, with all topics
	 * @param handlers the handlers to call
	 * @param dispatcher the dispatcher that calls them
	 * @param codec the codec that reads bodies
	 * @param listeners the listeners to notify of attempts
	 * @param settings the settings
	 * @param clock the clock
	 */
	public KafkaCallbackDelivery(KafkaCluster cluster, CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackCodec codec, CallbackListeners listeners, KafkaDeliverySettings settings, InstantSource clock) {
		this.cluster = cluster;
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.listeners = listeners;
		this.settings = settings;
		this.clock = clock;
		this.concurrencyLimit = new ConcurrencyLimit(settings.maxConcurrency());
		this.records = new CallbackRecords(cluster);
		this.sender = new CallbackSender(this.records, cluster.longestSend(),
				new StoredDuplicates(settings.deduplication()), clock);
		this.deadLetters = new KafkaDeadLetters(cluster, this::node, clock);
		this.backlog = new KafkaBacklog(clock);
	}

	private KafkaNode node() {
		KafkaNode node = this.node;
		Assert.state(node != null, "The delivery is not running");
		return node;
	}

	/**
	 * Return the dead letters.
	 * @return the dead letters
	 */
	public DeadLetters deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Return the backlog.
	 * @return the backlog
	 */
	public Backlog backlog() {
		return this.backlog;
	}

	@Override
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public List<DeliveryResult> deliver(List<Callback> callbacks, CallbackDelivery.Progress progress) {
		StorageRequest request = this.sender.examine(callbacks,
				(callback) -> this.handlers.forCommand(callback.metadata().command()));
		KafkaNode node = this.node;
		// What was acknowledged is acknowledged again, also when there is no room
		if (request.isEnded() || node == null || !this.concurrencyLimit.tryAcquire()) {
			return request.results(DeliveryResult.of(Status.SATURATED));
		}
		try {
			List<DeliveryResult> results = this.sender.store(node.producer(), request, progress);
			if (request.isEnded()) {
				progress.accepted();
			}
			return results;
		}
		finally {
			this.concurrencyLimit.release();
		}
	}

	@Override
	public void start() {
		// The node that a stop still waits for stops now
		this.concurrencyLimit.open();
		KafkaNode node = createNode();
		this.node = node;
		try {
			node.start(this.backlog, cleanup());
		}
		catch (RuntimeException ex) {
			this.node = null;
			node.close();
			throw ex;
		}
	}

	private KafkaNode createNode() {
		Producer<byte[], byte[]> producer = this.cluster.createProducer();
		RecordWriter writer = new RecordWriter(producer);
		DeadLetterIndex index = new DeadLetterIndex(this.records, writer,
				this.settings.deadLetterLimits().maxUnreadablePerRequest(), this.listeners, this.clock);
		HandlerLanes lanes = new HandlerLanes(
				new WorkerThreads(this.settings.workers(), WorkerThreads.factory(this.settings.virtualThreads())));
		WorkRunner runner = new WorkRunner(this.codec, this.settings.apps(), this.records, writer, index, lanes,
				this.clock);
		runner.add(this.handlers.handlers(), this.settings.retryPolicy(), this.dispatcher, this.listeners);
		return new KafkaNode(this.cluster, producer, runner, index, this.settings, this.listeners, this.clock);
	}

	/**
	 * Create a clean-up of dead letters.
	 * @return the clean-up, which can run while the delivery does
	 */
	DeadLetterCleanup cleanup() {
		return new DeadLetterCleanup(this.deadLetters, this.settings.deadLetterLimits(), this.listeners, this.clock);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.node != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void stop(Runnable idle) {
		KafkaNode node = this.node;
		this.concurrencyLimit.close(() -> {
			this.node = null;
			if (node != null) {
				node.stop(idle);
			}
			else {
				idle.run();
			}
		});
	}

}
