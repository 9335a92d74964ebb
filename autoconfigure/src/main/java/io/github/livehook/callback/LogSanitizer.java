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

package io.github.livehook.callback;

import java.util.regex.Pattern;

/**
 * Sanitizer of texts that a sender may have forged, for the log.
 *
 * @since 0.1.0
 */
public final class LogSanitizer {

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

	private LogSanitizer() {
	}

	/**
	 * Return a text as one line of limited length.
	 * @param text any text
	 * @param maxLength the number of characters to keep
	 * @return the text without characters that could forge or hide a line
	 */
	public static String sanitize(String text, int maxLength) {
		String line = isPlain(text) ? text : UNPRINTABLE.matcher(text).replaceAll("?");
		return (line.length() <= maxLength) ? line : line.substring(0, maxLength) + "...";
	}

	/**
	 * Return an exception for the log. Its message may quote what a sender has forged,
	 * and the log would print that as it is.
	 * @param error any exception
	 * @return the exception itself if all that is printed of it is printable, as it
	 * nearly always is, otherwise a copy that is
	 */
	public static Throwable sanitize(Throwable error) {
		return SanitizedException.isPrintable(error) ? error : new SanitizedException(error);
	}

	// As nearly all are, so that few are searched for what is not
	private static boolean isPlain(String text) {
		return text.chars().allMatch((character) -> character >= ' ' && character <= '~');
	}

}
