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

import java.time.Instant;
import java.util.List;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

/**
 * The work of handlers in the database, in the table of db-scheduler: a task for each
 * handler, an instance for each callback.
 */
final class HandlerTasks {

	private final JdbcDatabase database;

	private final SchedulerClient client;

	HandlerTasks(JdbcDatabase database) {
		this.database = database;
		this.client = SchedulerClient.Builder.create(database.transactionalDataSource())
			.tableName(database.tables().task())
			.jdbcCustomization(database.platform().customization())
			.build();
	}

	/**
	 * Add work that is due at once, as a part of the current transaction.
	 * @param works the works
	 * @param now the time
	 */
	void add(List<TaskInstance<?>> works, Instant now) {
		this.client.scheduleBatch(works, now);
	}

	static TaskInstance<?> work(String handlerId, String callbackRow) {
		return new TaskInstance<>(handlerId, callbackRow);
	}

	/**
	 * Remove work that is being done, as a part of the current transaction.
	 * @param execution the work
	 * @throws IllegalStateException if another has taken it over
	 */
	void remove(Execution execution) {
		int removed = this.database.jdbc()
			.update("delete from " + this.database.tables().task()
					+ " where task_name = ? and task_instance = ? and version = ?", execution.getTaskName(),
					execution.getId(), execution.version);
		if (removed != 1) {
			throw new IllegalStateException("The work was taken over by another process");
		}
	}

}
