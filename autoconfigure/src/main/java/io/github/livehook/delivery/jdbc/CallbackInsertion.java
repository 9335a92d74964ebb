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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.event.OptPlatform;

/**
 * Inserts callbacks into the database, except those that are there already.
 */
final class CallbackInsertion {

	// In the order of values(NewCallback)
	private static final List<Column> COLUMNS = List.of(Column.text("id"), Column.text("repeat_key"),
			Column.text("sdk_app_id"), Column.text("command"), Column.text("callback_id"), Column.text("content_type"),
			Column.text("client_ip"), Column.text("opt_platform"), Column.time("request_time"),
			Column.time("received_at"), Column.time("deadline"), Column.bytes("body"));

	private static final int NANOS_OF_MICRO = 1000;

	private static final String NUL = "\0";

	private static final String REPLACEMENT = "\uFFFD";

	private final JdbcDatabase database;

	private final String insert;

	private final @Nullable String insertArrays;

	CallbackInsertion(JdbcDatabase database) {
		this.database = database;
		String start = "insert into " + database.tables().callback() + " ("
				+ COLUMNS.stream().map(Column::name).collect(Collectors.joining(", ")) + ") ";
		String parameters = "(" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";
		this.insert = start + "values " + parameters;
		String arrays = database.platform().insertingArrays(parameters);
		this.insertArrays = (arrays != null) ? start + arrays + " returning id" : null;
	}

	/**
	 * Insert callbacks, as a part of the current transaction.
	 * @param callbacks the callbacks
	 * @return the rows that were inserted, in a set of the caller's; the others are
	 * repeats of what is there, or of each other
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		return (this.insertArrays != null) ? insertTogether(this.insertArrays, callbacks)
				: callbacks.stream()
					.filter(this::insertAlone)
					.map(NewCallback::row)
					.collect(Collectors.toCollection(HashSet::new));
	}

	// The counts of a batch would not do: drivers need not know them for each row
	private Set<String> insertTogether(String sql, List<NewCallback> callbacks) {
		List<List<@Nullable Object>> rows = callbacks.stream().map(CallbackInsertion::values).toList();
		return new HashSet<>(this.database.jdbc()
			.query(sql, (statement) -> setArrays(statement, rows), (result, row) -> result.getString("id")));
	}

	private static void setArrays(PreparedStatement statement, List<List<@Nullable Object>> rows) throws SQLException {
		Connection connection = statement.getConnection();
		for (int i = 0; i < COLUMNS.size(); i++) {
			int index = i;
			Column column = COLUMNS.get(i);
			statement.setArray(i + 1, connection.createArrayOf(column.type(),
					rows.stream().map((row) -> element(row.get(index))).toArray(column.array())));
		}
	}

	// The driver has no other arrays of times than of their texts, and PostgreSQL no sign
	// before a year of five digits
	private static @Nullable Object element(@Nullable Object value) {
		if (value instanceof OffsetDateTime time) {
			String text = time.toString();
			return text.startsWith("+") ? text.substring(1) : text;
		}
		return value;
	}

	private boolean insertAlone(NewCallback callback) {
		try {
			return this.database.jdbc().update(this.insert, values(callback).toArray()) > 0;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private static List<@Nullable Object> values(NewCallback callback) {
		CallbackMetadata metadata = callback.callback().metadata();
		List<@Nullable Object> values = new ArrayList<>();
		values.add(callback.row());
		values.add(callback.repeatKey());
		texts(metadata).forEach((text) -> values.add(text(text)));
		times(metadata).forEach((time) -> values.add(JdbcDatabase.toColumn(time)));
		values.add(callback.callback().body());
		return values;
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

	// PostgreSQL has no text with this character
	static @Nullable String text(@Nullable String value) {
		return (value != null) ? value.replace(NUL, REPLACEMENT) : null;
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type the name that PostgreSQL has for its type
	 * @param array creates an array of its values
	 */
	private record Column(String name, String type, IntFunction<@Nullable Object[]> array) {

		static Column text(String name) {
			return new Column(name, "text", String[]::new);
		}

		static Column time(String name) {
			return new Column(name, "timestamptz", String[]::new);
		}

		static Column bytes(String name) {
			return new Column(name, "bytea", byte[][]::new);
		}

	}

}
