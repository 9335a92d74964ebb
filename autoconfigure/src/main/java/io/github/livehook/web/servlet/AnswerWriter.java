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

package io.github.livehook.web.servlet;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.web.CallbackAnswer;

/**
 * Writes answers, whole and at once, so that nothing that comes later can change them.
 *
 * @since 0.1.0
 */
public final class AnswerWriter {

	private final CallbackCodec codec;

	// What almost every request is answered, encoded for the first
	private volatile byte @Nullable [] ok;

	/**
	 * Create a writer.
	 * @param codec what writes the body
	 */
	public AnswerWriter(CallbackCodec codec) {
		this.codec = codec;
	}

	void write(CallbackAnswer answer, HttpServletResponse response) throws IOException {
		write(answer, response, false);
	}

	void write(CallbackAnswer answer, HttpServletResponse response, boolean close) throws IOException {
		// A channel of java.nio is closed if an interrupted thread writes to it
		boolean interrupted = Thread.interrupted();
		try {
			byte[] body = encode(answer);
			// Also what filters have set, such as a content encoding
			response.reset();
			response.setStatus(answer.status());
			response.setContentType("application/json");
			response.setContentLength(body.length);
			answer.headers().forEach(response::setHeader);
			if (close) {
				response.setHeader("Connection", "close");
			}
			response.getOutputStream().write(body);
			response.flushBuffer();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private byte[] encode(CallbackAnswer answer) {
		if (answer != CallbackAnswer.OK) {
			return this.codec.encodeFields(answer.fields());
		}
		byte[] body = this.ok;
		if (body == null) {
			body = this.codec.encodeFields(answer.fields());
			this.ok = body;
		}
		return body;
	}

}
