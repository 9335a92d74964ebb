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

package io.github.livehook.verification;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A request to verify. It has no body, since Livehook reads the body of an accepted
 * request only.
 *
 * @since 0.1.0
 */
public final class InboundRequest {

	private static final int MAX_TIME_LENGTH = 12;

	private final Instant receivedAt;

	private final QueryParameters parameters;

	private final @Nullable String remoteAddress;

	private final Function<String, @Nullable String> headers;

	/**
	 * Create a request.
	 * @param receivedAt the time of arrival
	 * @param query the raw query string, without the question mark
	 * @param remoteAddress the address of the client or the last proxy
	 * @param headers the look-up of a header by its case-insensitive name
	 */
	public InboundRequest(Instant receivedAt, @Nullable String query, @Nullable String remoteAddress,
			Function<String, @Nullable String> headers) {
		this.receivedAt = receivedAt;
		this.parameters = new QueryParameters(query);
		this.remoteAddress = remoteAddress;
		this.headers = headers;
	}

	/**
	 * Return the time at which the request arrived.
	 * @return the time of arrival
	 */
	public Instant receivedAt() {
		return this.receivedAt;
	}

	/**
	 * Return the first value of a query parameter.
	 * @param name the name, case-insensitive
	 * @return the decoded value, or {@code null} if the parameter is not there
	 */
	public @Nullable String parameter(String name) {
		return this.parameters.first(name);
	}

	/**
	 * Return all values of a query parameter.
	 * @param name the name, case-insensitive
	 * @return the decoded values in their order, empty if the parameter is not there
	 */
	public List<String> parameters(String name) {
		return this.parameters.values(name);
	}

	/**
	 * Return the address of the caller as the server tells it: the peer of the
	 * connection, or the address that {@code server.forward-headers-strategy} yields.
	 * @return the IP address, or {@code null} if it is not known
	 */
	public @Nullable String remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * Return a header.
	 * @param name the name, case-insensitive
	 * @return the first value, or {@code null} if the header is not there
	 */
	public @Nullable String header(String name) {
		return this.headers.apply(name);
	}

	/**
	 * Return the time at which Tencent made the request.
	 * @return {@code RequestTime}, or {@code null} if it is missing or not a time in
	 * epoch seconds
	 */
	public @Nullable Instant requestTime() {
		String time = parameter("RequestTime");
		return (time != null) ? parseTime(time) : null;
	}

	static @Nullable Instant parseTime(String time) {
		if (time.isEmpty() || time.length() > MAX_TIME_LENGTH) {
			return null;
		}
		for (int i = 0; i < time.length(); i++) {
			if (time.charAt(i) < '0' || time.charAt(i) > '9') {
				return null;
			}
		}
		return Instant.ofEpochSecond(Long.parseLong(time));
	}

	/**
	 * Return whether the request announces that it has no body: by a length of 0, or by
	 * neither a length nor a transfer encoding. This is how the console checks the URL.
	 * @return whether no body is announced
	 */
	public boolean announcesNoBody() {
		String length = header("Content-Length");
		return (length == null || length.trim().equals("0")) && header("Transfer-Encoding") == null;
	}

}
