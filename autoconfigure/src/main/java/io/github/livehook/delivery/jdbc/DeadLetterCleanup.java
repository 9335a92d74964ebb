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
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetterLimits;

/**
 * Removes the dead letters that are too old or too many. Where that is not limited, it
 * warns when their number has grown.
 */
final class DeadLetterCleanup {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterCleanup.class);

	private static final String TOO_OLD = """
			select id from livehook_dead_letter where application = ? and died_at < ?
			order by application, died_at limit ?""";

	// By what is kept, so that nodes that look at the same time find the same ones
	private static final String TOO_MANY = """
			select id from livehook_dead_letter where application = ?
			order by application desc, died_at desc, id desc offset ? rows fetch next ? rows only""";

	private static final int REMOVED_AT_ONCE = 1000;

	private static final long FEW = 500;

	private static final int GROWTH = 2;

	private final JdbcDatabase database;

	private final String application;

	private final DeadLetterLimits limits;

	private final DeadLetterRepository repository;

	private final CallbackListeners listeners;

	private final InstantSource clock;

	private long lastCount = FEW;

	/**
	 * Create a clean-up.
	 * @param database the database
	 * @param settings the settings of the delivery
	 * @param repository the repository of dead letters
	 * @param listeners the listeners to notify
	 * @param clock the clock
	 */
	DeadLetterCleanup(JdbcDatabase database, JdbcDeliverySettings settings, DeadLetterRepository repository,
			CallbackListeners listeners, InstantSource clock) {
		this.database = database;
		this.application = settings.application();
		this.limits = settings.deadLetterLimits();
		this.repository = repository;
		this.listeners = listeners;
		this.clock = clock;
	}

	void run() {
		long notKept = this.repository.takeUnreadableNotKept();
		if (notKept > 0) {
			logger.warn(
					"{} events with bodies that do not fit were not kept, since their handlers have {} dead letters "
							+ "of the same request (livehook.delivery.dead-letters.max-unreadable-per-request)",
					notKept, this.limits.maxUnreadablePerRequest());
		}
		Duration maxAge = this.limits.maxAge();
		if (maxAge != null) {
			removeAll("older than " + maxAge, TOO_OLD, JdbcDatabase.toColumn(this.clock.instant().minus(maxAge)));
		}
		Long maxCount = this.limits.maxCount();
		if (maxCount != null) {
			removeAll("older than the latest " + maxCount, TOO_MANY, maxCount);
		}
		if (maxAge == null && maxCount == null) {
			warnIfGrown(this.repository.count());
		}
	}

	private void removeAll(String reason, String find, Object limit) {
		int removed = 0;
		int found = REMOVED_AT_ONCE;
		while (found == REMOVED_AT_ONCE) {
			List<String> ids = this.database.inTransaction(() -> this.database.sql(find)
				.params(this.application, limit, REMOVED_AT_ONCE)
				.query(String.class)
				.list());
			found = ids.size();
			removed += remove(ids);
		}
		if (removed > 0) {
			logger.info("Removed {} dead letters, which were {}", removed, reason);
		}
	}

	private int remove(List<String> ids) {
		int removed = IntStream.of(this.database.inTransaction(() -> this.repository.remove(ids))).sum();
		if (removed > 0) {
			this.listeners.notify((listener) -> listener.deadLettersRemoved(removed));
		}
		return removed;
	}

	private void warnIfGrown(long count) {
		if (count >= GROWTH * this.lastCount) {
			logger.warn("There are {} dead letters. Replay or discard them, or limit them by "
					+ "livehook.delivery.dead-letters.max-age or max-count", count);
			this.lastCount = count;
		}
		else if (GROWTH * count < this.lastCount) {
			this.lastCount = Math.max(count, FEW);
		}
	}

}
