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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.HandlerAttempts;
import io.github.livehook.delivery.HandlerWatch;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that stores callbacks before they are answered, and calls the
 * handlers from the database: at once on the node that has accepted the callback when it
 * can, otherwise on any.
 *
 * @since 0.1.0
 */
public final class JdbcCallbackDelivery implements CallbackDelivery, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(JdbcCallbackDelivery.class);

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(50);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int MAX_ID_LENGTH = 255;

	private final Receivers receivers;

	private final RetryPolicy retryPolicy;

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final JdbcDeliverySettings settings;

	private final InstantSource clock;

	private final ConcurrencyLimit concurrencyLimit;

	private final CallbackRepository callbacks;

	private final WorkRepository works;

	private final CallbackStore store;

	private final JdbcDeadLetters deadLetters;

	private final JdbcBacklog backlog;

	private volatile @Nullable Running running;

	/**
	 * Create a delivery.
	 * @param database the database, with all tables
	 * @param owner whose work it stores and takes
	 * @param receivers what takes callbacks from it
	 * @param retryPolicy when a handler is tried again
	 * @param settings the settings
	 * @param clock the clock
	 */
	public JdbcCallbackDelivery(JdbcDatabase database, WorkOwner owner, Receivers receivers, RetryPolicy retryPolicy,
			JdbcDeliverySettings settings, InstantSource clock) {
		this.receivers = receivers;
		this.retryPolicy = retryPolicy;
		this.database = database;
		this.owner = owner;
		this.settings = settings;
		this.clock = clock;
		this.concurrencyLimit = new ConcurrencyLimit(settings.maxConcurrency());
		this.callbacks = new CallbackRepository(database, owner, settings.deduplication().window());
		this.works = new WorkRepository(database, owner);
		this.store = new CallbackStore(database, this.callbacks, this.works,
				new StoredDuplicates(settings.deduplication()), clock);
		this.deadLetters = new JdbcDeadLetters(database, this.works, clock, this::lookForWork);
		this.backlog = new JdbcBacklog(database, owner, this::hasHandler, clock, this::takesNothing,
				settings.intervals().polling());
	}

	private boolean hasHandler(String id) {
		return this.receivers.handlers().handlers().stream().anyMatch((handler) -> handler.id().equals(id));
	}

	private boolean takesNothing() {
		Running running = this.running;
		return running != null && running.search().isFailing();
	}

	/**
	 * Return the callbacks that were given up.
	 * @return the dead letters
	 */
	public DeadLetters deadLetters() {
		return this.deadLetters;
	}

	/**
	 * Return what is accepted and not brought to its end.
	 * @return the backlog
	 */
	public Backlog backlog() {
		return this.backlog;
	}

	@Override
	public void start() {
		// Before anybody asks for it
		new MaintenanceTasks.Task("count the backlog", this.backlog::count).run();
		HandlerWatch watch = new HandlerWatch();
		Map<String, HandlerAttempts> attempts = attempts(watch);
		Map<String, WorkRunner> runners = new LinkedHashMap<>();
		attempts.forEach((id, each) -> runners.put(id,
				new WorkRunner(each, this.receivers.codec(), this.works, this.deadLetters)));
		Leases leases = new Leases(this.works, this.settings.intervals().heartbeat());
		WorkerPool workers = new WorkerPool(runners, leases, this.settings.workers().number(), threads());
		WorkSearch search = new WorkSearch(this.database, this.works, this.callbacks, runners.keySet(), workers);
		workers.whenIdle(search::continueIfMore);
		Map<String, Duration> longestDelays = new LinkedHashMap<>();
		attempts.forEach((id, each) -> longestDelays.put(id, each.longestDelay()));
		DatabaseClock clock = new DatabaseClock(this.works, longestDelays, leases.duration(),
				!this.database.isEmbedded(), search::beginAtOldest);
		this.concurrencyLimit.open();
		this.running = new Running(workers, search, watch, maintain(workers, search, watch, clock));
		this.store.open(workers, search::begin);
	}

	private Map<String, HandlerAttempts> attempts(HandlerWatch watch) {
		Map<String, HandlerAttempts> attempts = new LinkedHashMap<>();
		for (CallbackHandler handler : this.receivers.handlers().handlers()) {
			Assert.state(handler.id().length() <= MAX_ID_LENGTH,
					() -> "The id of %s is longer than %d characters".formatted(handler.description(), MAX_ID_LENGTH));
			attempts.put(handler.id(), new HandlerAttempts(handler, this.retryPolicy, this.receivers.dispatcher(),
					watch, this.receivers.listeners()));
		}
		return attempts;
	}

	private ThreadFactory threads() {
		String prefix = "livehook-worker-";
		if (this.settings.workers().virtual()) {
			return new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();
		}
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	private MaintenanceTasks maintain(WorkerPool workers, WorkSearch search, HandlerWatch watch, DatabaseClock clock) {
		MaintenanceTasks maintenance = new MaintenanceTasks();
		maintenance.every("watch handlers", WATCH_INTERVAL, watch::check);
		maintenance.every("look for work", this.settings.intervals().polling(), search::begin);
		maintenance.every("renew leases", this.settings.intervals().heartbeat(), workers::renew);
		maintenance.every("count the backlog", this.backlog.interval(), this.backlog::count);
		maintenance.every("purge callbacks", MINUTE, () -> this.callbacks.purge(this.clock.instant()));
		maintenance.every("look at the clock of the database", MINUTE, clock::check);
		maintenance.every("look for work of other applications", MINUTE,
				new OtherApplications(this.database, this.owner)::check);
		return maintenance;
	}

	private void lookForWork() {
		Running running = this.running;
		if (running != null) {
			running.search().begin();
		}
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void stop(Runnable idle) {
		Running running = this.running;
		this.running = null;
		this.concurrencyLimit.close(() -> {
			if (running == null) {
				idle.run();
				return;
			}
			// Handlers are watched and their leases renewed until they have ended
			running.maintenance().end(() -> stop(running, idle));
		});
	}

	private void stop(Running running, Runnable idle) {
		Duration timeout = this.settings.shutdownTimeout();
		try {
			this.store.close(running.workers());
			running.search().close();
			running.workers().close(timeout, running.watch()::interruptAll);
			if (!this.works.awaitRemovals(timeout)) {
				logger.warn("Not all that was handled could be stored; handlers may be called again");
			}
		}
		finally {
			idle.run();
		}
	}

	@Override
	public ConcurrencyLimit concurrencyLimit() {
		return this.concurrencyLimit;
	}

	@Override
	public List<DeliveryResult> deliver(List<Callback> callbacks, DeliveryProgress progress) {
		List<List<CallbackHandler>> handlers = callbacks.stream()
			.map((callback) -> this.receivers.handlers().forCommand(callback.metadata().command()))
			.toList();
		StorageRequest request = this.store.examine(callbacks, handlers);
		// What was acknowledged is acknowledged again, also when there is no room
		if (request.isEnded() || !this.concurrencyLimit.tryAcquire()) {
			return request.results(DeliveryResult.of(Status.SATURATED));
		}
		try {
			List<DeliveryResult> results = this.store.store(request, progress);
			if (request.isEnded()) {
				progress.accepted();
			}
			return results;
		}
		finally {
			this.concurrencyLimit.release();
		}
	}

	/**
	 * What takes callbacks from the database.
	 *
	 * @param handlers the handlers
	 * @param dispatcher the dispatcher that calls them
	 * @param codec the codec that reads bodies
	 * @param listeners the listeners to notify of each attempt
	 */
	public record Receivers(CallbackHandlers handlers, CallbackDispatcher dispatcher, CallbackCodec codec,
			CallbackListeners listeners) {

	}

	/**
	 * What runs between a start and the stop after it.
	 *
	 * @param workers the workers
	 * @param search what gives them work from the database
	 * @param watch what interrupts handlers
	 * @param maintenance what is done again and again
	 */
	private record Running(WorkerPool workers, WorkSearch search, HandlerWatch watch, MaintenanceTasks maintenance) {

	}

}
