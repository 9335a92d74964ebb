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

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;

import io.github.livehook.delivery.MaintenanceTasks;

/**
 * Repository of the work of handlers. Each row has a time from which anybody may take it:
 * the end of the lease of its holder, the next attempt, or the past. All times are the
 * database's.
 */
final class WorkRepository {

	static final String MILLIS = "cast(? as bigint) * interval '0.001' second";

	// On PostgreSQL an index serves comparisons with the time of the statement, but none
	// with clock_timestamp(). On H2 the order has to name all columns of the index
	private static final String FIND = """
			select callback_row, handler_id, version, attempts, running, due_at from livehook_work
			where application = ? and due_at <= statement_timestamp()
			and due_at >= statement_timestamp() - %s and due_at >= ?
			and handler_id = any (?)%%s order by application, due_at limit ? for update skip locked"""
		.formatted(MILLIS);

	private static final String TAKE = """
			with due as materialized (%%s) update livehook_work w set due_at = clock_timestamp() + %s,
			attempts = w.attempts + 1, running = true, version = w.version + 1 from due
			where w.callback_row = due.callback_row and w.handler_id = due.handler_id
			returning w.callback_row, w.handler_id, w.version, w.attempts, due.running, due.due_at""".formatted(MILLIS);

	private static final String KEY = " where callback_row = ? and handler_id = ? and version = ?";

	static final String REMOVE = "delete from livehook_work" + KEY;

	static final String SET_DUE = "update livehook_work set due_at = clock_timestamp() + " + MILLIS
			+ ", attempts = ?, running = ?, version = ?" + KEY;

	// Nobody waits for it, and each commit costs as much as several callbacks
	private static final Duration REMOVAL_GATHERING = Duration.ofMillis(5);

	private static final int REMOVED_AT_ONCE = 100;

	private final JdbcDatabase database;

	private final String application;

	private final Supplier<? extends Collection<String>> apps;

	private final GroupCommit<WorkKey, Set<WorkKey>> removals;

	/**
	 * Create a repository.
	 * @param database the database
	 * @param application the application whose work to store and take
	 * @param apps the supplier of the SDKAppIDs whose work to take, none for all
	 */
	WorkRepository(JdbcDatabase database, String application, Supplier<? extends Collection<String>> apps) {
		this.database = database;
		this.application = application;
		this.apps = apps;
		this.removals = new GroupCommit<>(1, REMOVAL_GATHERING, MaintenanceTasks.daemons("livehook-remover-"),
				this::removeAll, REMOVED_AT_ONCE, (key) -> 1, (key) -> false);
	}

	/**
	 * Add work, as a part of the current transaction.
	 * @param works the work
	 */
	void add(List<NewWork> works) {
		this.database.batchUpdate("""
				insert into livehook_work (callback_row, handler_id, application, sdk_app_id, due_at, attempts,
				running, version) values (?, ?, ?, ?, clock_timestamp() + %s, ?, ?, ?)""".formatted(MILLIS), works,
				(statement, work) -> {
					statement.setString(1, work.key().callbackRow());
					statement.setString(2, work.key().handlerId());
					statement.setString(3, this.application);
					statement.setString(4, MetadataColumns.text(work.sdkAppId()));
					statement.setLong(5, work.lease().toMillis());
					statement.setInt(6, work.begun() ? 1 : 0);
					statement.setBoolean(7, work.begun());
					statement.setInt(8, work.key().version());
				});
	}

	/**
	 * Take work that is due.
	 * @param handlers the ids of the handlers whose work to take
	 * @param limit the maximum number of work items
	 * @param lease the duration of the leases
	 * @param since the longest time for which work may have been due
	 * @param from the earliest time at which work may have become due
	 * @return the work, the attempts that begin now included
	 */
	List<TakenWork> take(Collection<String> handlers, int limit, Duration lease, Duration since, Instant from) {
		// May ask a store of the application, which has no part in the transaction
		Collection<String> apps = List.copyOf(this.apps.get());
		List<Object> values = new ArrayList<>(List.of(this.application, since.toMillis(), JdbcDatabase.toColumn(from),
				handlers.toArray(String[]::new)));
		if (!apps.isEmpty()) {
			values.add(apps.toArray(String[]::new));
		}
		values.add(limit);
		return this.database.inTransaction(() -> take(values, !apps.isEmpty(), lease));
	}

	private List<TakenWork> take(List<Object> values, boolean someApps, Duration lease) {
		if (!this.database.isH2()) {
			return query(takeStatement(someApps), values, lease.toMillis());
		}
		// One statement for both would have H2 read the whole table
		List<TakenWork> found = query(findStatement(someApps), values);
		Set<WorkKey> lost = setDue(found.stream().map((work) -> NextDue.taken(work, lease)).toList());
		return found.stream().filter((work) -> !lost.contains(work.key())).map(TakenWork::again).toList();
	}

	static String findStatement(boolean someApps) {
		return FIND.formatted(someApps ? " and sdk_app_id = any (?)" : "");
	}

	static String takeStatement(boolean someApps) {
		return TAKE.formatted(findStatement(someApps));
	}

	private List<TakenWork> query(String sql, List<Object> values, Object... more) {
		return this.database.sql(sql).params(values).params(more).query((result, row) -> taken(result)).list();
	}

	private static TakenWork taken(ResultSet result) throws SQLException {
		WorkKey key = new WorkKey(result.getString("callback_row"), result.getString("handler_id"),
				result.getInt("version"));
		return new TakenWork(key, JdbcDatabase.instant(result, "due_at"), result.getInt("attempts"),
				result.getBoolean("running"));
	}

	/**
	 * Set the times from which others may take work that is held.
	 * @param changes the changes
	 * @return the keys of work that another holder has taken over, or that is gone
	 */
	Set<WorkKey> setDue(List<NextDue> changes) {
		return change(SET_DUE, changes, NextDue::key, (statement, change) -> {
			statement.setLong(1, change.delay().toMillis());
			statement.setInt(2, change.attempts());
			statement.setBoolean(3, change.running());
			statement.setInt(4, change.version());
			setKey(statement, 5, change.key());
		});
	}

	/**
	 * Let work be tried again.
	 * @param key the work
	 * @param delay the time until then
	 * @param attempts the number of attempts that have failed
	 * @throws IllegalStateException if another holder has taken it over
	 */
	void retry(WorkKey key, Duration delay, int attempts) {
		checkHeld(setDue(List.of(NextDue.released(key, delay, attempts))).isEmpty());
	}

	/**
	 * Remove work that is done, together with other work.
	 * @param key the work
	 * @return whether it was there, and not taken over, once that is committed
	 */
	CompletableFuture<Boolean> removeDone(WorkKey key) {
		return this.removals.write(key).thenApply((lost) -> !lost.contains(key));
	}

	boolean awaitRemovals(Duration timeout) throws InterruptedException {
		return this.removals.flush(timeout);
	}

	private Set<WorkKey> removeAll(List<WorkKey> keys) {
		return change(REMOVE, keys, Function.identity(), (statement, key) -> setKey(statement, 1, key));
	}

	/**
	 * Remove work, as a part of the current transaction.
	 * @param key the work
	 * @throws IllegalStateException if another holder has taken it over
	 */
	void remove(WorkKey key) {
		checkHeld(this.database.update(REMOVE, key.callbackRow(), key.handlerId(), key.version()) == 1);
	}

	private <T> Set<WorkKey> change(String sql, List<T> items, Function<T, WorkKey> key,
			ParameterizedPreparedStatementSetter<T> values) {
		if (items.isEmpty()) {
			return Set.of();
		}
		List<T> ordered = items.stream().sorted(Comparator.comparing(key, WorkKey.LOCK_ORDER)).toList();
		int[] counts = this.database.inTransaction(() -> this.database.batchUpdate(sql, ordered, values));
		return IntStream.range(0, counts.length)
			.filter((i) -> counts[i] == 0)
			.mapToObj((i) -> key.apply(ordered.get(i)))
			.collect(Collectors.toSet());
	}

	private static void checkHeld(boolean held) {
		if (!held) {
			throw new IllegalStateException("The work was taken over by another process");
		}
	}

	private static void setKey(PreparedStatement statement, int first, WorkKey key) throws SQLException {
		statement.setString(first, key.callbackRow());
		statement.setString(first + 1, key.handlerId());
		statement.setInt(first + 2, key.version());
	}

	/**
	 * Work to add.
	 *
	 * @param key the key of the work
	 * @param sdkAppId the app of the callback
	 * @param lease the time for which nobody takes it
	 * @param begun whether the first attempt begins at once
	 */
	record NewWork(WorkKey key, String sdkAppId, Duration lease, boolean begun) {

	}

	/**
	 * Work that was taken.
	 *
	 * @param key the key of the work
	 * @param dueAt the time since when it was due
	 * @param attempts the number of attempts that have begun
	 * @param died whether the end of the attempt before was never stored
	 */
	record TakenWork(WorkKey key, Instant dueAt, int attempts, boolean died) {

		private TakenWork again() {
			return new TakenWork(this.key.next(), this.dueAt, this.attempts + 1, this.died);
		}

	}

	/**
	 * A change of the time from which others may take work.
	 *
	 * @param key the key of the work
	 * @param version the version of the work after the change
	 * @param delay the time until then
	 * @param attempts the number of attempts that have begun
	 * @param running whether the last of them is running
	 */
	record NextDue(WorkKey key, int version, Duration delay, int attempts, boolean running) {

		static NextDue renewed(WorkKey key, Duration lease, int attempts) {
			return new NextDue(key, key.version(), lease, attempts, true);
		}

		// With another version, so that a renewal of the lease comes too late
		static NextDue released(WorkKey key, Duration delay, int attempts) {
			return new NextDue(key, key.next().version(), delay, attempts, false);
		}

		private static NextDue taken(TakenWork found, Duration lease) {
			return new NextDue(found.key(), found.key().next().version(), lease, found.attempts() + 1, true);
		}

	}

}
