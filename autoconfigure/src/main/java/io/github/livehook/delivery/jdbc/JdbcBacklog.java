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
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;

/**
 * {@link Backlog} of the database, counted now and then.
 */
final class JdbcBacklog implements Backlog {

	private static final int POLLS_FOR_A_COUNT = 5;

	private static final Duration LONGEST_COUNT = Duration.ofMinutes(1);

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final Predicate<String> handlerExists;

	private final InstantSource clock;

	private final BooleanSupplier takesNothing;

	private final Duration interval;

	private volatile @Nullable Snapshot snapshot;

	private volatile long countedAt;

	/**
	 * Create the backlog.
	 * @param database the database
	 * @param owner whose work is counted
	 * @param handlerExists whether there is a handler with an id
	 * @param clock the clock
	 * @param takesNothing whether no work can be taken from the database
	 * @param polling how often work is looked for
	 */
	JdbcBacklog(JdbcDatabase database, WorkOwner owner, Predicate<String> handlerExists, InstantSource clock,
			BooleanSupplier takesNothing, Duration polling) {
		this.database = database;
		this.owner = owner;
		this.handlerExists = handlerExists;
		this.clock = clock;
		this.takesNothing = takesNothing;
		this.interval = polling.multipliedBy(POLLS_FOR_A_COUNT);
	}

	/**
	 * Return how often it is to be counted.
	 * @return the time between two counts
	 */
	Duration interval() {
		return this.interval;
	}

	void count() {
		try {
			this.snapshot = new Snapshot(this.clock.instant(), countWork(), countDeadLetters());
			this.countedAt = System.nanoTime();
		}
		catch (RuntimeException ex) {
			this.snapshot = null;
			throw ex;
		}
	}

	private List<Work> countWork() {
		Collection<String> apps = this.owner.apps().get();
		Map<String, Work> taken = new TreeMap<>();
		Map<String, Work> orphaned = new TreeMap<>();
		for (Count count : countByApp()) {
			boolean orphan = !this.handlerExists.test(count.handlerId())
					|| !(apps.isEmpty() || apps.contains(count.sdkAppId()));
			(orphan ? orphaned : taken).merge(count.handlerId(),
					new Work(count.handlerId(), count.works(), count.age(), orphan), JdbcBacklog::sum);
		}
		return Stream.concat(taken.values().stream(), orphaned.values().stream()).toList();
	}

	private static Work sum(Work one, Work other) {
		Duration oldest = (one.oldest().compareTo(other.oldest()) >= 0) ? one.oldest() : other.oldest();
		return new Work(one.handlerId(), one.pending() + other.pending(), oldest, one.orphaned());
	}

	// By the clock of the database alone, which has also set the times
	private List<Count> countByApp() {
		return this.database.jdbc()
			.query("select handler_id, sdk_app_id, count(*) as works, min(created_at) as oldest, "
					+ "current_timestamp as counted_at from " + this.database.tables().work()
					+ " where application = ? group by handler_id, sdk_app_id", (result, row) -> {
						Instant oldest = Objects.requireNonNull(JdbcDatabase.instant(result, "oldest"));
						Instant countedAt = Objects.requireNonNull(JdbcDatabase.instant(result, "counted_at"));
						Duration age = Duration.between(oldest, countedAt);
						return new Count(result.getString("handler_id"), result.getString("sdk_app_id"),
								result.getLong("works"), age.isNegative() ? Duration.ZERO : age);
					}, this.owner.application());
	}

	private long countDeadLetters() {
		Long dead = this.database.jdbc()
			.queryForObject("select count(*) from " + this.database.tables().deadLetter() + " where application = ?",
					Long.class, this.owner.application());
		return Objects.requireNonNull(dead);
	}

	@Override
	public @Nullable Snapshot snapshot() {
		// A database that hangs makes no count fail
		boolean outdated = System.nanoTime() - this.countedAt > this.interval.plus(LONGEST_COUNT).toNanos();
		return (outdated || this.takesNothing.getAsBoolean()) ? null : this.snapshot;
	}

	/**
	 * The work of a handler on callbacks of an app.
	 *
	 * @param handlerId the handler
	 * @param sdkAppId the app
	 * @param works how much work there is
	 * @param age how old the oldest is
	 */
	private record Count(String handlerId, String sdkAppId, long works, Duration age) {

	}

}
