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
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.github.kagkarlsson.scheduler.task.Execution;

/**
 * The work of handlers in the database, in the table of db-scheduler: a task for each
 * handler, an instance for each callback.
 */
final class HandlerTasks {

	private static final String KEY = " where task_name = ? and task_instance = ? and version = ?";

	// Nobody waits for it, and each commit costs as much as several callbacks
	private static final Duration REMOVAL_GATHERING = Duration.ofMillis(5);

	private final JdbcDatabase database;

	private final String insert;

	private final String giveBack;

	private final String retry;

	private final String delete;

	private final BatchWriter<Execution, Boolean> removals;

	HandlerTasks(JdbcDatabase database) {
		this.database = database;
		String table = database.tables().task();
		this.insert = "insert into " + table
				+ " (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, consecutive_failures, "
				+ "version) values (?, ?, ?, ?, ?, ?, ?, ?)";
		String release = "update " + table
				+ " set picked = false, picked_by = null, last_heartbeat = null, version = version + 1, ";
		this.giveBack = release + "consecutive_failures = 0" + KEY;
		this.retry = release + "execution_time = ?, last_failure = ?, consecutive_failures = ?" + KEY;
		this.delete = "delete from " + table + KEY;
		this.removals = new BatchWriter<>(1, REMOVAL_GATHERING, WorkScheduler.threads("livehook-remover-"),
				this::removeAll, (execution) -> false);
	}

	/**
	 * Add work, as a part of the current transaction.
	 * @param works the work, at least one
	 */
	void add(List<Execution> works) {
		this.database.jdbc().batchUpdate(this.insert, works, works.size(), (statement, work) -> {
			statement.setString(1, work.getTaskName());
			statement.setString(2, work.getId());
			statement.setObject(3, JdbcDatabase.toColumn(work.getExecutionTime()), Types.TIMESTAMP_WITH_TIMEZONE);
			statement.setBoolean(4, work.isPicked());
			statement.setString(5, work.pickedBy);
			statement.setObject(6, JdbcDatabase.toColumn(work.lastHeartbeat), Types.TIMESTAMP_WITH_TIMEZONE);
			statement.setInt(7, work.consecutiveFailures);
			statement.setLong(8, work.version);
		});
	}

	/**
	 * Let others have work that was picked, but has not begun.
	 * @param works the work
	 */
	void giveBack(List<Execution> works) {
		if (!works.isEmpty()) {
			this.database.batchUpdate(this.giveBack, works, HandlerTasks::setKey);
		}
	}

	/**
	 * Let work that has failed be tried again. db-scheduler would do this with a plan of
	 * PostgreSQL that may read the whole table.
	 * @param execution the work
	 * @param failedAt when it has failed
	 * @param delay how long it waits from then on
	 * @throws IllegalStateException if another has taken it over
	 */
	void retry(Execution execution, Instant failedAt, Duration delay) {
		checkOne(this.database.update(this.retry, JdbcDatabase.toColumn(failedAt.plus(delay)),
				JdbcDatabase.toColumn(failedAt), execution.consecutiveFailures + 1, execution.getTaskName(),
				execution.getId(), execution.version));
	}

	/**
	 * Remove work that is done, together with what others have done.
	 * @param execution the work
	 * @return whether it was there, and not taken over by another process, once that is
	 * committed
	 */
	CompletableFuture<Boolean> removeDone(Execution execution) {
		return this.removals.write(execution);
	}

	/**
	 * Wait until what is done is removed.
	 * @param timeout how long at most
	 * @return whether it is
	 */
	boolean awaitRemovals(Duration timeout) {
		return this.removals.flush(timeout);
	}

	private List<Boolean> removeAll(List<Execution> executions) {
		int[] removed = this.database.batchUpdate(this.delete, executions, HandlerTasks::setKey);
		return Arrays.stream(removed).mapToObj((count) -> count == 1).toList();
	}

	private static void setKey(PreparedStatement statement, Execution execution) throws SQLException {
		statement.setString(1, execution.getTaskName());
		statement.setString(2, execution.getId());
		statement.setLong(3, execution.version);
	}

	/**
	 * Remove work that is being done, as a part of the current transaction.
	 * @param execution the work
	 * @throws IllegalStateException if another has taken it over
	 */
	void remove(Execution execution) {
		checkOne(this.database.jdbc().update(this.delete, (statement) -> setKey(statement, execution)));
	}

	private static void checkOne(int changed) {
		if (changed != 1) {
			throw new IllegalStateException("The work was taken over by another process");
		}
	}

}
