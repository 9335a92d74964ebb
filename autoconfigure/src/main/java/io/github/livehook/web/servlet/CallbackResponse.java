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
import java.io.PrintWriter;
import java.io.Writer;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import io.github.livehook.web.CallbackAnswer;

/**
 * A response whose errors, such as the 401 of a security filter, are answered in the form
 * that Tencent understands, and not by an error page. A redirection, such as to a login
 * page, is a refusal. What filters write is discarded.
 */
final class CallbackResponse extends HttpServletResponseWrapper {

	private final AnswerWriter writer;

	CallbackResponse(HttpServletResponse response, AnswerWriter writer) {
		super(response);
		this.writer = writer;
	}

	HttpServletResponse original() {
		return (HttpServletResponse) getResponse();
	}

	@Override
	public void sendError(int status) throws IOException {
		if (isCommitted()) {
			throw new IllegalStateException("The response is already committed");
		}
		this.writer.write(CallbackAnswer.requestFailed(status), original());
	}

	@Override
	public void sendError(int status, @Nullable String message) throws IOException {
		sendError(status);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		sendError(SC_FORBIDDEN);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		sendError(SC_FORBIDDEN);
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		sendError(SC_FORBIDDEN);
	}

	@Override
	public void sendRedirect(String location, int status) throws IOException {
		sendError(SC_FORBIDDEN);
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return new DiscardingStream();
	}

	@Override
	public PrintWriter getWriter() {
		return new PrintWriter(Writer.nullWriter());
	}

	@Override
	public void flushBuffer() {
		// Would send an answer that is not ours
	}

	/**
	 * Discards what is written to it.
	 */
	private static final class DiscardingStream extends ServletOutputStream {

		@Override
		public void write(int b) {
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new IllegalStateException("Asynchronous writing is not possible here");
		}

	}

}
