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

/**
 * The statements on the table of work that differ between databases. All times are the
 * database's.
 */
enum WorkDialect {

	/**
	 * H2 has no other time than that of the transaction. One statement that finds work
	 * and takes it would read the whole table, and so would an order that does not name
	 * all columns of the index.
	 */
	H2("current_timestamp", "dateadd(millisecond, ?, current_timestamp)", """
			select callback_row, handler_id, version, attempts, running, due_at from %1$s
			where application = ? and due_at <= current_timestamp
			and due_at >= dateadd(millisecond, - ?, current_timestamp) and due_at >= ?
			and array_contains(?, handler_id)%2$s order by application, due_at limit ?""",
			" and array_contains(?, sdk_app_id)", """
					update %1$s set due_at = current_timestamp
					where application = ? and handler_id = ? and due_at > dateadd(millisecond, ?, current_timestamp)
					and (? or (attempts > 0 and not running))
					and (attempts = 0 or running or due_at > dateadd(millisecond, ?, current_timestamp))"""),

	/**
	 * On PostgreSQL an index serves comparisons with the time of the statement, but none
	 * with clock_timestamp().
	 */
	POSTGRESQL("clock_timestamp()", "clock_timestamp() + ? * interval '1 millisecond'", """
			with due as materialized (
			select callback_row, handler_id, running, due_at from %1$s
			where application = ? and due_at <= statement_timestamp()
			and due_at >= statement_timestamp() - ? * interval '1 millisecond' and due_at >= ?
			and handler_id = any (?)%2$s order by due_at limit ? for update skip locked)
			update %1$s w set due_at = clock_timestamp() + ? * interval '1 millisecond',
			attempts = attempts + 1, running = true, version = version + 1 from due
			where w.callback_row = due.callback_row and w.handler_id = due.handler_id
			returning w.callback_row, w.handler_id, w.version, w.attempts, due.running, due.due_at""",
			" and sdk_app_id = any (?)", """
					update %1$s set due_at = clock_timestamp() where (callback_row, handler_id) in (
					select callback_row, handler_id from %1$s where application = ? and handler_id = ?
					and due_at > statement_timestamp() + ? * interval '1 millisecond'
					and (? or (attempts > 0 and not running))
					and (attempts = 0 or running or due_at > statement_timestamp() + ? * interval '1 millisecond')
					for update skip locked)""");

	private final String now;

	private final String inMillis;

	private final String taking;

	private final String ofApps;

	private final String mending;

	WorkDialect(String now, String inMillis, String taking, String ofApps, String mending) {
		this.now = now;
		this.inMillis = inMillis;
		this.taking = taking;
		this.ofApps = ofApps;
		this.mending = mending;
	}

	static WorkDialect of(JdbcPlatform platform) {
		return switch (platform) {
			case H2 -> H2;
			case POSTGRESQL -> POSTGRESQL;
		};
	}

	/**
	 * Return the time.
	 * @return an expression
	 */
	String now() {
		return this.now;
	}

	/**
	 * Return the time in so many milliseconds.
	 * @return an expression with one parameter
	 */
	String inMillis() {
		return this.inMillis;
	}

	/**
	 * Return whether what finds work takes it as well.
	 * @return {@code false} if another statement has to
	 */
	boolean takesAtOnce() {
		return this == POSTGRESQL;
	}

	/**
	 * Return the statement that finds work that is due. Its parameters are the
	 * application, since how many milliseconds and since when the work may be due, the
	 * handlers, the apps if it is for some only, how much to find at most, and the
	 * milliseconds of the lease if it takes at once.
	 * @param table the table of work
	 * @param someApps whether it is for the work of some apps only
	 * @return the statement
	 */
	String taking(String table, boolean someApps) {
		return this.taking.formatted(table, someApps ? this.ofApps : "");
	}

	/**
	 * Return the statement that makes work due that would be due too late. Its parameters
	 * are the application, the handler, the milliseconds of a lease, whether leases count
	 * as well as retries, and the milliseconds of the longest delay between attempts.
	 * @param table the table of work
	 * @return the statement
	 */
	String mending(String table) {
		return this.mending.formatted(table);
	}

}
