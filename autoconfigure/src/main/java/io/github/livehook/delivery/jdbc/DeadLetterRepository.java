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

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import io.github.livehook.delivery.DeadLetterCleanup;
import io.github.livehook.delivery.TimeOrderedIdGenerator;

/**
 * Repository of dead letters, for the engine.
 */
final class DeadLetterRepository implements DeadLetterCleanup.Store {

	private static final String TOO_OLD = """
			select id from livehook_dead_letter where application = ? and died_at < ?
			order by application, died_at limit ?""";

	// By what is kept, so that nodes that look at the same time find the same ones
	private static final String TOO_MANY = """
			select id from livehook_dead_letter where application = ?
			order by application desc, died_at desc, id desc offset ? rows fetch next ? rows only""";

	private static final int REMOVED_AT_ONCE = 1000;

	private final JdbcDatabase database;

	private final String application;

	private final WorkRepository works;

	private final int maxUnreadable;

	private final InstantSource clock;

	// Held while those of a request are counted and another is added
	private final Lock unreadable = new ReentrantLock();

	private final LongAdder unreadableNotKept = new LongAdder();

	/**
	 * Create a repository.
	 * @param database the database
	 * @param application the application whose dead letters they are
	 * @param works the work of handlers
	 * @param maxUnreadable the number of events of one request to keep for a handler
	 * because their bodies do not fit
	 * @param clock the clock
	 */
	DeadLetterRepository(JdbcDatabase database, String application, WorkRepository works, int maxUnreadable,
			InstantSource clock) {
		this.database = database;
		this.application = application;
		this.works = works;
		this.maxUnreadable = maxUnreadable;
		this.clock = clock;
	}

	/**
	 * Give up work that is held.
	 * @param key the work
	 * @param attempts the number of attempts
	 * @param cause the cause of the last failure
	 * @throws IllegalStateException if another holder has taken it over
	 */
	void add(WorkKey key, int attempts, String cause) {
		this.database.transactions().runTimed(() -> {
			this.works.remove(key);
			return this.database.update(
					"""
							insert into livehook_dead_letter (id, callback_row, handler_id, application, attempts, died_at, cause)
							values (?, ?, ?, ?, ?, ?, ?)""",
					UUID.randomUUID().toString(), key.callbackRow(), key.handlerId(), this.application, attempts,
					JdbcDatabase.toColumn(this.clock.instant()), cause);
		});
	}

	/**
	 * Give up work that is held because the body does not fit, unless the handler has
	 * enough dead letters of the same request: a sender could fill the database.
	 * @param key the work
	 * @param attempts the number of attempts
	 * @param cause the cause of the last failure
	 * @return {@code false} if there are enough, and nothing was done
	 * @throws IllegalStateException if another holder has taken it over
	 */
	boolean addUnreadable(WorkKey key, int attempts, String cause) {
		if (!TimeOrderedIdGenerator.isOfSeveral(key.callbackRow())) {
			add(key, attempts, cause);
			return true;
		}
		this.unreadable.lock();
		try {
			if (countOfRequest(key) < this.maxUnreadable) {
				add(key, attempts, cause);
				return true;
			}
		}
		finally {
			this.unreadable.unlock();
		}
		this.unreadableNotKept.increment();
		return false;
	}

	private int countOfRequest(WorkKey key) {
		String row = key.callbackRow();
		return this.database.inTransaction(() -> this.database
			.sql("select count(*) from livehook_dead_letter where callback_row between ? and ? and handler_id = ?")
			.params(TimeOrderedIdGenerator.firstOfRequest(row), TimeOrderedIdGenerator.lastOfRequest(row),
					key.handlerId())
			.query(Integer.class)
			.single());
	}

	@Override
	public long takeUnreadableNotKept() {
		return this.unreadableNotKept.sumThenReset();
	}

	@Override
	public long count() {
		return this.database.sql("select count(*) from livehook_dead_letter where application = ?")
			.param(this.application)
			.query(Long.class)
			.single();
	}

	@Override
	public int removeOlderThan(Instant time) {
		return remove(TOO_OLD, JdbcDatabase.toColumn(time));
	}

	@Override
	public int removeAllBut(long count) {
		return remove(TOO_MANY, count);
	}

	private int remove(String find, Object limit) {
		List<String> ids = this.database.inTransaction(() -> this.database.sql(find)
			.params(this.application, limit, REMOVED_AT_ONCE)
			.query(String.class)
			.list());
		return IntStream.of(this.database.inTransaction(() -> remove(ids))).sum();
	}

	/**
	 * Remove dead letters, as a part of the current transaction.
	 * @param ids their ids
	 * @return the number that was removed for each: 1, or 0 if it is not there any more
	 */
	int[] remove(List<String> ids) {
		return this.database.batchUpdate("delete from livehook_dead_letter where id = ? and application = ?", ids,
				(statement, id) -> {
					statement.setString(1, id);
					statement.setString(2, this.application);
				});
	}

}
