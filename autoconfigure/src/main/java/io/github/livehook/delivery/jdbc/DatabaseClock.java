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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the clock of the database. All times of work are its, so when it is set back,
 * work that is due or leased would wait until it has caught up.
 */
final class DatabaseClock {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseClock.class);

	static final String MAKE_DUE = """
			update livehook_work set due_at = clock_timestamp() where (callback_row, handler_id) in (
			select callback_row, handler_id from livehook_work where application = ? and handler_id = ?
			and due_at > statement_timestamp() + %1$s and (? or (attempts > 0 and not running))
			and (attempts = 0 or running or due_at > statement_timestamp() + %1$s) for update skip locked)"""
		.formatted(WorkRepository.MILLIS);

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final JdbcDatabase database;

	private final String application;

	private final Map<String, Duration> longestDelays;

	private final Duration lease;

	private final boolean shared;

	private final Runnable jumpListener;

	private @Nullable Reading last;

	/**
	 * Create a watch.
	 * @param database the database
	 * @param application the application whose work waits for the clock
	 * @param longestDelays the longest time between two attempts of each handler, by the
	 * ids of the handlers
	 * @param lease the duration of a lease
	 * @param shared whether other processes may use the database
	 * @param jumpListener the listener to call after the clock has jumped forward
	 */
	DatabaseClock(JdbcDatabase database, String application, Map<String, Duration> longestDelays, Duration lease,
			boolean shared, Runnable jumpListener) {
		this.database = database;
		this.application = application;
		this.longestDelays = longestDelays;
		this.lease = lease;
		this.shared = shared;
		this.jumpListener = jumpListener;
	}

	/**
	 * Make work due that waits for longer than anybody lets it, if the clock was set back
	 * since the last check or may have been before the first. At other times such work is
	 * another node's that knows longer delays, and at the first check a lease may be as
	 * well. The listener is called after a jump forward.
	 */
	void check() {
		long before = System.nanoTime();
		Instant now = this.database
			.inTransaction(() -> this.database.sql("select clock_timestamp()").query(OffsetDateTime.class).single())
			.toInstant();
		Reading last = this.last;
		Reading reading = new Reading(now, before, System.nanoTime());
		if (last == null || reading.isSetBackFrom(last)) {
			makeDue(last != null || !this.shared);
		}
		else if (reading.hasJumpedFrom(last)) {
			this.jumpListener.run();
		}
		this.last = reading;
	}

	private void makeDue(boolean leased) {
		int[] due = this.database.inTransaction(() -> this.database.batchUpdate(MAKE_DUE,
				List.copyOf(this.longestDelays.entrySet()), (statement, longestDelay) -> {
					statement.setString(1, this.application);
					statement.setString(2, longestDelay.getKey());
					statement.setLong(3, this.lease.toMillis());
					statement.setBoolean(4, leased);
					statement.setLong(5, longestDelay.getValue().toMillis());
				}));
		int sum = IntStream.of(due).sum();
		if (sum > 0) {
			logger.warn("The clock of the database was set back; {} calls of handlers that waited for it are due now",
					sum);
		}
	}

	/**
	 * A reading of the clock.
	 *
	 * @param time the time that it showed
	 * @param before the time before the query, by {@link System#nanoTime()}
	 * @param after the time after it
	 */
	private record Reading(Instant time, long before, long after) {

		boolean isSetBackFrom(Reading last) {
			return this.time.isBefore(last.time.plusNanos(this.before - last.after).minus(TOLERANCE));
		}

		boolean hasJumpedFrom(Reading last) {
			return this.time.isAfter(last.time.plusNanos(this.after - last.before).plus(TOLERANCE));
		}

	}

}
