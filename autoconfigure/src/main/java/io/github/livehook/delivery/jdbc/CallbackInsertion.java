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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;

/**
 * Inserts callbacks into the database, except those that are there already.
 */
final class CallbackInsertion {

	private static final int NANOS_OF_MICRO = 1000;

	private static final String NUL = "\0";

	private static final String REPLACEMENT = "\uFFFD";

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final String insert;

	CallbackInsertion(JdbcDatabase database, WorkOwner owner) {
		this.database = database;
		this.owner = owner;
		this.insert = "insert into " + database.tables().callback()
				+ " (id, duplicate_key, application, sdk_app_id, command, callback_id, content_type, client_ip, opt_platform, request_id, "
				+ "request_time, received_at, deadline, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
				+ database.platform().unlessExists();
	}

	/**
	 * Insert callbacks, as a part of the current transaction.
	 * @param callbacks the callbacks
	 * @return the rows that were inserted, in a set of the caller's; the others are
	 * duplicates of what is there, or of each other
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		int[] counts = this.database.platform().insertsAtOnce() ? insertAtOnce(callbacks)
				: callbacks.stream().mapToInt(this::insertAlone).toArray();
		if (IntStream.of(counts).anyMatch((count) -> count == Statement.SUCCESS_NO_INFO)) {
			return present(callbacks);
		}
		return IntStream.range(0, counts.length)
			.filter((i) -> counts[i] > 0)
			.mapToObj((i) -> callbacks.get(i).row())
			.collect(Collectors.toCollection(HashSet::new));
	}

	private int[] insertAtOnce(List<NewCallback> callbacks) {
		return this.database.jdbc().batchUpdate(this.insert, callbacks, callbacks.size(), this::setValues)[0];
	}

	private int insertAlone(NewCallback callback) {
		try {
			return this.database.jdbc().update(this.insert, (statement) -> setValues(statement, callback));
		}
		catch (DuplicateKeyException ex) {
			return 0;
		}
	}

	// Drivers that make one statement of a batch do not know what has come of each
	private Set<String> present(List<NewCallback> callbacks) {
		this.database.avoidScans();
		String sql = "select id from " + this.database.tables().callback() + " where id in "
				+ JdbcDatabase.placeholders(callbacks.size());
		Object[] ids = callbacks.stream().map(NewCallback::row).toArray();
		return new HashSet<>(this.database.jdbc().queryForList(sql, String.class, ids));
	}

	private void setValues(PreparedStatement statement, NewCallback callback) throws SQLException {
		CallbackMetadata metadata = callback.callback().metadata();
		int column = 0;
		statement.setString(++column, callback.row());
		statement.setObject(++column, callback.duplicateKey());
		statement.setString(++column, this.owner.application());
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
				metadata.clientIp(), (platform != null) ? platform.value() : null, metadata.requestId());
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

	// PostgreSQL has no text with this character
	static @Nullable String text(@Nullable String value) {
		return (value != null) ? value.replace(NUL, REPLACEMENT) : null;
	}

}
