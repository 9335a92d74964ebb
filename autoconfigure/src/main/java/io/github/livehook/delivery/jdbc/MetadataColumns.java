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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;

/**
 * The columns of the metadata of a callback.
 */
final class MetadataColumns {

	static final String NAMES = "sdk_app_id, command, callback_id, content_type, client_ip, opt_platform, request_id, "
			+ "request_time, received_at, deadline";

	private static final int NANOS_OF_MICRO = 1000;

	private static final String NUL = "\0";

	private MetadataColumns() {
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
	 * Set the values of the columns in their order.
	 * @param statement the statement
	 * @param first the index of the first parameter
	 * @param metadata the metadata
	 * @return the index of the next parameter
	 * @throws SQLException if the statement takes none
	 */
	static int set(PreparedStatement statement, int first, CallbackMetadata metadata) throws SQLException {
		int next = first;
		for (String text : texts(metadata)) {
			statement.setString(next++, (text != null) ? text(text) : null);
		}
		for (Instant time : times(metadata)) {
			statement.setObject(next++, (time != null) ? JdbcDatabase.toColumn(time) : null,
					Types.TIMESTAMP_WITH_TIMEZONE);
		}
		return next;
	}

	// PostgreSQL has no text with this character
	static String text(String value) {
		return value.replace(NUL, "\uFFFD");
	}

	/**
	 * Return whether the columns keep metadata unchanged.
	 * @param metadata the metadata
	 * @return {@code false} if a text or a time is changed
	 */
	static boolean keep(CallbackMetadata metadata) {
		CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
		return texts(metadata).stream()
			.allMatch((text) -> text == null || (!text.contains(NUL) && encoder.canEncode(text)))
				&& times(metadata).stream().allMatch((time) -> time == null || time.getNano() % NANOS_OF_MICRO == 0);
	}

	/**
	 * Return the metadata in the columns.
	 * @param result the result with the columns
	 * @return the metadata of the first attempt
	 * @throws SQLException if the columns cannot be read
	 */
	static CallbackMetadata get(ResultSet result) throws SQLException {
		String platform = result.getString("opt_platform");
		OffsetDateTime requestTime = result.getObject("request_time", OffsetDateTime.class);
		return new CallbackMetadata(result.getString("sdk_app_id"), result.getString("command"),
				result.getString("content_type"), result.getString("client_ip"),
				(platform != null) ? OptPlatform.of(platform) : null,
				(requestTime != null) ? requestTime.toInstant() : null, JdbcDatabase.instant(result, "received_at"),
				JdbcDatabase.instant(result, "deadline"), result.getString("callback_id"),
				result.getString("request_id"), 1);
	}

}
