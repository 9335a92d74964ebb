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

package io.github.livehook.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;

/**
 * The headers of records, all of them text, and those of the metadata of a callback.
 */
final class MetadataHeaders {

	private static final String PREFIX = "livehook-";

	private static final String VERSION = "version";

	private static final String CURRENT_VERSION = "1";

	private MetadataHeaders() {
	}

	static void set(Headers headers, String name, @Nullable Object value) {
		if (value != null) {
			headers.add(PREFIX + name, value.toString().getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Add the headers of metadata.
	 * @param headers the headers
	 * @param metadata the metadata
	 */
	static void set(Headers headers, CallbackMetadata metadata) {
		set(headers, VERSION, CURRENT_VERSION);
		set(headers, "app", metadata.sdkAppId());
		set(headers, "command", metadata.command());
		set(headers, "id", metadata.callbackId());
		set(headers, "content-type", metadata.contentType());
		set(headers, "client-ip", metadata.clientIp());
		set(headers, "platform", metadata.optPlatform());
		set(headers, "request-id", metadata.requestId());
		set(headers, "request-time", metadata.requestTime());
		set(headers, "received-at", metadata.receivedAt());
		set(headers, "deadline", metadata.deadline());
	}

	static @Nullable String find(Headers headers, String name) {
		Header header = headers.lastHeader(PREFIX + name);
		return (header != null) ? text(header) : null;
	}

	static Iterable<Header> findAll(Headers headers, String name) {
		return headers.headers(PREFIX + name);
	}

	static String text(Header header) {
		byte[] value = header.value();
		return (value != null) ? new String(value, StandardCharsets.UTF_8) : "";
	}

	static String get(Headers headers, String name) {
		String value = find(headers, name);
		if (value == null) {
			throw new InvalidRecordException("it has no header " + PREFIX + name);
		}
		return value;
	}

	static @Nullable Instant findTime(Headers headers, String name) {
		String value = find(headers, name);
		try {
			return (value != null) ? Instant.parse(value) : null;
		}
		catch (DateTimeException ex) {
			throw new InvalidRecordException("its header " + PREFIX + name + " is not a time");
		}
	}

	static Instant getTime(Headers headers, String name) {
		get(headers, name);
		Instant time = findTime(headers, name);
		return (time != null) ? time : Instant.EPOCH;
	}

	static int getNumber(Headers headers, String name) {
		try {
			return Integer.parseInt(get(headers, name));
		}
		catch (NumberFormatException ex) {
			throw new InvalidRecordException("its header " + PREFIX + name + " is not a number");
		}
	}

	static @Nullable UUID findUuid(Headers headers, String name) {
		String value = find(headers, name);
		try {
			return (value != null) ? UUID.fromString(value) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRecordException("its header " + PREFIX + name + " is not a UUID");
		}
	}

	/**
	 * Return the metadata in headers.
	 * @param headers the headers
	 * @return the metadata of the first attempt
	 * @throws InvalidRecordException if they are not those of
	 * {@link #set(Headers, CallbackMetadata)}
	 */
	static CallbackMetadata metadata(Headers headers) {
		if (!get(headers, VERSION).equals(CURRENT_VERSION)) {
			throw new InvalidRecordException("its header " + PREFIX + VERSION + " is not " + CURRENT_VERSION);
		}
		String platform = find(headers, "platform");
		return new CallbackMetadata(get(headers, "app"), get(headers, "command"), find(headers, "content-type"),
				find(headers, "client-ip"), (platform != null) ? OptPlatform.of(platform) : null,
				findTime(headers, "request-time"), getTime(headers, "received-at"), getTime(headers, "deadline"),
				find(headers, "id"), find(headers, "request-id"), 1);
	}

	/**
	 * Thrown for a record that Livehook has not written.
	 */
	static final class InvalidRecordException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		InvalidRecordException(String message) {
			super(message);
		}

	}

}
