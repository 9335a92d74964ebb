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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;

import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;

/**
 * {@link DeadLetters} in the database.
 */
final class JdbcDeadLetters implements DeadLetters {

	private static final int REPLAYED_AT_ONCE = 100;

	private final JdbcDatabase database;

	private final WorkRepository works;

	private final InstantSource clock;

	private final Runnable replayed;

	private final String select;

	/**
	 * Create the dead letters.
	 * @param database the database
	 * @param works the work of handlers
	 * @param clock the clock
	 * @param replayed called after each replay
	 */
	JdbcDeadLetters(JdbcDatabase database, WorkRepository works, InstantSource clock, Runnable replayed) {
		this.database = database;
		this.works = works;
		this.clock = clock;
		this.replayed = replayed;
		this.select = "select d.id, d.handler_id, d.attempts, d.died_at, d.cause, "
				+ CallbackRepository.METADATA_COLUMNS + " from " + database.tables().deadLetter() + " d join "
				+ database.tables().callback() + " c on c.id = d.callback_row";
	}

	/**
	 * Give up on work that is being done.
	 * @param key the work
	 * @param attempts how often it was tried
	 * @param cause why it has failed
	 * @throws IllegalStateException if another has taken it over
	 */
	void add(WorkKey key, int attempts, String cause) {
		this.database.transactions().runTimed(() -> {
			this.works.remove(key);
			return this.database.update(
					"insert into " + this.database.tables().deadLetter()
							+ " (id, callback_row, handler_id, application, attempts, died_at, cause) "
							+ "values (?, ?, ?, ?, ?, ?, ?)",
					UUID.randomUUID().toString(), key.callbackRow(), key.handlerId(), this.works.owner().application(),
					attempts, JdbcDatabase.toColumn(this.clock.instant()), cause);
		});
	}

	@Override
	public List<DeadLetter> find(Filter filter, int limit) {
		Condition condition = Condition.of(application(), filter);
		return query(this.select + condition.sql() + " order by d.died_at desc, d.id limit ?",
				(result, row) -> deadLetter(result), condition.with(limit));
	}

	@Override
	public @Nullable DeadLetter find(String id) {
		return first(query(this.select + " where d.id = ? and d.application = ?", (result, row) -> deadLetter(result),
				id, application()));
	}

	@Override
	public byte @Nullable [] body(String id) {
		return first(query(
				"select c.body from " + this.database.tables().callback() + " c join "
						+ this.database.tables().deadLetter()
						+ " d on d.callback_row = c.id where d.id = ? and d.application = ?",
				(result, row) -> result.getBytes("body"), id, application()));
	}

	@Override
	public boolean replay(String id) {
		boolean done = this.database.transactions().runTimed(() -> replayInTransaction(id));
		if (done) {
			this.replayed.run();
		}
		return done;
	}

	// Of those who replay the same one, only who deletes it adds work
	private boolean replayInTransaction(String id) {
		JdbcTables tables = this.database.tables();
		NewWork work = first(this.database.jdbc()
			.query("select d.callback_row, d.handler_id, c.sdk_app_id from " + tables.deadLetter() + " d join "
					+ tables.callback() + " c on c.id = d.callback_row where d.id = ? and d.application = ?",
					(result, row) -> new NewWork(
							WorkKey.ofReplayed(result.getString("callback_row"), result.getString("handler_id")),
							result.getString("sdk_app_id"), Duration.ZERO, false),
					id, application()));
		if (work == null || !discard(id)) {
			return false;
		}
		this.works.add(List.of(work));
		return true;
	}

	// In a transaction of ours also where the application has one
	private <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... values) {
		return this.database.inTransaction(() -> this.database.jdbc().query(sql, mapper, values));
	}

	private String application() {
		return this.works.owner().application();
	}

	@Override
	public int replay(Filter filter) {
		// What dies again meanwhile is not replayed again
		Instant until = this.clock.instant();
		int replayed = 0;
		List<String> ids = idsOf(filter, until);
		while (!ids.isEmpty()) {
			int before = replayed;
			for (String id : ids) {
				replayed += replay(id) ? 1 : 0;
			}
			ids = (replayed > before) ? idsOf(filter, until) : List.of();
		}
		return replayed;
	}

	private List<String> idsOf(Filter filter, Instant until) {
		Condition condition = Condition.of(application(), filter);
		return query(
				"select d.id from " + this.database.tables().deadLetter() + " d join "
						+ this.database.tables().callback() + " c on c.id = d.callback_row" + condition.sql()
						+ " and d.died_at <= ? order by d.died_at limit ?",
				(result, row) -> result.getString("id"),
				condition.with(JdbcDatabase.toColumn(until), REPLAYED_AT_ONCE));
	}

	@Override
	public boolean discard(String id) {
		return this.database.update(
				"delete from " + this.database.tables().deadLetter() + " where id = ? and application = ?", id,
				application()) > 0;
	}

	@Override
	public int discard(Filter filter) {
		Condition condition = Condition.of(application(), filter);
		JdbcTables tables = this.database.tables();
		return this.database.update("delete from " + tables.deadLetter() + " d where exists (select 1 from "
				+ tables.callback() + " c" + condition.sql() + " and c.id = d.callback_row)", condition.with());
	}

	private static DeadLetter deadLetter(ResultSet result) throws SQLException {
		int attempts = result.getInt("attempts");
		return new DeadLetter(result.getString("id"), result.getString("handler_id"),
				CallbackRepository.metadata(result).withAttempt(attempts), attempts,
				Objects.requireNonNull(JdbcDatabase.instant(result, "died_at")), result.getString("cause"));
	}

	private static <T> @Nullable T first(List<T> found) {
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * The condition of a filter.
	 *
	 * @param sql the condition, never empty
	 * @param values the values of its parameters
	 */
	private record Condition(String sql, List<@Nullable Object> values) {

		static Condition of(String application, Filter filter) {
			StringBuilder sql = new StringBuilder(" where d.application = ?");
			List<@Nullable Object> values = new ArrayList<>(List.of(application));
			if (filter.handlerId() != null) {
				sql.append(" and d.handler_id = ?");
				values.add(CallbackInsertion.text(filter.handlerId()));
			}
			if (filter.command() != null) {
				sql.append(" and c.command = ?");
				values.add(CallbackInsertion.text(filter.command()));
			}
			return new Condition(sql.toString(), values);
		}

		@Nullable Object[] with(@Nullable Object... more) {
			List<@Nullable Object> all = new ArrayList<>(this.values);
			all.addAll(List.of(more));
			return all.toArray();
		}

	}

}
