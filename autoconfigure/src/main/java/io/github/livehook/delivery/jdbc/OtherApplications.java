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

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.LogSanitizer;

/**
 * Warns of work that waits for an application of another name: perhaps this one was
 * renamed.
 */
final class OtherApplications {

	private static final Logger logger = LoggerFactory.getLogger(OtherApplications.class);

	// By the index: one row of each application
	private static final String FIND = """
			select application, due_at < current_timestamp - interval '1' minute as late from livehook_work
			where application > :after%s order by application, due_at limit 1""";

	private static final int MAX_LENGTH = 100;

	private final JdbcDatabase database;

	private final String own;

	private final Set<String> warnedOf = new HashSet<>();

	OtherApplications(JdbcDatabase database, String own) {
		this.database = database;
		this.own = own;
	}

	/**
	 * Look at the oldest work of each other application, and warn once of each whose work
	 * has been due for more than a minute.
	 */
	void check() {
		// What this one leaves behind in the index may be much
		check("", FIND.formatted(" and application < :own"));
		check(this.own, FIND.formatted(""));
	}

	private void check(String after, String find) {
		Optional<Oldest> oldest = find(after, find);
		while (oldest.isPresent()) {
			String application = oldest.get().application();
			if (oldest.get().late() && this.warnedOf.add(application)) {
				logger.warn(
						"Work for the application {} has been due for more than a minute; this is {}. If the "
								+ "application was renamed, set livehook.delivery.application to its old name",
						LogSanitizer.sanitize(application, MAX_LENGTH), this.own);
			}
			oldest = find(application, find);
		}
	}

	private Optional<Oldest> find(String after, String find) {
		return this.database.inTransaction(() -> this.database.sql(find)
			.param("after", after)
			.param("own", this.own)
			.query((result, row) -> new Oldest(result.getString("application"), result.getBoolean("late")))
			.optional());
	}

	/**
	 * The oldest work of an application.
	 *
	 * @param application the application
	 * @param late whether the work has been due for more than a minute
	 */
	private record Oldest(String application, boolean late) {

	}

}
