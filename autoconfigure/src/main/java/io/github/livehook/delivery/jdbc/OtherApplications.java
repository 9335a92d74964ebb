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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.LogSanitizer;

/**
 * Warns of work that waits for an application of another name: perhaps this one was
 * renamed.
 */
final class OtherApplications {

	private static final Logger logger = LoggerFactory.getLogger(OtherApplications.class);

	private static final Duration UNUSUAL = Duration.ofMinutes(1);

	private static final int MAX_LENGTH = 100;

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final Set<String> told = new HashSet<>();

	OtherApplications(JdbcDatabase database, WorkOwner owner) {
		this.database = database;
		this.owner = owner;
	}

	/**
	 * Look at the oldest work of each other application, and warn once of each whose work
	 * has been due for long.
	 */
	void check() {
		String own = this.owner.application();
		// What this one leaves behind in the index may be much
		check("", " and application < ?", own);
		check(own, "");
	}

	private void check(String after, String condition, Object... values) {
		Oldest next = after(after, condition, values);
		while (next != null) {
			if (next.waiting().compareTo(UNUSUAL) > 0 && this.told.add(next.application())) {
				logger.warn(
						"Work for the application {} has been due for more than a minute; this is {}. If the "
								+ "application was renamed, set livehook.delivery.application to its old name",
						LogSanitizer.sanitize(next.application(), MAX_LENGTH), this.owner.application());
			}
			next = after(next.application(), condition, values);
		}
	}

	// By the index: one row of each application
	private @Nullable Oldest after(String application, String condition, Object... values) {
		String sql = "select application, due_at, current_timestamp as looked_at from " + this.database.tables().work()
				+ " where application > ?" + condition + " order by application, due_at limit 1";
		List<Oldest> found = this.database.inTransaction(() -> this.database.jdbc()
			.query(sql, (result, row) -> oldest(result),
					Stream.concat(Stream.of(application), Stream.of(values)).toArray()));
		return found.isEmpty() ? null : found.get(0);
	}

	private static Oldest oldest(ResultSet result) throws SQLException {
		Instant dueAt = Objects.requireNonNull(JdbcDatabase.instant(result, "due_at"));
		Instant lookedAt = Objects.requireNonNull(JdbcDatabase.instant(result, "looked_at"));
		return new Oldest(result.getString("application"), Duration.between(dueAt, lookedAt));
	}

	/**
	 * The oldest work of an application.
	 *
	 * @param application the application
	 * @param waiting for how long it has been due
	 */
	private record Oldest(String application, Duration waiting) {

	}

}
