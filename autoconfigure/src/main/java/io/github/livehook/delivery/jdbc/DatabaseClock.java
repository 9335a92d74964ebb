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

	private final WorkRepository repository;

	private final Map<String, Duration> longestDelays;

	private final Duration lease;

	private final boolean shared;

	private final Runnable jumpListener;

	private @Nullable Reading last;

	/**
	 * Create a watch.
	 * @param repository the work
	 * @param longestDelays the longest time between two attempts of each handler
	 * @param lease how long a lease is
	 * @param shared whether other processes may use the database
	 * @param jumpListener called after the clock has jumped forward
	 */
	DatabaseClock(WorkRepository repository, Map<String, Duration> longestDelays, Duration lease, boolean shared,
			Runnable jumpListener) {
		this.repository = repository;
		this.longestDelays = longestDelays;
		this.lease = lease;
		this.shared = shared;
		this.jumpListener = jumpListener;
	}

	/**
	 * Make work due that waits for longer than anybody lets it, if the clock was set back
	 * since the last time or may have been before the first. At other times such work is
	 * another node's that knows longer delays, and at the first a lease may be as well.
	 * The listener learns of a jump forward.
	 */
	void check() {
		long before = System.nanoTime();
		Instant now = this.repository.now();
		Reading last = this.last;
		Reading reading = new Reading(now, before, System.nanoTime());
		if (last == null || reading.isSetBackFrom(last)) {
			mend(last != null || !this.shared);
		}
		else if (reading.hasJumpedFrom(last)) {
			this.jumpListener.run();
		}
		this.last = reading;
	}

	private void mend(boolean leased) {
		int mended = this.repository.mend(this.longestDelays, this.lease, leased);
		if (mended > 0) {
			logger.warn("The clock of the database was set back; {} calls of handlers that waited for it are due now",
					mended);
		}
	}

	/**
	 * What the clock said.
	 *
	 * @param time what it said
	 * @param before when it was asked, by {@link System#nanoTime()}
	 * @param after when it had answered
	 */
	private record Reading(Instant time, long before, long after) {

		boolean isSetBackFrom(Reading last) {
			return this.time.isBefore(last.time.plusNanos(this.before - last.after).minus(TOLERANCE));
		}

		boolean hasJumpedFrom(Reading last) {
			return this.time.isAfter(last.time.plusNanos(this.after - last.before).plus(TOLERANCE));
		}

	}

}
