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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Starts and stops a db-scheduler of our own, which is nobody else's business.
 */
final class WorkScheduler {

	private static final Logger logger = LoggerFactory.getLogger(WorkScheduler.class);

	// As many as db-scheduler asks for at least
	private static final int MISSED_HEARTBEATS = 4;

	// It deletes the work of handlers that it does not know; we keep it
	private static final Duration NEVER = Duration.ofDays(365_000);

	// It is triggered from outside: its own pause outlasts a clock that is set back
	private static final Duration SELDOM = Duration.ofDays(1);

	private static final int NAME_SUFFIX = 8;

	private static final double LOWER_LIMIT = 0.5;

	// One failure more, which is a process that dies, and it is the first attempt
	static final int NOT_YET = -1;

	// Work without a place costs twice as much, and would keep other work from being
	// done. Quick handlers catch up in this time, and for slow ones it is hardly felt
	private static final Duration PATIENCE = Duration.ofMillis(5);

	private final JdbcDatabase database;

	private final JdbcDeliverySettings settings;

	private final InstantSource clock;

	private final HandlerTasks tasks;

	// A process that is started again is another one
	private final String name = UUID.randomUUID().toString().substring(0, NAME_SUFFIX) + "-"
			+ ManagementFactory.getRuntimeMXBean().getName();

	private final WorkHandover handover;

	private final WorkPicking picking;

	private volatile @Nullable Scheduler scheduler;

	private volatile @Nullable ThreadPoolExecutor workers;

	WorkScheduler(JdbcDatabase database, CallbackRows callbacks, HandlerTasks tasks, JdbcDeliverySettings settings,
			InstantSource clock) {
		this.database = database;
		this.tasks = tasks;
		this.settings = settings;
		this.clock = clock;
		this.handover = new WorkHandover(settings.workers(), PATIENCE);
		this.picking = new WorkPicking(database, callbacks, this.handover);
	}

	void start(List<Task<?>> tasks) {
		ThreadPoolExecutor workers = pool(this.settings.workers(), "livehook-worker-");
		Scheduler scheduler = create(tasks, workers);
		scheduler.start();
		this.workers = workers;
		this.scheduler = scheduler;
		this.handover.open();
		lookForWork();
	}

	private Scheduler create(List<Task<?>> tasks, ThreadPoolExecutor workers) {
		return Scheduler.create(this.database.dataSource(), tasks)
			.tableName(this.database.tables().task())
			.jdbcCustomization(this.picking)
			// No more than there are workers: what waits in their queue has no heartbeat
			.pollUsingLockAndFetch(LOWER_LIMIT, 1.0)
			.schedulerName(new SchedulerName.Fixed(this.name))
			.clock(this.clock::instant)
			.threads(this.settings.workers())
			.executorService(workers)
			.dueExecutor(pool(1, "livehook-poller-"))
			.housekeeperExecutor(Executors.newScheduledThreadPool(2, threads("livehook-heartbeat-")))
			.pollingInterval(SELDOM)
			.heartbeatInterval(this.settings.intervals().heartbeat())
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.deleteUnresolvedAfter(NEVER)
			// What a handler throws is logged where it is called
			.failureLogging(LogLevel.DEBUG, false)
			.shutdownMaxWait(this.settings.shutdownTimeout())
			.build();
	}

	private static ThreadPoolExecutor pool(int number, String prefix) {
		return new ThreadPoolExecutor(number, number, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				threads(prefix));
	}

	static CustomizableThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Reserve places for work that is about to be stored.
	 * @param wanted how many
	 * @return the places, to be left after that
	 */
	WorkHandover.Places reserve(int wanted) {
		return this.handover.reserve(wanted, this::idleWorkers);
	}

	private int idleWorkers() {
		ThreadPoolExecutor workers = this.workers;
		return (workers != null) ? workers.getMaximumPoolSize() - workers.getActiveCount() - workers.getQueue().size()
				: 0;
	}

	void leave(WorkHandover.Places places) {
		this.handover.leave(places);
	}

	/**
	 * Return work as it is to be stored.
	 * @param works the works
	 * @param places the places for the first of them, which this process picks
	 * @return the same, due at once
	 */
	List<Execution> due(List<TaskInstance<CallbackSource>> works, WorkHandover.Places places) {
		Instant now = this.clock.instant();
		List<Execution> due = new ArrayList<>();
		for (TaskInstance<CallbackSource> work : works) {
			int number = due.size();
			due.add((number < places.number()) ? new Execution(now, work, true, this.name, null, null,
					(number < places.atOnce()) ? 0 : NOT_YET, now, 1) : new Execution(now, work));
		}
		return due;
	}

	/**
	 * Do what was stored.
	 * @param works the works
	 */
	void run(List<Execution> works) {
		List<Execution> picked = works.stream().filter(Execution::isPicked).toList();
		this.handover.put(picked);
		works.stream()
			.filter((work) -> !work.isPicked())
			.map(Execution::getExecutionTime)
			.min(Instant::compareTo)
			.ifPresent(this.picking::look);
		trigger();
	}

	/**
	 * Look for work that is due, now.
	 */
	void lookForWork() {
		this.picking.lookForAll();
		trigger();
	}

	private void trigger() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.triggerCheckForDueExecutions();
		}
	}

	/**
	 * Let others have the work that has waited here for long.
	 */
	void giveBack() {
		this.tasks.giveBack(this.handover.takeOld());
	}

	/**
	 * Take no more work, and wait for what is running.
	 */
	void stop() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			this.scheduler = null;
			Housekeeping.run("give work back", () -> this.tasks.giveBack(this.handover.close()));
			scheduler.stop();
			if (!this.tasks.awaitRemovals(this.settings.shutdownTimeout())) {
				logger.warn("Not all that was handled could be noted; handlers may be called again");
			}
		}
	}

}
