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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

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
import io.github.livehook.delivery.MaintenanceTasks;
import io.github.livehook.delivery.StorageRequest;
import io.github.livehook.delivery.StoredDuplicates;
import io.github.livehook.delivery.WorkerThreads;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that stores callbacks before they are answered, and calls the
 * handlers from the database: at once on the node that has stored the callback when it
 * can, otherwise on any.
 *
 * @since 0.1.0
 */
public final class JdbcCallbackDelivery implements CallbackDelivery, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(JdbcCallbackDelivery.class);

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(50);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final JdbcDatabase database;

	private final CallbackHandlers handlers;

	private final CallbackDispatcher dispatcher;

	private final CallbackCodec codec;

	private final CallbackListeners listeners;

	private final JdbcDeliverySettings settings;

	private final InstantSource clock;

	private final ConcurrencyLimit concurrencyLimit;

	private final CallbackRepository callbacks;

	private final WorkRepository works;

	private final CallbackStore store;

	private final DeadLetterRepository deadLetterRepository;

	private final DeadLetters deadLetters;

	private final JdbcBacklog backlog;

	private volatile @Nullable Running running;

	/**
	 * Create a delivery.
	 * @param database the database, with all tables
	 * @param handlers the handlers to call
	 * @param dispatcher the dispatcher that calls them
	 * @param codec the codec that reads bodies
	 * @param listeners the listeners to notify of attempts
	 * @param settings the settings
	 * @param clock the clock
	 */
	public JdbcCallbackDelivery(JdbcDatabase database, CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackCodec codec, CallbackListeners listeners, JdbcDeliverySettings settings, InstantSource clock) {
		this.database = database;
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.listeners = listeners;
		this.settings = settings;
		this.clock = clock;
		this.concurrencyLimit = new ConcurrencyLimit(settings.maxConcurrency());
		this.callbacks = new CallbackRepository(database, settings.application(), settings.deduplication().window());
		this.works = new WorkRepository(database, settings.application(), settings.apps());
		this.store = new CallbackStore(database, this.callbacks, this.works,
				new StoredDuplicates(settings.deduplication()), clock);
		this.deadLetterRepository = new DeadLetterRepository(database, settings.application(), this.works,
				settings.deadLetterLimits().maxUnreadablePerRequest(), clock);
		this.deadLetters = new JdbcDeadLetters(database, settings.application(), this.deadLetterRepository, this.works,
				clock, this::search);
		this.backlog = new JdbcBacklog(database, settings, this.deadLetterRepository, handlers, clock,
				this::isSearchFailing);
	}

	private void search() {
		Optional.ofNullable(this.running).ifPresent((running) -> running.search().begin());
	}

	private boolean isSearchFailing() {
		Running running = this.running;
		return running != null && running.search().isFailing();
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
		StorageRequest request = this.store.examine(callbacks,
				(callback) -> this.handlers.forCommand(callback.metadata().command()));
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

	@Override
	public void start() {
		// Before anybody asks for it
		new MaintenanceTasks.Task("count the backlog", this.backlog::count).run();
		WorkRunner runner = new WorkRunner(this.handlers.handlers(), this.settings.retryPolicy(), this.dispatcher,
				this.listeners, this.codec, this.works, this.deadLetterRepository);
		WorkerPool workers = new WorkerPool(runner, new Leases(this.works, this.settings.heartbeatInterval()),
				this.settings.workers(), WorkerThreads.factory(this.settings.virtualThreads()));
		WorkSearch search = new WorkSearch(this.database, this.works, this.callbacks, runner.handlerIds(), workers);
		workers.whenIdle(search::continueIfMore);
		this.concurrencyLimit.open();
		this.running = new Running(workers, search, maintain(runner, workers, search));
		this.store.open(workers, search::begin);
	}

	private MaintenanceTasks maintain(WorkRunner runner, WorkerPool workers, WorkSearch search) {
		Map<String, Duration> longestDelays = runner.handlerIds()
			.stream()
			.collect(Collectors.toMap(Function.identity(), runner::longestDelay));
		DatabaseClock clock = new DatabaseClock(this.database, this.settings.application(), longestDelays,
				workers.lease(), !this.database.isEmbedded(), search::beginAtOldest);
		MaintenanceTasks maintenance = new MaintenanceTasks();
		maintenance.every("watch handlers", WATCH_INTERVAL, runner.watch()::check);
		maintenance.every("look for work", this.settings.pollingInterval(), search::begin);
		maintenance.every("renew leases", this.settings.heartbeatInterval(), workers::renew);
		maintenance.every("count the backlog", this.backlog.interval(), this.backlog::count);
		maintenance.every("purge callbacks", MINUTE, () -> this.callbacks.purge(this.clock.instant()));
		maintenance.every("limit dead letters", MINUTE, new DeadLetterCleanup(this.deadLetterRepository,
				this.settings.deadLetterLimits(), this.listeners, this.clock));
		maintenance.every("look at the clock of the database", MINUTE, clock::check);
		maintenance.every("look for work of other applications", MINUTE,
				new OtherApplications(this.database, this.settings.application())::check);
		return maintenance;
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
			running.workers().close(timeout);
			if (!this.works.awaitRemovals(timeout)) {
				logger.warn("Not all that was handled could be stored; handlers may be called again");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			idle.run();
		}
	}

	/**
	 * The parts that run between a start and the stop after it.
	 *
	 * @param workers the workers
	 * @param search the search that gives them work from the database
	 * @param maintenance the maintenance tasks
	 */
	private record Running(WorkerPool workers, WorkSearch search, MaintenanceTasks maintenance) {

	}

}
