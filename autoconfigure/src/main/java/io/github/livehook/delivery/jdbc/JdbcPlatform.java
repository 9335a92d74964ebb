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
import java.util.Locale;

import com.github.kagkarlsson.scheduler.TaskResolver.UnresolvedTask;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import org.jspecify.annotations.Nullable;

/**
 * The databases that callbacks can be kept in.
 *
 * @since 0.1.0
 */
public enum JdbcPlatform {

	/**
	 * H2, in a file of one process.
	 */
	H2("H2", "") {

		// Nobody else picks, so there are no rows that others have locked
		@Override
		List<Execution> pick(JdbcTaskRepositoryContext context, Instant now, int limit) {
			List<String> unknown = context.taskResolver.getUnresolved()
				.stream()
				.map(UnresolvedTask::getTaskName)
				.toList();
			String sql = """
					select * from final table (update %1$s set picked = true, picked_by = ?, last_heartbeat = ?,
					version = version + 1 where picked = false and (task_instance, task_name) in (
					select task_instance, task_name from %1$s where picked = false and execution_time <= ?
					and not array_contains(?, task_name) order by execution_time limit ?))"""
				.formatted(context.tableName);
			return context.jdbcRunner.query(sql, (statement) -> {
				statement.setString(1, context.schedulerName.getName());
				statement.setObject(2, JdbcDatabase.toColumn(now));
				statement.setObject(3, JdbcDatabase.toColumn(now));
				statement.setObject(4, unknown.toArray(String[]::new));
				statement.setInt(5, limit);
			}, context.resultSetMapper.get());
		}

	},

	/**
	 * PostgreSQL, for several processes.
	 */
	POSTGRESQL("PostgreSQL", " on conflict do nothing") {

		@Override
		List<Execution> pick(JdbcTaskRepositoryContext context, Instant now, int limit) {
			return skippingLocked.lockAndFetchSingleStatement(context, now, limit, false);
		}

	};

	private static final JdbcCustomization skippingLocked = new PostgreSqlJdbcCustomization(false, false);

	private final String productName;

	private final String unlessExists;

	JdbcPlatform(String productName, String unlessExists) {
		this.productName = productName;
		this.unlessExists = unlessExists;
	}

	static @Nullable JdbcPlatform ofProduct(String productName) {
		for (JdbcPlatform platform : values()) {
			if (platform.productName.equalsIgnoreCase(productName)) {
				return platform;
			}
		}
		return null;
	}

	/**
	 * Return the script that creates the tables.
	 * @return its location in the class path
	 */
	public String schemaLocation() {
		return "io/github/livehook/delivery/jdbc/schema-%s.sql".formatted(name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Return what an insert ends with that does nothing if there is such a row. Without
	 * it, the database refuses the row.
	 * @return the end of the statement, empty if there is none
	 */
	String unlessExists() {
		return this.unlessExists;
	}

	/**
	 * Return whether several rows can be inserted at once although there may be such a
	 * row.
	 * @return {@code false} if the refused one has to be found out
	 */
	boolean insertsAtOnce() {
		return !this.unlessExists.isEmpty();
	}

	/**
	 * Pick work that is due for this process.
	 * @param context the table, and who picks
	 * @param now the time
	 * @param limit how much at most
	 * @return the work
	 */
	abstract List<Execution> pick(JdbcTaskRepositoryContext context, Instant now, int limit);

}
