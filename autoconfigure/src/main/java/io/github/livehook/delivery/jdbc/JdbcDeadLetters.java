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
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.jdbc.WorkRepository.NewWork;

/**
 * {@link DeadLetters} in the database.
 */
final class JdbcDeadLetters implements DeadLetters {

	private static final String FROM = " from livehook_dead_letter d join livehook_callback c on c.id = d.callback_row"
			+ " where d.application = :application";

	private static final String SELECT = "select d.id, d.handler_id, d.attempts, d.died_at, d.cause, "
			+ MetadataColumns.NAMES + FROM;

	private static final String FILTER = " and (cast(:handler as varchar) is null or d.handler_id = :handler)"
			+ " and (cast(:command as varchar) is null or c.command = :command)";

	private static final int REPLAYED_AT_ONCE = 100;

	private final JdbcDatabase database;

	private final String application;

	private final WorkRepository works;

	private final InstantSource clock;

	private final Runnable replayListener;

	/**
	 * Create the dead letters.
	 * @param database the database
	 * @param application the application whose dead letters they are
	 * @param works the work of handlers
	 * @param clock the clock
	 * @param replayListener the listener to call after each replay
	 */
	JdbcDeadLetters(JdbcDatabase database, String application, WorkRepository works, InstantSource clock,
			Runnable replayListener) {
		this.database = database;
		this.application = application;
		this.works = works;
		this.clock = clock;
		this.replayListener = replayListener;
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

	@Override
	public List<DeadLetter> find(Filter filter, int limit) {
		return run(SELECT + FILTER + " order by d.died_at desc, d.id limit :limit",
				(statement) -> filter(statement, filter).param("limit", limit)
					.query((result, row) -> deadLetter(result))
					.list());
	}

	@Override
	public @Nullable DeadLetter find(String id) {
		return run(SELECT + " and d.id = :id",
				(statement) -> statement.param("id", id).query((result, row) -> deadLetter(result)).optional())
			.orElse(null);
	}

	@Override
	public byte @Nullable [] body(String id) {
		return run("select c.body" + FROM + " and d.id = :id",
				(statement) -> statement.param("id", id).query((result, row) -> result.getBytes("body")).optional())
			.orElse(null);
	}

	@Override
	public boolean replay(String id) {
		boolean done = this.database.transactions().runTimed(() -> replayInTransaction(id));
		if (done) {
			this.replayListener.run();
		}
		return done;
	}

	// Of those who replay the same one, only the one that deletes it adds work
	private boolean replayInTransaction(String id) {
		Optional<NewWork> work = run("select d.callback_row, d.handler_id, c.sdk_app_id" + FROM + " and d.id = :id",
				(statement) -> statement.param("id", id).query((result, row) -> work(result)).optional());
		boolean done = work.isPresent() && discard(id);
		if (done) {
			this.works.add(work.stream().toList());
		}
		return done;
	}

	private static NewWork work(ResultSet result) throws SQLException {
		return new NewWork(WorkKey.ofReplayed(result.getString("callback_row"), result.getString("handler_id")),
				result.getString("sdk_app_id"), Duration.ZERO, false);
	}

	@Override
	public int replay(Filter filter) {
		// What dies again meanwhile is not replayed again
		Instant until = this.clock.instant();
		int replayed = 0;
		List<String> ids = findUntil(until, filter);
		while (!ids.isEmpty()) {
			int before = replayed;
			for (String id : ids) {
				replayed += replay(id) ? 1 : 0;
			}
			ids = (replayed > before) ? findUntil(until, filter) : List.of();
		}
		return replayed;
	}

	private List<String> findUntil(Instant until, Filter filter) {
		return run("select d.id" + FROM + FILTER + " and d.died_at <= :until order by d.died_at limit :limit",
				(statement) -> filter(statement, filter).param("until", JdbcDatabase.toColumn(until))
					.param("limit", REPLAYED_AT_ONCE)
					.query(String.class)
					.list());
	}

	@Override
	public boolean discard(String id) {
		return this.database.update("delete from livehook_dead_letter where id = ? and application = ?", id,
				this.application) > 0;
	}

	@Override
	public int discard(Filter filter) {
		return run(
				"delete from livehook_dead_letter d where d.application = :application and exists (select 1 "
						+ "from livehook_callback c where c.id = d.callback_row" + FILTER + ")",
				(statement) -> filter(statement, filter).update());
	}

	// In a transaction of ours also where the application has one
	private <R> R run(String sql, Function<JdbcClient.StatementSpec, R> action) {
		return this.database
			.inTransaction(() -> action.apply(this.database.sql(sql).param("application", this.application)));
	}

	private static JdbcClient.StatementSpec filter(JdbcClient.StatementSpec statement, Filter filter) {
		return statement.param("handler", text(filter.handlerId()), Types.VARCHAR)
			.param("command", text(filter.command()), Types.VARCHAR);
	}

	private static @Nullable String text(@Nullable String value) {
		return (value != null) ? MetadataColumns.text(value) : null;
	}

	private static DeadLetter deadLetter(ResultSet result) throws SQLException {
		int attempts = result.getInt("attempts");
		return new DeadLetter(result.getString("id"), result.getString("handler_id"),
				MetadataColumns.get(result).withAttempt(attempts), attempts, JdbcDatabase.instant(result, "died_at"),
				result.getString("cause"));
	}

}
