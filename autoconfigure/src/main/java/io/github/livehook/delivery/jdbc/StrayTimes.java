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

/**
 * Mends times that can only come from a clock that was ahead, so that nothing waits until
 * the present catches up with them.
 */
final class StrayTimes {

	// More than clocks of different nodes may well differ
	private static final Duration TOLERANCE = Duration.ofSeconds(5);

	private final JdbcDatabase database;

	private final Duration longestDelay;

	/**
	 * Create the mending.
	 * @param database the database
	 * @param longestDelay the longest that is waited between two attempts
	 */
	StrayTimes(JdbcDatabase database, Duration longestDelay) {
		this.database = database;
		this.longestDelay = longestDelay;
	}

	void mend(Instant now) {
		String task = this.database.tables().task();
		// What has not failed is due since it was accepted
		this.database.update(
				"update " + task + " set execution_time = ? where picked = ? and ((execution_time > ? "
						+ "and coalesce(consecutive_failures, 0) = 0) or execution_time > ?)",
				JdbcDatabase.toColumn(now), false, JdbcDatabase.toColumn(now.plus(TOLERANCE)),
				JdbcDatabase.toColumn(now.plus(this.longestDelay).plus(TOLERANCE)));
		this.database.update("update " + task + " set last_heartbeat = ? where picked = ? and last_heartbeat > ?",
				JdbcDatabase.toColumn(now), true, JdbcDatabase.toColumn(now.plus(TOLERANCE)));
	}

}
