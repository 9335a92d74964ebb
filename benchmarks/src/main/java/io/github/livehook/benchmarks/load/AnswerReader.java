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

package io.github.livehook.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes in one answer after the other. It knows as much of HTTP as the contenders use: a
 * length, or chunks.
 */
final class AnswerReader {

	private static final int CAPACITY = 16 * 1024;

	private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");

	private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

	private static final byte[] LENGTH = ascii("\r\ncontent-length: ");

	private static final byte[] STATUS_OK = ascii("http/1.1 200");

	private static final byte[] ACTION_OK = ascii("\"actionstatus\":\"ok\"");

	private static final byte[] CLOSE = ascii("\r\nconnection: close");

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);

	private boolean success;

	private boolean last;

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Return where to put what arrives.
	 * @return the buffer
	 */
	ByteBuffer buffer() {
		return this.buffer;
	}

	/**
	 * Return whether the answer is complete. If so, the reader is ready for the next one.
	 * @return whether it is complete
	 * @throws IOException if the answer is one that the load is not made for
	 */
	boolean isComplete() throws IOException {
		int head = find(END_OF_HEAD, 0, this.buffer.position());
		if (head == -1 || !isBodyComplete(head)) {
			return false;
		}
		this.last = find(CLOSE, 0, head) != -1;
		this.success = startsWith(STATUS_OK, 0) && find(ACTION_OK, head, this.buffer.position()) != -1;
		this.buffer.clear();
		return true;
	}

	private boolean isBodyComplete(int head) throws IOException {
		int end = this.buffer.position();
		int length = find(LENGTH, 0, head);
		if (length != -1) {
			return end >= head + END_OF_HEAD.length + number(length + LENGTH.length);
		}
		if (!this.buffer.hasRemaining()) {
			throw new IOException("The answer is too long");
		}
		return end >= LAST_CHUNK.length && startsWith(LAST_CHUNK, end - LAST_CHUNK.length);
	}

	/**
	 * Return whether the answer that was complete last says that all is well.
	 * @return whether it does
	 */
	boolean isSuccess() {
		return this.success;
	}

	/**
	 * Return whether the answer that was complete last is the last of its connection.
	 * @return whether the server closes the connection
	 */
	boolean isLast() {
		return this.last;
	}

	private int number(int start) {
		int number = 0;
		for (int i = start; Character.isDigit(this.buffer.get(i)); i++) {
			number = number * 10 + Character.digit(this.buffer.get(i), 10);
		}
		return number;
	}

	private int find(byte[] text, int from, int to) {
		for (int i = from; i <= to - text.length; i++) {
			if (startsWith(text, i)) {
				return i;
			}
		}
		return -1;
	}

	private boolean startsWith(byte[] text, int offset) {
		if (offset + text.length > this.buffer.position()) {
			return false;
		}
		for (int i = 0; i < text.length; i++) {
			if (lowerCase(this.buffer.get(offset + i)) != text[i]) {
				return false;
			}
		}
		return true;
	}

	private static int lowerCase(byte character) {
		return (character >= 'A' && character <= 'Z') ? character - 'A' + 'a' : character;
	}

}
