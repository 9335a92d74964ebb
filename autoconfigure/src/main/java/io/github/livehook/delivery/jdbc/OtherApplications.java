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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.event.PrintableText;

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
	 * Look at the oldest work of each other application, and warn once of each that does
	 * not take it.
	 */
	void check() {
		List<Oldest> next = after("");
		while (!next.isEmpty()) {
			Oldest oldest = next.get(0);
			if (oldest.waiting().compareTo(UNUSUAL) > 0 && !oldest.application().equals(this.owner.application())
					&& this.told.add(oldest.application())) {
				logger.warn(
						"Work waits in the database for the application {}, and nobody takes it; this is {}. If the "
								+ "application was renamed, set livehook.delivery.application to its old name",
						PrintableText.of(oldest.application(), MAX_LENGTH), this.owner.application());
			}
			next = after(oldest.application());
		}
	}

	// By the index: one row of each application
	private List<Oldest> after(String application) {
		return this.database
			.inTransaction(() -> this.database.jdbc()
				.query("select application, due_at, current_timestamp as looked_at from "
						+ this.database.tables().work() + " where application > ? order by application, due_at limit 1",
						(result, row) -> {
							Instant dueAt = Objects.requireNonNull(JdbcDatabase.instant(result, "due_at"));
							Instant lookedAt = Objects.requireNonNull(JdbcDatabase.instant(result, "looked_at"));
							return new Oldest(result.getString("application"), Duration.between(dueAt, lookedAt));
						}, application));
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
