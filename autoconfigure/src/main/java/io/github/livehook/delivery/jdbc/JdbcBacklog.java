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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link Backlog} of the database, counted now and then.
 */
final class JdbcBacklog implements Backlog {

	// By the clock of the database alone, which has also set the times
	private static final String COUNT_WORK = """
			select handler_id, orphaned, count(*) as pending, min(created_at) as oldest, current_timestamp as counted_at
			from (select handler_id, created_at,
			not (handler_id = any (:handlers) and (:all_apps or sdk_app_id = any (:apps))) as orphaned
			from livehook_work where application = :application) w
			group by handler_id, orphaned order by orphaned, handler_id""";

	private static final int POLLS_FOR_A_COUNT = 5;

	private static final Duration LONGEST_COUNT = Duration.ofMinutes(1);

	private final JdbcDatabase database;

	private final JdbcDeliverySettings settings;

	private final DeadLetterRepository deadLetters;

	private final CallbackHandlers handlers;

	private final InstantSource clock;

	private final BooleanSupplier searchFails;

	private volatile @Nullable Snapshot snapshot;

	private volatile long countedAt;

	/**
	 * Create the backlog.
	 * @param database the database
	 * @param settings the settings of the delivery
	 * @param deadLetters the repository of dead letters
	 * @param handlers the handlers of the application
	 * @param clock the clock
	 * @param searchFails whether no work can be taken from the database
	 */
	JdbcBacklog(JdbcDatabase database, JdbcDeliverySettings settings, DeadLetterRepository deadLetters,
			CallbackHandlers handlers, InstantSource clock, BooleanSupplier searchFails) {
		this.database = database;
		this.settings = settings;
		this.deadLetters = deadLetters;
		this.handlers = handlers;
		this.clock = clock;
		this.searchFails = searchFails;
	}

	/**
	 * Return the interval of counts.
	 * @return the time between two counts
	 */
	Duration interval() {
		return this.settings.pollingInterval().multipliedBy(POLLS_FOR_A_COUNT);
	}

	void count() {
		try {
			this.snapshot = new Snapshot(this.clock.instant(), countWork(), this.deadLetters.count());
			this.countedAt = System.nanoTime();
		}
		catch (RuntimeException ex) {
			this.snapshot = null;
			throw ex;
		}
	}

	private List<Work> countWork() {
		Collection<String> apps = this.settings.apps().get();
		return this.database.sql(COUNT_WORK)
			.param("handlers", this.handlers.handlers().stream().map(CallbackHandler::id).toArray(String[]::new))
			.param("all_apps", apps.isEmpty())
			.param("apps", apps.toArray(String[]::new))
			.param("application", this.settings.application())
			.query((result, row) -> work(result))
			.list();
	}

	private static Work work(ResultSet result) throws SQLException {
		Duration age = Duration.between(JdbcDatabase.instant(result, "oldest"),
				JdbcDatabase.instant(result, "counted_at"));
		return new Work(result.getString("handler_id"), result.getLong("pending"),
				age.isNegative() ? Duration.ZERO : age, result.getBoolean("orphaned"));
	}

	@Override
	public @Nullable Snapshot snapshot() {
		// A database that hangs makes no count fail
		boolean outdated = System.nanoTime() - this.countedAt > interval().plus(LONGEST_COUNT).toNanos();
		return (outdated || this.searchFails.getAsBoolean()) ? null : this.snapshot;
	}

}
