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

package io.github.livehook.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The text of a body, strictly UTF-8.
 */
final class BodyText {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private BodyText() {
	}

	/**
	 * Return the text of bytes that are more than ASCII.
	 * @param bytes the body
	 * @return the text without a byte order mark, or {@code null} if the bytes are ASCII
	 * and can be parsed as they are
	 * @throws InvalidBodyException if they are not UTF-8
	 */
	static @Nullable String beyondAscii(byte[] bytes) throws InvalidBodyException {
		if (isAscii(bytes)) {
			return null;
		}
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new InvalidBodyException("The body is not UTF-8");
		}
	}

	// NUL is not taken for text, since a parser of bytes guesses UTF-16 from it
	private static boolean isAscii(byte[] bytes) {
		for (byte b : bytes) {
			if (b <= 0) {
				return false;
			}
		}
		return true;
	}

}
