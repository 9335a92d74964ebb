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

package io.github.livehook.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackResponse;

/**
 * Strategy to read a request and to respond to it, whatever server it runs on.
 *
 * @since 0.1.0
 */
public interface CallbackExchange {

	/**
	 * Return when the request arrived.
	 * @return the time of arrival
	 */
	Instant receivedAt();

	/**
	 * Return the HTTP method.
	 * @return the method in upper case
	 */
	String method();

	/**
	 * Return the query string.
	 * @return the raw query, or {@code null} if there is none
	 */
	@Nullable String query();

	/**
	 * Return where the request comes from.
	 * @return the address of the client or the last proxy, or {@code null} if it is not
	 * known
	 */
	@Nullable String remoteAddress();

	/**
	 * Return a header.
	 * @param name the name, whatever its case
	 * @return the first value, or {@code null} if the header is not there
	 */
	@Nullable String header(String name);

	/**
	 * Return the body.
	 * @return the body, read at most once
	 * @throws IOException if it cannot be read
	 */
	InputStream body() throws IOException;

	/**
	 * Send the response, completely, before this method returns. It may be called by
	 * another thread than the one that the request is processed on, and is called once.
	 * @param response the response
	 * @param late whether the request is still being processed, so that the connection
	 * cannot be used for the next one
	 * @throws IOException if it cannot be sent
	 */
	void send(CallbackResponse response, boolean late) throws IOException;

}
