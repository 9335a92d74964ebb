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
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.LogSanitizer;

/**
 * Reads the body of a request, and no more of it than is allowed.
 */
final class BodyReader {

	private static final Logger logger = LoggerFactory.getLogger(BodyReader.class);

	private static final int CHUNK = 4096;

	private static final int MAX_DISCARDED = 2 * 1024 * 1024;

	private static final int MAX_DISCARDING = 4;

	private final int maxBytes;

	private final Semaphore discarding = new Semaphore(MAX_DISCARDING);

	BodyReader(int maxBytes) {
		this.maxBytes = maxBytes;
	}

	/**
	 * Read the body.
	 * @param exchange the request
	 * @param late whether the time is up
	 * @return the body, empty if none was announced
	 * @throws InvalidRequestException if the body is too large, incomplete, or was read
	 * before
	 */
	byte[] read(CallbackExchange exchange, BooleanSupplier late) throws InvalidRequestException {
		long announced = contentLength(exchange.header("Content-Length"));
		if (announced > this.maxBytes) {
			throw tooLarge();
		}
		byte[] body = readBounded(exchange, announced, late);
		if (body.length == 0 && (announced > 0 || exchange.header("Transfer-Encoding") != null)) {
			throw consumed();
		}
		if (body.length < announced) {
			throw new InvalidRequestException(InvalidRequest.BODY_INCOMPLETE, "The body is shorter than announced");
		}
		return body;
	}

	private byte[] readBounded(CallbackExchange exchange, long announced, BooleanSupplier late)
			throws InvalidRequestException {
		BodyBuffer body = new BodyBuffer(announced);
		try {
			InputStream input = exchange.body();
			while (body.readFrom(input)) {
				if (body.size() > this.maxBytes) {
					throw tooLarge();
				}
				if (late.getAsBoolean()) {
					throw new InvalidRequestException(InvalidRequest.BODY_INCOMPLETE,
							"The body did not arrive in time");
				}
			}
		}
		catch (IllegalStateException ex) {
			// Thrown by the container if a filter has asked for its reader
			throw consumed();
		}
		catch (IOException | RuntimeException ex) {
			throw new InvalidRequestException(InvalidRequest.BODY_INCOMPLETE,
					"The body could not be read: " + ex.getClass().getSimpleName());
		}
		return body.toBytes();
	}

	/**
	 * Take in the rest of a body that is too large, within limits, if the server lets
	 * read on after the response. One that closes the connection instead would reset it,
	 * and the response could get lost on the way.
	 * @param exchange the request
	 * @param timeout how long to read at most
	 */
	void discard(CallbackExchange exchange, Duration timeout) {
		if (this.discarding.tryAcquire()) {
			try {
				readOn(exchange, timeout);
			}
			finally {
				this.discarding.release();
			}
		}
	}

	private static void readOn(CallbackExchange exchange, Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		byte[] chunk = new byte[CHUNK];
		try {
			InputStream input = exchange.body();
			int discarded = 0;
			while (discarded < MAX_DISCARDED && System.nanoTime() - end < 0) {
				int read = input.read(chunk);
				if (read == -1) {
					return;
				}
				discarded += read;
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The rest of a body could not be read", LogSanitizer.sanitize(ex));
		}
	}

	private static InvalidRequestException consumed() {
		return new InvalidRequestException(InvalidRequest.BODY_CONSUMED, "A body was announced and there is none: "
				+ "has a filter read it, or asked for a parameter, before Livehook did?");
	}

	private InvalidRequestException tooLarge() {
		return new InvalidRequestException(InvalidRequest.BODY_TOO_LARGE,
				"The body is larger than livehook.max-body-size (%d bytes)".formatted(this.maxBytes));
	}

	private static long contentLength(@Nullable String header) {
		try {
			return (header != null) ? Long.parseLong(header.strip()) : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
