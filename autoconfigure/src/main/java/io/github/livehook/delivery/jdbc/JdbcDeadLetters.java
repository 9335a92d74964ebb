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
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

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

	private static final String SELECT_ROW = "select d.id, d.died_at, d.callback_row, d.handler_id, c.sdk_app_id"
			+ FROM;

	private static final String FILTER = " and (cast(:handler as varchar) is null or d.handler_id = :handler)"
			+ " and (cast(:command as varchar) is null or c.command = :command)";

	// On H2 the order has to name all columns of the index
	static final String FIND_NEXT = SELECT_ROW + FILTER + " and d.died_at between :after and :until"
			+ " and (d.died_at > :after or d.id > :id) order by d.application, d.died_at, d.id limit :limit";

	private static final int PAGE_SIZE = 100;

	private final JdbcDatabase database;

	private final String application;

	private final DeadLetterRepository repository;

	private final WorkRepository works;

	private final InstantSource clock;

	private final Runnable replayListener;

	/**
	 * Create the dead letters.
	 * @param database the database
	 * @param application the application whose dead letters they are
	 * @param repository the repository of dead letters
	 * @param works the work of handlers
	 * @param clock the clock
	 * @param replayListener the listener to call after each replay
	 */
	JdbcDeadLetters(JdbcDatabase database, String application, DeadLetterRepository repository, WorkRepository works,
			InstantSource clock, Runnable replayListener) {
		this.database = database;
		this.application = application;
		this.repository = repository;
		this.works = works;
		this.clock = clock;
		this.replayListener = replayListener;
	}

	@Override
	public List<DeadLetter> find(Filter filter, int limit) {
		return run(SELECT + FILTER + " order by d.application desc, d.died_at desc, d.id desc limit :limit",
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
		boolean done = this.database.transactions().runTimed(() -> replay(findRows(id))) > 0;
		if (done) {
			this.replayListener.run();
		}
		return done;
	}

	private List<Row> findRows(String id) {
		return run(SELECT_ROW + " and d.id = :id",
				(statement) -> statement.param("id", id).query((result, number) -> row(result)).list());
	}

	// Of those who replay the same one, only the one that deletes it adds work
	private int replay(List<Row> rows) {
		int[] removed = remove(rows);
		this.works.add(IntStream.range(0, removed.length)
			.filter((i) -> removed[i] > 0)
			.mapToObj((i) -> rows.get(i).work())
			.toList());
		return IntStream.of(removed).sum();
	}

	@Override
	public int replay(Filter filter, IntPredicate progress) {
		return change(filter, this::replay, (count) -> {
			this.replayListener.run();
			return progress.test(count);
		});
	}

	private int[] remove(List<Row> rows) {
		return this.repository.remove(rows.stream().map(Row::id).toList());
	}

	@Override
	public boolean discard(String id) {
		return this.database.inTransaction(() -> this.repository.remove(List.of(id)))[0] > 0;
	}

	@Override
	public int discard(Filter filter, IntPredicate progress) {
		return change(filter, (rows) -> IntStream.of(remove(rows)).sum(), progress);
	}

	// Others may change the same ones meanwhile, which takes nobody to the end earlier
	private int change(Filter filter, ToIntFunction<List<Row>> change, IntPredicate progress) {
		Instant until = this.clock.instant();
		int changed = 0;
		boolean more = true;
		List<Row> rows = findNext(filter, null, until);
		while (more && !rows.isEmpty()) {
			List<Row> page = rows;
			changed += this.database.inTransaction(() -> change.applyAsInt(page));
			more = progress.test(changed);
			rows = findNext(filter, page.get(page.size() - 1), until);
		}
		return changed;
	}

	private List<Row> findNext(Filter filter, @Nullable Row last, Instant until) {
		return run(FIND_NEXT,
				(statement) -> filter(statement, filter)
					.param("after", JdbcDatabase.toColumn((last != null) ? last.diedAt() : Instant.EPOCH))
					.param("id", (last != null) ? last.id() : "")
					.param("until", JdbcDatabase.toColumn(until))
					.param("limit", PAGE_SIZE)
					.query((result, number) -> row(result))
					.list());
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

	private static Row row(ResultSet result) throws SQLException {
		WorkKey key = WorkKey.ofReplayed(result.getString("callback_row"), result.getString("handler_id"));
		return new Row(result.getString("id"), JdbcDatabase.instant(result, "died_at"),
				new NewWork(key, result.getString("sdk_app_id"), Duration.ZERO, false));
	}

	/**
	 * What a change has to know of a dead letter.
	 *
	 * @param id the id
	 * @param diedAt the time at which it was given up
	 * @param work the work of its replay
	 */
	private record Row(String id, Instant diedAt, NewWork work) {

	}

}
