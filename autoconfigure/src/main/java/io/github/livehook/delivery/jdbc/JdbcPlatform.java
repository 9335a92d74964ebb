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

import java.util.Locale;

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
	// Nobody else picks, so there are no rows that others have locked
	H2("H2", "", "", """
			select * from final table (update %1$s set picked = true, picked_by = ?5, last_heartbeat = ?6,
			version = version + 1 where picked = false and (task_instance, task_name) in (
			select task_instance, task_name from %1$s where picked = false and execution_time between ?1 and ?2
			and not array_contains(?3, task_name) order by execution_time limit ?4))"""),

	/**
	 * PostgreSQL, for several processes.
	 */
	// It keeps the plan of a statement that is used again and again. Work lives for
	// milliseconds, so that may be the plan for an empty table: to read all of it
	POSTGRESQL("PostgreSQL", " on conflict do nothing", "set local enable_seqscan = off", """
			with due as materialized (
			select task_instance, task_name from %1$s where not picked and execution_time between ? and ?
			and task_name <> all (?) order by execution_time limit ? for update skip locked)
			update %1$s t set picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
			from due where t.task_instance = due.task_instance and t.task_name = due.task_name returning t.*""");

	private final String productName;

	private final String unlessExists;

	private final String avoidingScans;

	private final String picking;

	JdbcPlatform(String productName, String unlessExists, String avoidingScans, String picking) {
		this.productName = productName;
		this.unlessExists = unlessExists;
		this.avoidingScans = avoidingScans;
		this.picking = picking;
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
	 * Return what keeps a transaction from reading a table as a whole where there is an
	 * index.
	 * @return the statement, empty if none is needed
	 */
	String avoidingScans() {
		return this.avoidingScans;
	}

	/**
	 * Return the statement that picks work that is due, and returns its rows. Its
	 * parameters are between which times it is due, the names of tasks that are left, how
	 * much to pick at most, who picks, and the time of that.
	 * @param table the table of tasks
	 * @return the statement
	 */
	String picking(String table) {
		return this.picking.formatted(table);
	}

}
