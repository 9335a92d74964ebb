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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;

/**
 * {@link Backlog} of the database, counted now and then.
 */
final class JdbcBacklog implements Backlog {

	private final JdbcDatabase database;

	private final Predicate<String> handlerExists;

	private final InstantSource clock;

	private volatile @Nullable Snapshot snapshot;

	JdbcBacklog(JdbcDatabase database, Predicate<String> handlerExists, InstantSource clock) {
		this.database = database;
		this.handlerExists = handlerExists;
		this.clock = clock;
	}

	void count() {
		try {
			this.snapshot = new Snapshot(this.clock.instant(), countWork(), countDeadLetters());
		}
		catch (RuntimeException ex) {
			this.snapshot = null;
			throw ex;
		}
	}

	// By the clock of the database alone, which has also set the times
	private List<Work> countWork() {
		return this.database.jdbc()
			.query("select task_name, count(*) as works, min(created_at) as oldest, current_timestamp as counted_at from "
					+ this.database.tables().task() + " group by task_name order by task_name", (result, row) -> {
						Instant oldest = Objects.requireNonNull(JdbcDatabase.instant(result, "oldest"));
						Instant countedAt = Objects.requireNonNull(JdbcDatabase.instant(result, "counted_at"));
						String handlerId = result.getString("task_name");
						Duration age = Duration.between(oldest, countedAt);
						return new Work(handlerId, result.getLong("works"), age.isNegative() ? Duration.ZERO : age,
								!this.handlerExists.test(handlerId));
					});
	}

	private long countDeadLetters() {
		Long dead = this.database.jdbc()
			.queryForObject("select count(*) from " + this.database.tables().deadLetter(), Long.class);
		return Objects.requireNonNull(dead);
	}

	@Override
	public @Nullable Snapshot snapshot() {
		return this.snapshot;
	}

}
