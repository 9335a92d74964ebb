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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

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

	private final JdbcDatabase database;

	private final Duration window;

	private final CallbackInsertion insertion;

	private final String unfinished;

	CallbackRows(JdbcDatabase database, Duration window) {
		this.database = database;
		this.window = (window.compareTo(LONGEST_WINDOW) < 0) ? window : LONGEST_WINDOW;
		this.insertion = new CallbackInsertion(database);
		this.unfinished = "exists (select 1 from " + database.tables().task() + " t where t.task_instance = c.id)";
	}

	/**
	 * Insert callbacks, unless they are repeats.
	 * @param callbacks the callbacks
	 * @return the rows that were inserted
	 */
	Set<String> insert(List<NewCallback> callbacks) {
		Set<String> inserted = this.insertion.insert(callbacks);
		for (NewCallback callback : callbacks) {
			UUID repeatKey = callback.repeatKey();
			if (repeatKey != null && !inserted.contains(callback.row())) {
				releaseExpired(repeatKey, callback.callback().metadata().receivedAt());
				// Also if there was nothing to release: the purge may just have deleted
				// it
				inserted.addAll(this.insertion.insert(List.of(callback)));
			}
		}
		return inserted;
	}

	private void releaseExpired(UUID repeatKey, Instant now) {
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
						+ " c where c.id in " + JdbcDatabase.placeholders(ids.size()),
				new ArgumentPreparedStatementSetter(ids.toArray()), (result) -> {
					Map<String, Stored> found = new HashMap<>();
					while (result.next()) {
						found.put(result.getString("id"), new Stored(metadata(result), result.getBytes("body")));
					}
					return found;
				});
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
			.query("select c.id from " + tables.callback() + " c where c.id < ? and not " + this.unfinished
					+ " and not exists (select 1 from " + tables.deadLetter()
					+ " d where d.callback_row = c.id) order by c.id limit ?", (result, row) -> result.getString("id"),
					TimeOrderedIdGenerator.lowestOf(now.minus(this.window)).toString(), PURGED_AT_ONCE);
		if (!ids.isEmpty()) {
			this.database.update(
					"delete from " + tables.callback() + " where id in " + JdbcDatabase.placeholders(ids.size()),
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

	/**
	 * Return what repeats of a callback have in common: the first half of a hash, since
	 * the index of it is changed all over by each callback.
	 * @param metadata what is known of the callback
	 * @return the key, or {@code null} if it is never a repeat
	 */
	static @Nullable UUID repeatKey(CallbackMetadata metadata) {
		if (metadata.callbackId() == null) {
			return null;
		}
		String key = String.join("\n", metadata.sdkAppId(), metadata.command(), metadata.callbackId());
		try {
			ByteBuffer hash = ByteBuffer
				.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
			return new UUID(hash.getLong(), hash.getLong());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
