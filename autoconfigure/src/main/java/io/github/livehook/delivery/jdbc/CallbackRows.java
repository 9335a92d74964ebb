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

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;

import io.github.livehook.delivery.jdbc.CallbackSource.Stored;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.event.OptPlatform;

/**
 * The callbacks in the database. Their rows stay for a while after their handlers have
 * succeeded, so that repeats hit a unique key.
 */
final class CallbackRows {

	static final String METADATA_COLUMNS = "c.sdk_app_id, c.command, c.callback_id, c.content_type, c.client_ip, "
			+ "c.opt_platform, c.request_time, c.received_at, c.deadline";

	private static final int PURGED_AT_ONCE = 1000;

	// The calendars of databases do not reach back as far as a duration can
	private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

	private static final int NANOS_OF_MICRO = 1000;

	private static final String NUL = "\0";

	private static final String REPLACEMENT = "\uFFFD";

	private final JdbcDatabase database;

	private final Duration window;

	private final String insert;

	private final String unfinished;

	CallbackRows(JdbcDatabase database, Duration window) {
		this.database = database;
		this.window = (window.compareTo(LONGEST_WINDOW) < 0) ? window : LONGEST_WINDOW;
		JdbcTables tables = database.tables();
		this.insert = "insert into " + tables.callback()
				+ " (id, repeat_key, sdk_app_id, command, callback_id, content_type, client_ip, opt_platform, "
				+ "request_time, received_at, deadline, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
				+ database.platform().unlessExists();
		this.unfinished = "exists (select 1 from " + tables.task() + " t where t.task_instance = c.id)";
	}

	/**
	 * Insert callbacks, unless they are repeats.
	 * @param callbacks the callbacks
	 * @return the rows that were inserted
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		Set<String> inserted = tryInsert(callbacks);
		for (NewCallback callback : callbacks) {
			String repeatKey = callback.repeatKey();
			if (repeatKey != null && !inserted.contains(callback.row())) {
				releaseExpired(repeatKey, callback.callback().metadata().receivedAt());
				// Also if there was nothing to release: the purge may just have deleted
				// it
				inserted.addAll(tryInsert(List.of(callback)));
			}
		}
		return inserted;
	}

	private Set<String> tryInsert(List<NewCallback> callbacks) {
		int[] counts = this.database.platform().insertsAtOnce() ? insertAtOnce(callbacks)
				: callbacks.stream().mapToInt(this::insertAlone).toArray();
		return IntStream.range(0, counts.length)
			.filter((i) -> counts[i] > 0)
			.mapToObj((i) -> callbacks.get(i).row())
			.collect(Collectors.toCollection(HashSet::new));
	}

	private int[] insertAtOnce(List<NewCallback> callbacks) {
		return this.database.jdbc().batchUpdate(this.insert, callbacks, callbacks.size(), CallbackRows::setValues)[0];
	}

	private int insertAlone(NewCallback callback) {
		try {
			return this.database.jdbc().update(this.insert, (statement) -> setValues(statement, callback));
		}
		catch (DuplicateKeyException ex) {
			return 0;
		}
	}

	private static void setValues(PreparedStatement statement, NewCallback callback) throws SQLException {
		CallbackMetadata metadata = callback.callback().metadata();
		int column = 0;
		statement.setString(++column, callback.row());
		statement.setString(++column, callback.repeatKey());
		for (String text : texts(metadata)) {
			statement.setString(++column, text(text));
		}
		for (Instant time : times(metadata)) {
			statement.setObject(++column, JdbcDatabase.toColumn(time), Types.TIMESTAMP_WITH_TIMEZONE);
		}
		statement.setBytes(++column, callback.callback().body());
	}

	private static List<@Nullable String> texts(CallbackMetadata metadata) {
		OptPlatform platform = metadata.optPlatform();
		return Arrays.asList(metadata.sdkAppId(), metadata.command(), metadata.callbackId(), metadata.contentType(),
				metadata.clientIp(), (platform != null) ? platform.value() : null);
	}

	private static List<@Nullable Instant> times(CallbackMetadata metadata) {
		return Arrays.asList(metadata.requestTime(), metadata.receivedAt(), metadata.deadline());
	}

	/**
	 * Return whether the database gives metadata back as they are.
	 * @param metadata the metadata
	 * @return {@code false} if a text or a time is changed
	 */
	static boolean keeps(CallbackMetadata metadata) {
		CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
		return texts(metadata).stream()
			.allMatch((text) -> text == null || (!text.contains(NUL) && encoder.canEncode(text)))
				&& times(metadata).stream().allMatch((time) -> time == null || time.getNano() % NANOS_OF_MICRO == 0);
	}

	private void releaseExpired(String repeatKey, Instant now) {
		this.database.avoidScans();
		this.database.jdbc()
			.update("update " + this.database.tables().callback()
					+ " c set repeat_key = null where repeat_key = ? and received_at < ? and not " + this.unfinished,
					repeatKey, JdbcDatabase.toColumn(now.minus(this.window)));
	}

	/**
	 * Find a callback.
	 * @param id the id of its row
	 * @return the callback, or {@code null} if it is not there
	 */
	@Nullable Stored find(String id) {
		return find(Set.of(id)).get(id);
	}

	/**
	 * Find callbacks.
	 * @param ids the ids of their rows, at least one
	 * @return those that are there, by their ids
	 */
	Map<String, Stored> find(Collection<String> ids) {
		return this.database.query(
				"select c.id, c.body, " + METADATA_COLUMNS + " from " + this.database.tables().callback()
						+ " c where c.id in " + placeholders(ids.size()),
				new ArgumentPreparedStatementSetter(ids.toArray()), (result) -> {
					Map<String, Stored> found = new HashMap<>();
					while (result.next()) {
						found.put(result.getString("id"), new Stored(metadata(result), result.getBytes("body")));
					}
					return found;
				});
	}

	private static String placeholders(int number) {
		return "(" + String.join(", ", Collections.nCopies(number, "?")) + ")";
	}

	/**
	 * Delete callbacks that are of no use any more.
	 * @param now the time
	 * @return whether there may be more of them
	 */
	boolean purge(Instant now) {
		JdbcTables tables = this.database.tables();
		// One statement for both takes H2 a second for a thousand rows
		List<String> ids = this.database.jdbc()
			.query("select c.id from " + tables.callback() + " c where c.received_at < ? and not " + this.unfinished
					+ " and not exists (select 1 from " + tables.deadLetter()
					+ " d where d.callback_row = c.id) order by c.received_at limit ?",
					(result, row) -> result.getString("id"), JdbcDatabase.toColumn(now.minus(this.window)),
					PURGED_AT_ONCE);
		if (!ids.isEmpty()) {
			this.database.update("delete from " + tables.callback() + " where id in " + placeholders(ids.size()),
					ids.toArray());
		}
		return ids.size() == PURGED_AT_ONCE;
	}

	static CallbackMetadata metadata(ResultSet result) throws SQLException {
		String platform = result.getString("opt_platform");
		return new CallbackMetadata(result.getString("sdk_app_id"), result.getString("command"),
				result.getString("content_type"), result.getString("client_ip"),
				(platform != null) ? OptPlatform.of(platform) : null, JdbcDatabase.instant(result, "request_time"),
				Objects.requireNonNull(JdbcDatabase.instant(result, "received_at")),
				Objects.requireNonNull(JdbcDatabase.instant(result, "deadline")), result.getString("callback_id"), 1);
	}

	// PostgreSQL has no text with this character
	static @Nullable String text(@Nullable String value) {
		return (value != null) ? value.replace(NUL, REPLACEMENT) : null;
	}

	/**
	 * Return what repeats of a callback have in common.
	 * @param metadata what is known of the callback
	 * @return the key, or {@code null} if it is never a repeat
	 */
	static @Nullable String repeatKey(CallbackMetadata metadata) {
		if (metadata.callbackId() == null) {
			return null;
		}
		String key = String.join("\n", metadata.sdkAppId(), metadata.command(), metadata.callbackId());
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
