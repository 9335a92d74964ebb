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
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The work of handlers. Each row has a time from which anybody may take it: the end of
 * the lease of its holder, the next attempt, or the past. All times are the database's.
 */
final class WorkRepository {

	private static final String KEY = " where callback_row = ? and handler_id = ? and version = ?";

	// Nobody waits for it, and each commit costs as much as several callbacks
	private static final Duration REMOVAL_GATHERING = Duration.ofMillis(5);

	private static final int REMOVED_AT_ONCE = 100;

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final WorkDialect dialect;

	private final String table;

	private final GroupCommit<WorkKey, Boolean> removals;

	WorkRepository(JdbcDatabase database, WorkOwner owner) {
		this.database = database;
		this.owner = owner;
		this.dialect = WorkDialect.of(database.platform());
		this.table = database.tables().work();
		CustomizableThreadFactory threads = new CustomizableThreadFactory("livehook-remover-");
		threads.setDaemon(true);
		this.removals = new GroupCommit<>(1, REMOVAL_GATHERING, threads, this::removeAll,
				new GroupCommit.Limits<>(REMOVED_AT_ONCE, (key) -> 1, (key) -> false));
	}

	WorkOwner owner() {
		return this.owner;
	}

	/**
	 * Add work, as a part of the current transaction.
	 * @param works the work
	 */
	void add(List<NewWork> works) {
		if (works.isEmpty()) {
			return;
		}
		String insert = "insert into " + this.table
				+ " (callback_row, handler_id, application, sdk_app_id, due_at, attempts, running, version) values (?, ?, ?, ?, "
				+ this.dialect.inMillis() + ", ?, ?, ?)";
		this.database.jdbc().batchUpdate(insert, works, works.size(), (statement, work) -> {
			statement.setString(1, work.key().callbackRow());
			statement.setString(2, work.key().handlerId());
			statement.setString(3, this.owner.application());
			statement.setString(4, CallbackInsertion.text(work.sdkAppId()));
			statement.setLong(5, work.lease().toMillis());
			statement.setInt(6, work.begun() ? 1 : 0);
			statement.setBoolean(7, work.begun());
			statement.setInt(8, work.key().version());
		});
	}

	/**
	 * Take work that is due.
	 * @param handlers the handlers that it may be for
	 * @param limit how much at most
	 * @param lease for how long others leave it alone
	 * @param since the bounds of the times since when it is due
	 * @return the work, the attempt that begins now included
	 */
	List<TakenWork> take(Collection<String> handlers, int limit, Duration lease, DueSince since) {
		// May ask a store of the application, which has no part in the transaction
		Collection<String> apps = List.copyOf(this.owner.apps().get());
		return this.database.inTransaction(() -> {
			List<TakenWork> found = find(handlers, apps, limit, lease, since);
			if (this.dialect.takesAtOnce() || found.isEmpty()) {
				return found;
			}
			int[] counts = this.database.batchUpdate(
					"update " + this.table + " set due_at = " + this.dialect.inMillis()
							+ ", attempts = attempts + 1, running = true, version = version + 1" + KEY,
					found, (statement, work) -> {
						statement.setLong(1, lease.toMillis());
						setKey(statement, 2, work.key());
					});
			// Another delivery of this process may have been faster
			return IntStream.range(0, counts.length)
				.filter((i) -> counts[i] == 1)
				.mapToObj((i) -> found.get(i).again())
				.toList();
		});
	}

	private List<TakenWork> find(Collection<String> handlers, Collection<String> apps, int limit, Duration lease,
			DueSince since) {
		return this.database.jdbc().query(this.dialect.taking(this.table, !apps.isEmpty()), (statement) -> {
			int parameter = 0;
			statement.setString(++parameter, this.owner.application());
			statement.setLong(++parameter, since.atMost().toMillis());
			statement.setObject(++parameter, JdbcDatabase.toColumn(since.from()), Types.TIMESTAMP_WITH_TIMEZONE);
			statement.setObject(++parameter, handlers.toArray(String[]::new));
			if (!apps.isEmpty()) {
				statement.setObject(++parameter, apps.toArray(String[]::new));
			}
			statement.setInt(++parameter, limit);
			if (this.dialect.takesAtOnce()) {
				statement.setLong(++parameter, lease.toMillis());
			}
		}, (result, row) -> taken(result));
	}

	private static TakenWork taken(ResultSet result) throws SQLException {
		WorkKey key = new WorkKey(Objects.requireNonNull(result.getString("callback_row")),
				Objects.requireNonNull(result.getString("handler_id")), result.getInt("version"));
		return new TakenWork(key, Objects.requireNonNull(JdbcDatabase.instant(result, "due_at")),
				result.getInt("attempts"), result.getBoolean("running"));
	}

	/**
	 * Set from when on others may take work that is held.
	 * @param changes the changes, at least one
	 * @return the keys of work that another holder has taken over, or that is gone
	 */
	List<WorkKey> setDue(List<NextDue> changes) {
		List<NextDue> ordered = changes.stream()
			.sorted(Comparator.comparing(NextDue::key, WorkKey.LOCK_ORDER))
			.toList();
		int[] counts = this.database.batchUpdate("update " + this.table + " set due_at = " + this.dialect.inMillis()
				+ ", attempts = ?, running = ?, version = version + ?" + KEY, ordered, (statement, change) -> {
					statement.setLong(1, change.delay().toMillis());
					statement.setInt(2, change.attempts());
					statement.setBoolean(3, change.running());
					// Whoever was about to renew the lease comes too late
					statement.setInt(4, change.running() ? 0 : 1);
					setKey(statement, 5, change.key());
				});
		List<WorkKey> lost = new ArrayList<>();
		for (int i = 0; i < counts.length; i++) {
			if (counts[i] == 0) {
				lost.add(ordered.get(i).key());
			}
		}
		return lost;
	}

	/**
	 * Let work be tried again.
	 * @param key the work
	 * @param delay in how long
	 * @param attempts how many attempts have failed
	 * @throws IllegalStateException if another has taken it over
	 */
	void retry(WorkKey key, Duration delay, int attempts) {
		checkHeld(setDue(List.of(new NextDue(key, delay, attempts, false))).isEmpty());
	}

	/**
	 * Remove work that is done, together with other work.
	 * @param key the work
	 * @return whether it was there, and not taken over, once that is committed
	 */
	CompletableFuture<Boolean> removeDone(WorkKey key) {
		return this.removals.write(key);
	}

	boolean awaitRemovals(Duration timeout) {
		return this.removals.flush(timeout);
	}

	private List<Boolean> removeAll(List<WorkKey> keys) {
		List<WorkKey> ordered = keys.stream().sorted(WorkKey.LOCK_ORDER).toList();
		int[] counts = this.database.batchUpdate("delete from " + this.table + KEY, ordered,
				(statement, key) -> setKey(statement, 1, key));
		Map<WorkKey, Boolean> removed = new HashMap<>();
		for (int i = 0; i < counts.length; i++) {
			removed.put(ordered.get(i), counts[i] != 0);
		}
		return keys.stream().map((key) -> Boolean.TRUE.equals(removed.get(key))).toList();
	}

	/**
	 * Remove work, as a part of the current transaction.
	 * @param key the work
	 * @throws IllegalStateException if another has taken it over
	 */
	void remove(WorkKey key) {
		checkHeld(this.database.update("delete from " + this.table + KEY, key.callbackRow(), key.handlerId(),
				key.version()) == 1);
	}

	/**
	 * Return the time by which work is due.
	 * @return the time of the database
	 */
	Instant now() {
		return this.database.query("select " + this.dialect.now() + " as now_there", (statement) -> {
		}, (result) -> {
			result.next();
			return Objects.requireNonNull(JdbcDatabase.instant(result, "now_there"));
		});
	}

	/**
	 * Make work due that is so only after a time for which nobody sets it.
	 * @param longestDelays the longest time between two attempts of each handler
	 * @param lease how long a lease is
	 * @param leased whether that goes for leases as well
	 * @return how much work is due now
	 */
	int mend(Map<String, Duration> longestDelays, Duration lease, boolean leased) {
		return Arrays.stream(this.database.batchUpdate(this.dialect.mending(this.table),
				List.copyOf(longestDelays.entrySet()), (statement, each) -> {
					statement.setString(1, this.owner.application());
					statement.setString(2, each.getKey());
					statement.setLong(3, lease.toMillis());
					statement.setBoolean(4, leased);
					statement.setLong(5, each.getValue().toMillis());
				}))
			.sum();
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
	 * The bounds of the times since when work is due.
	 *
	 * @param atMost for how long at most
	 * @param from from when on, by the clock of the database
	 */
	record DueSince(Duration atMost, Instant from) {

		static DueSince atMost(Duration duration) {
			return new DueSince(duration, Instant.EPOCH);
		}

	}

	/**
	 * A change of the time from which on others may take work.
	 *
	 * @param key the work
	 * @param delay in how long
	 * @param attempts how many attempts have begun
	 * @param running whether the last of them is running
	 */
	record NextDue(WorkKey key, Duration delay, int attempts, boolean running) {

	}

}
