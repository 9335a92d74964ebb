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
import java.util.Arrays;

/**
 * What has arrived of a body. It grows with that, and not with what was announced.
 */
final class BodyBuffer {

	private static final int CHUNK = 4096;

	private byte[] bytes;

	private int size;

	/**
	 * Create a buffer.
	 * @param announced how many bytes are expected, negative if that is not known
	 */
	BodyBuffer(long announced) {
		this.bytes = new byte[(int) Math.min((announced >= 0) ? announced : CHUNK, CHUNK)];
	}

	/**
	 * Read what is there, or wait for it.
	 * @param input where to read from
	 * @return whether there may be more
	 * @throws IOException if it cannot be read
	 */
	boolean readFrom(InputStream input) throws IOException {
		if (this.size < this.bytes.length) {
			int read = input.read(this.bytes, this.size, this.bytes.length - this.size);
			this.size += Math.max(read, 0);
			return read != -1;
		}
		int next = input.read();
		if (next == -1) {
			return false;
		}
		this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.size, CHUNK));
		this.bytes[this.size++] = (byte) next;
		return true;
	}

	int size() {
		return this.size;
	}

	byte[] toBytes() {
		return (this.size == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
	}

}
