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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Starts and stops a db-scheduler of our own, which is nobody else's business.
 */
final class WorkScheduler {

	// As many as db-scheduler asks for at least
	private static final int MISSED_HEARTBEATS = 4;

	// It deletes the work of handlers that it does not know; we keep it
	private static final Duration NEVER = Duration.ofDays(365_000);

	// It is triggered from outside: its own pause outlasts a clock that is set back
	private static final Duration SELDOM = Duration.ofDays(1);

	private static final int NAME_SUFFIX = 8;

	private final JdbcDatabase database;

	private final JdbcDeliverySettings settings;

	private final InstantSource clock;

	private volatile @Nullable Scheduler scheduler;

	WorkScheduler(JdbcDatabase database, JdbcDeliverySettings settings, InstantSource clock) {
		this.database = database;
		this.settings = settings;
		this.clock = clock;
	}

	void start(List<Task<?>> tasks) {
		SchedulerBuilder builder = Scheduler.create(this.database.dataSource(), tasks)
			.tableName(this.database.tables().task())
			.jdbcCustomization(this.database.platform().customization())
			.schedulerName(new SchedulerName.Fixed(uniqueName()))
			.clock(this.clock::instant)
			.threads(this.settings.workers())
			.executorService(threads(this.settings.workers(), "livehook-worker-"))
			.dueExecutor(threads(1, "livehook-poller-"))
			.housekeeperExecutor(Executors.newScheduledThreadPool(2, factory("livehook-heartbeat-")))
			.pollingInterval(SELDOM)
			.heartbeatInterval(this.settings.intervals().heartbeat())
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.deleteUnresolvedAfter(NEVER)
			// What a handler throws is logged where it is called
			.failureLogging(LogLevel.DEBUG, false)
			.shutdownMaxWait(this.settings.shutdownTimeout());
		Scheduler scheduler = this.database.platform().poll(builder).build();
		scheduler.start();
		this.scheduler = scheduler;
	}

	private static ExecutorService threads(int number, String prefix) {
		return Executors.newFixedThreadPool(number, factory(prefix));
	}

	private static CustomizableThreadFactory factory(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	// A process that is started again is another one
	private static String uniqueName() {
		return UUID.randomUUID().toString().substring(0, NAME_SUFFIX) + "-"
				+ ManagementFactory.getRuntimeMXBean().getName();
	}

	/**
	 * Look for work that is due, now.
	 */
	void trigger() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.triggerCheckForDueExecutions();
		}
	}

	/**
	 * Take no more work, and wait for what is running.
	 */
	void stop() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			this.scheduler = null;
			scheduler.stop();
		}
	}

}
