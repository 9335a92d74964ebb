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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the clock of the database. All times of work are its, so when it is set back,
 * work that is due or leased would wait until it has caught up.
 */
final class DatabaseClock {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseClock.class);

	private static final Duration TOLERANCE = Duration.ofSeconds(1);

	private final WorkTable table;

	private final Map<String, Duration> longestWaits;

	private @Nullable Instant last;

	private long lastAt;

	/**
	 * Create a watch.
	 * @param table the work
	 * @param longestWaits the handlers, and for each the longest time for which it sets
	 * work aside
	 */
	DatabaseClock(WorkTable table, Map<String, Duration> longestWaits) {
		this.table = table;
		this.longestWaits = longestWaits;
	}

	/**
	 * Make work due that waits for longer than anybody lets it, if the clock was set back
	 * since the last time or may have been before the first. At other times such work is
	 * another node's that knows longer delays.
	 */
	void check() {
		long at = System.nanoTime();
		Instant now = this.table.now();
		if (this.last == null || now.isBefore(this.last.plusNanos(at - this.lastAt).minus(TOLERANCE))) {
			int mended = this.table.mend(this.longestWaits);
			if (mended > 0) {
				logger.warn(
						"The clock of the database was set back; {} calls of handlers that waited for it are due now",
						mended);
			}
		}
		this.last = now;
		this.lastAt = at;
	}

}
