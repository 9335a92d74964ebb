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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;

/**
 * The callbacks in the database. Their rows stay for a while after their handlers have
 * succeeded, so that duplicates hit a unique key.
 */
final class CallbackRepository {

	static final String METADATA_COLUMNS = "c.sdk_app_id, c.command, c.callback_id, c.content_type, c.client_ip, "
			+ "c.opt_platform, c.request_id, c.request_time, c.received_at, c.deadline";

	private static final int PURGED_AT_ONCE = 1000;

	// The calendars of databases do not reach back as far as a duration can
	private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

	private final JdbcDatabase database;

	private final WorkOwner owner;

	private final UUID ownerKey;

	private final Duration window;

	private final CallbackInsertion insertion;

	private final String unfinished;

	CallbackRepository(JdbcDatabase database, WorkOwner owner, Duration window) {
		this.database = database;
		this.owner = owner;
		this.ownerKey = UUID.nameUUIDFromBytes(owner.application().getBytes(StandardCharsets.UTF_8));
		this.window = (window.compareTo(LONGEST_WINDOW) < 0) ? window : LONGEST_WINDOW;
		this.insertion = new CallbackInsertion(database, owner);
		this.unfinished = "exists (select 1 from " + database.tables().work() + " w where w.callback_row = c.id)";
	}

	/**
	 * Insert callbacks, unless they are duplicates, as a part of the current transaction.
	 * @param callbacks the callbacks
	 * @return the rows that were inserted
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		Set<String> inserted = this.insertion.insert(callbacks);
		List<NewCallback> duplicates = (inserted.size() < callbacks.size()) ? duplicatesOfOlder(callbacks, inserted)
				: List.of();
		if (!duplicates.isEmpty()) {
			releaseExpired(duplicates);
			// Also if there was nothing to release: the purge may just have deleted it
			inserted.addAll(this.insertion.insert(duplicates));
		}
		return inserted;
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
		this.database.avoidScans();
		this.database.jdbc()
			.batchUpdate("update " + this.database.tables().callback()
					+ " c set duplicate_key = null where duplicate_key = ? and received_at < ? and not "
					+ this.unfinished, duplicates, duplicates.size(), (statement, callback) -> {
						Instant now = callback.callback().metadata().receivedAt();
						statement.setObject(1, callback.duplicateKey());
						statement.setObject(2, JdbcDatabase.toColumn(now.minus(this.window)),
								Types.TIMESTAMP_WITH_TIMEZONE);
					});
	}

	/**
	 * Find a callback.
	 * @param id the id of its row
	 * @return the callback, or {@code null} if it is not there
	 */
	@Nullable Stored find(String id) {
		List<Stored> found = this.database
			.inTransaction(() -> this.database.jdbc()
				.query("select c.body, " + METADATA_COLUMNS + " from " + this.database.tables().callback()
						+ " c where c.id = ?", (result, row) -> new Stored(metadata(result), result.getBytes("body")),
						id));
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Find callbacks, all of them at once.
	 * @param ids the ids of their rows, at least one
	 * @return those that are there, by their ids; none if one of them cannot be read
	 */
	Map<String, Stored> findReadable(List<String> ids) {
		return this.database.inTransaction(() -> {
			Map<String, Stored> found = new HashMap<>();
			try {
				this.database.jdbc()
					.query("select c.id, c.body, " + METADATA_COLUMNS + " from " + this.database.tables().callback()
							+ " c where c.id in " + JdbcDatabase.placeholders(ids.size()),
							(result, row) -> found.put(result.getString("id"),
									new Stored(metadata(result), result.getBytes("body"))),
							ids.toArray());
				return found;
			}
			catch (RuntimeException ex) {
				// The transaction may go on, if the database lets it
				return Map.of();
			}
		});
	}

	/**
	 * Delete callbacks that are of no use any more.
	 * @param now the time
	 */
	void purge(Instant now) {
		List<String> ids = findUseless(now, "");
		while (!ids.isEmpty()) {
			this.database.update("delete from " + this.database.tables().callback() + " where id in "
					+ JdbcDatabase.placeholders(ids.size()), ids.toArray());
			// What is kept is not looked at again
			ids = (ids.size() == PURGED_AT_ONCE) ? findUseless(now, ids.get(ids.size() - 1)) : List.of();
		}
	}

	// One statement for both takes H2 a second for a thousand rows
	private List<String> findUseless(Instant now, String after) {
		JdbcTables tables = this.database.tables();
		return this.database.jdbc()
			.query("select c.id from " + tables.callback()
					+ " c where c.id > ? and c.id < ? and c.application = ? and not " + this.unfinished
					+ " and not exists (select 1 from " + tables.deadLetter()
					+ " d where d.callback_row = c.id) order by c.id limit ?", (result, row) -> result.getString("id"),
					after, TimeOrderedIdGenerator.lowestOf(now.minus(this.window)).toString(), this.owner.application(),
					PURGED_AT_ONCE);
	}

	static CallbackMetadata metadata(ResultSet result) throws SQLException {
		String platform = result.getString("opt_platform");
		return new CallbackMetadata(result.getString("sdk_app_id"), result.getString("command"),
				result.getString("content_type"), result.getString("client_ip"),
				(platform != null) ? OptPlatform.of(platform) : null, JdbcDatabase.instant(result, "request_time"),
				Objects.requireNonNull(JdbcDatabase.instant(result, "received_at")),
				Objects.requireNonNull(JdbcDatabase.instant(result, "deadline")), result.getString("callback_id"),
				result.getString("request_id"), 1);
	}

	/**
	 * Return what duplicates of a callback have in common in a table that applications
	 * share.
	 * @param callback the callback
	 * @return the key, or {@code null} if it is never a duplicate
	 */
	@Nullable UUID duplicateKey(Callback callback) {
		UUID key = callback.duplicateKey();
		return (key != null) ? new UUID(key.getMostSignificantBits() ^ this.ownerKey.getMostSignificantBits(),
				key.getLeastSignificantBits() ^ this.ownerKey.getLeastSignificantBits()) : null;
	}

	/**
	 * A callback as it was stored.
	 *
	 * @param metadata what is known besides the body
	 * @param body the body
	 */
	@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared
	record Stored(CallbackMetadata metadata, byte[] body) {

	}

}
