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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.task.Task;

import org.springframework.util.Assert;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeliveryListener;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.HandlerPermits;
import io.github.livehook.delivery.Permits;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TimedHandlerCalls;
import io.github.livehook.event.Callback;
import io.github.livehook.handler.CallbackDecider;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link CallbackDelivery} that stores callbacks before they are answered, and calls the
 * handlers from the database: at once on the node that has accepted the callback when it
 * can, otherwise on any.
 *
 * @since 0.1.0
 */
public final class JdbcCallbackDelivery implements CallbackDelivery {

	private static final int POLLS_FOR_A_COUNT = 5;

	private static final Duration MEND_INTERVAL = Duration.ofSeconds(5);

	private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

	private static final int CHORES = 5;

	private static final int MAX_ID_LENGTH = 255;

	private final Receivers receivers;

	private final RetryPolicy retryPolicy;

	private final JdbcDatabase database;

	private final JdbcDeliverySettings settings;

	private final InstantSource clock;

	private final HandlerPermits permits;

	private final CallbackRows callbacks;

	private final HandlerTasks tasks;

	private final CallbackStore store;

	private final WorkScheduler scheduler;

	private final JdbcDeadLetters deadLetters;

	private final JdbcBacklog backlog;

	private volatile Housekeeping housekeeping = new Housekeeping(CHORES);

	/**
	 * Create a delivery.
	 * @param database the database, with all tables
	 * @param receivers what takes callbacks from it
	 * @param retryPolicy when a handler is tried again
	 * @param settings the settings
	 * @param clock the clock
	 */
	public JdbcCallbackDelivery(JdbcDatabase database, Receivers receivers, RetryPolicy retryPolicy,
			JdbcDeliverySettings settings, InstantSource clock) {
		this.receivers = receivers;
		this.retryPolicy = retryPolicy;
		this.database = database;
		this.settings = settings;
		this.clock = clock;
		this.permits = new HandlerPermits(settings.maxConcurrency());
		this.callbacks = new CallbackRows(database, settings.deduplicationWindow());
		this.tasks = new HandlerTasks(database);
		this.scheduler = new WorkScheduler(database, this.callbacks, this.tasks, settings, clock);
		this.store = new CallbackStore(database, this.callbacks, this.tasks, this.scheduler, clock);
		this.deadLetters = new JdbcDeadLetters(database, this.tasks, clock, this.scheduler::lookForWork);
		this.backlog = new JdbcBacklog(database, this::hasHandler, clock);
	}

	private boolean hasHandler(String id) {
		return handlers().anyMatch((handler) -> handler.id().equals(id));
	}

	// What decides is never given what was stored for a handler of the same id
	private Stream<CallbackHandler> handlers() {
		return this.receivers.handlers().all().stream().filter((handler) -> !(handler instanceof CallbackDecider));
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
		List<HandlerWork> works = works();
		this.permits.open();
		this.scheduler.start(works.stream().<Task<?>>map(HandlerWork::toTask).toList());
		StrayTimes strayTimes = new StrayTimes(this.database,
				works.stream().map(HandlerWork::longestDelay).max(Duration::compareTo).orElse(Duration.ZERO));
		// Before anybody asks for it
		Housekeeping.run("count the backlog", this.backlog::count);
		Housekeeping housekeeping = new Housekeeping(CHORES);
		Duration polling = this.settings.intervals().polling();
		housekeeping.every("look for work", polling, this::lookForWork);
		Duration heartbeat = this.settings.intervals().heartbeat();
		housekeeping.every("give work back", (polling.compareTo(heartbeat) < 0) ? polling : heartbeat,
				this.scheduler::giveBack);
		housekeeping.every("mend times", MEND_INTERVAL, () -> strayTimes.mend(this.clock.instant()));
		housekeeping.every("count the backlog", polling.multipliedBy(POLLS_FOR_A_COUNT), this.backlog::count);
		housekeeping.every("purge callbacks", PURGE_INTERVAL, this::purge);
		this.housekeeping = housekeeping;
	}

	private List<HandlerWork> works() {
		WorkLedger ledger = new WorkLedger(this.callbacks, this.tasks, this.deadLetters, this.receivers.listeners());
		List<HandlerWork> works = new ArrayList<>();
		for (CallbackHandler handler : handlers().toList()) {
			Assert.state(handler.id().length() <= MAX_ID_LENGTH,
					() -> "The id of %s is longer than %d characters".formatted(handler.description(), MAX_ID_LENGTH));
			works.add(
					new HandlerWork(handler, this.retryPolicy, this.receivers.calls(), this.receivers.codec(), ledger));
		}
		return works;
	}

	// If the database is away, one line says so, and not db-scheduler with a stack trace
	private void lookForWork() {
		this.database.check();
		this.scheduler.lookForWork();
	}

	private void purge() {
		boolean more = true;
		while (more) {
			more = this.callbacks.purge(this.clock.instant());
		}
	}

	@Override
	public void stop(Runnable idle) {
		this.permits.close(() -> this.housekeeping.end(() -> {
			this.scheduler.stop();
			idle.run();
		}));
	}

	@Override
	public Permits permits() {
		return this.permits;
	}

	@Override
	public List<DeliveryResult> deliver(List<Callback> callbacks, DeliveryProgress progress) {
		List<List<CallbackHandler>> handlers = callbacks.stream()
			.map((callback) -> this.receivers.handlers().forCommand(callback.metadata().command()))
			.toList();
		if (handlers.stream().allMatch(List::isEmpty)) {
			return all(callbacks, DeliveryResult.of(Status.NO_HANDLER));
		}
		if (!this.permits.tryAcquire()) {
			return all(callbacks, DeliveryResult.of(Status.SATURATED));
		}
		try {
			List<DeliveryResult> results = this.store.store(callbacks, handlers, progress);
			progress.accepted();
			return results;
		}
		catch (RuntimeException ex) {
			return all(callbacks, new DeliveryResult(Status.NOT_STORED, Causes.describeTypes(ex)));
		}
		finally {
			this.permits.release();
		}
	}

	private static List<DeliveryResult> all(List<Callback> callbacks, DeliveryResult result) {
		return callbacks.stream().map((callback) -> result).toList();
	}

	/**
	 * What takes callbacks from the database.
	 *
	 * @param handlers the handlers
	 * @param calls what calls them
	 * @param codec what reads bodies
	 * @param listeners who is told of each attempt
	 */
	public record Receivers(CallbackHandlers handlers, TimedHandlerCalls calls, CallbackCodec codec,
			List<DeliveryListener> listeners) {

	}

}
