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

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.TimeOrderedIdGenerator;

/**
 * Repository of callbacks. Their rows stay for a while after their handlers have
 * succeeded, so that duplicates hit a unique key.
 */
final class CallbackRepository {

	private static final String INSERT = "insert into livehook_callback (id, duplicate_key, application, "
			+ MetadataColumns.NAMES
			+ ", body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

	private static final String FINISHED = "not exists (select 1 from livehook_work w where w.callback_row = c.id)";

	private static final int PURGED_AT_ONCE = 1000;

	// The calendars of databases do not reach back as far as a duration can
	private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

	private final JdbcDatabase database;

	private final String application;

	private final UUID applicationKey;

	private final Duration window;

	/**
	 * Create a repository.
	 * @param database the database
	 * @param application the application whose callbacks to store
	 * @param window the time in which duplicates are recognised
	 */
	CallbackRepository(JdbcDatabase database, String application, Duration window) {
		this.database = database;
		this.application = application;
		this.applicationKey = UUID.nameUUIDFromBytes(application.getBytes(StandardCharsets.UTF_8));
		this.window = (window.compareTo(LONGEST_WINDOW) < 0) ? window : LONGEST_WINDOW;
	}

	/**
	 * Return the key that duplicates of a callback share in tables that applications
	 * share.
	 * @param callback the callback
	 * @return the key, or {@code null} if the callback is never a duplicate
	 */
	@Nullable UUID duplicateKey(Callback callback) {
		UUID key = callback.duplicateKey();
		return (key != null) ? new UUID(key.getMostSignificantBits() ^ this.applicationKey.getMostSignificantBits(),
				key.getLeastSignificantBits() ^ this.applicationKey.getLeastSignificantBits()) : null;
	}

	/**
	 * Insert callbacks, unless they are duplicates, as a part of the current transaction.
	 * @param callbacks the callbacks
	 * @return the ids of the rows that were inserted
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		Set<String> inserted = insertUnlessPresent(callbacks);
		List<NewCallback> duplicates = (inserted.size() < callbacks.size()) ? duplicatesOfOlder(callbacks, inserted)
				: List.of();
		if (!duplicates.isEmpty()) {
			releaseExpired(duplicates);
			// Also if there was nothing to release: the purge may just have deleted it
			inserted.addAll(insertUnlessPresent(duplicates));
		}
		return inserted;
	}

	private Set<String> insertUnlessPresent(List<NewCallback> callbacks) {
		int[] counts = this.database.isH2() ? callbacks.stream().mapToInt(this::insertAlone).toArray()
				: this.database.batchUpdate(INSERT, callbacks, this::setValues);
		if (IntStream.of(counts).anyMatch((count) -> count == Statement.SUCCESS_NO_INFO)) {
			return findPresent(callbacks);
		}
		return IntStream.range(0, counts.length)
			.filter((i) -> counts[i] > 0)
			.mapToObj((i) -> callbacks.get(i).row())
			.collect(Collectors.toCollection(HashSet::new));
	}

	// H2 cannot skip duplicates
	private int insertAlone(NewCallback callback) {
		try {
			return this.database.jdbc()
				.update(this.database.translate(INSERT), (statement) -> setValues(statement, callback));
		}
		catch (DuplicateKeyException ex) {
			return 0;
		}
	}

	// A driver that makes one statement of a batch does not know the rows of each insert
	private Set<String> findPresent(List<NewCallback> callbacks) {
		this.database.useIndexes();
		return new HashSet<>(this.database.sql("select id from livehook_callback where id in (:rows)")
			.param("rows", callbacks.stream().map(NewCallback::row).toList())
			.query(String.class)
			.list());
	}

	private void setValues(PreparedStatement statement, NewCallback callback) throws SQLException {
		statement.setString(1, callback.row());
		statement.setObject(2, callback.duplicateKey());
		statement.setString(3, this.application);
		int next = MetadataColumns.set(statement, 4, callback.callback().metadata());
		statement.setBytes(next, callback.callback().body());
	}

	private static List<NewCallback> duplicatesOfOlder(List<NewCallback> callbacks, Set<String> inserted) {
		Set<UUID> insertedKeys = callbacks.stream()
			.filter((callback) -> inserted.contains(callback.row()))
			.flatMap((callback) -> Stream.ofNullable(callback.duplicateKey()))
			.collect(Collectors.toSet());
		return callbacks.stream()
			.filter((callback) -> callback.duplicateKey() != null && !insertedKeys.contains(callback.duplicateKey()))
			.toList();
	}

	private void releaseExpired(List<NewCallback> duplicates) {
		this.database.useIndexes();
		this.database.batchUpdate(
				"update livehook_callback c set duplicate_key = null "
						+ "where duplicate_key = ? and received_at < ? and " + FINISHED,
				duplicates, (statement, callback) -> {
					statement.setObject(1, callback.duplicateKey());
					statement.setObject(2, JdbcDatabase.toColumn(callback.receivedAt().minus(this.window)));
				});
	}

	/**
	 * Find a callback.
	 * @param row the id of its row
	 * @return the callback, or {@code null} if it is not there
	 */
	@Nullable Stored find(String row) {
		return this.database.inTransaction(() -> query(List.of(row))).get(row);
	}

	/**
	 * Find callbacks, as a part of the current transaction.
	 * @param rows the ids of their rows, at least one
	 * @return those that are there, by the ids of their rows; none if one of them cannot
	 * be read
	 */
	Map<String, Stored> findReadable(List<String> rows) {
		try {
			return query(rows);
		}
		catch (RuntimeException ex) {
			// The transaction may go on, if the database lets it
			return Map.of();
		}
	}

	private Map<String, Stored> query(List<String> rows) {
		return this.database
			.sql("select id, body, " + MetadataColumns.NAMES + " from livehook_callback where id in (:rows)")
			.param("rows", rows)
			.query((result, number) -> new Stored(result.getString("id"), MetadataColumns.get(result),
					result.getBytes("body")))
			.list()
			.stream()
			.collect(Collectors.toMap(Stored::row, Function.identity()));
	}

	/**
	 * Delete callbacks that are of no use any more.
	 * @param now the time
	 */
	void purge(Instant now) {
		String first = TimeOrderedIdGenerator.lowestOf(now.minus(this.window)).toString();
		String last = "";
		while (last != null) {
			last = purge(last, first);
		}
	}

	// One statement for both takes H2 a second for a thousand rows
	private @Nullable String purge(String after, String before) {
		List<String> rows = this.database
			.sql("select c.id from livehook_callback c where c.id > ? and c.id < ? " + "and c.application = ? and "
					+ FINISHED + " and not exists (select 1 from livehook_dead_letter d "
					+ "where d.callback_row = c.id) order by c.id limit ?")
			.params(after, before, this.application, PURGED_AT_ONCE)
			.query((result, number) -> result.getString("id"))
			.list();
		if (!rows.isEmpty()) {
			this.database.inTransaction(() -> this.database.sql("delete from livehook_callback where id in (:rows)")
				.param("rows", rows)
				.update());
		}
		// What is kept is not looked at again
		return (rows.size() == PURGED_AT_ONCE) ? rows.get(rows.size() - 1) : null;
	}

	/**
	 * A callback as it was stored.
	 *
	 * @param row the id of its row
	 * @param metadata the metadata
	 * @param body the body
	 */
	@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared
	record Stored(String row, CallbackMetadata metadata, byte[] body) {

	}

}
