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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copy of an exception, its causes and what they have suppressed, with the same stack
 * traces. Its messages are the types and messages of the original, each in one line. It
 * is logged and never thrown.
 */
@SuppressWarnings("serial") // Never serialized
final class SanitizedException extends Exception {

	private static final int MAX_LENGTH = 1000;

	private static final int MAX_EXCEPTIONS = 20;

	SanitizedException(Throwable original) {
		this(original, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private SanitizedException(Throwable original, Set<Throwable> copied) {
		super(LogSanitizer.sanitize(textOf(original), MAX_LENGTH));
		setStackTrace(original.getStackTrace());
		copied.add(original);
		Throwable cause = original.getCause();
		if (cause != null && isLeft(cause, copied)) {
			initCause(new SanitizedException(cause, copied));
		}
		for (Throwable suppressed : original.getSuppressed()) {
			if (isLeft(suppressed, copied)) {
				addSuppressed(new SanitizedException(suppressed, copied));
			}
		}
	}

	private static boolean isLeft(Throwable error, Set<Throwable> copied) {
		return !copied.contains(error) && copied.size() < MAX_EXCEPTIONS;
	}

	/**
	 * Return whether all that is printed of an exception is printable and not too long.
	 * @param error the exception
	 * @return whether it needs no copy
	 */
	static boolean isPrintable(Throwable error) {
		return isPrintable(error, Collections.newSetFromMap(new IdentityHashMap<>()));
	}

	private static boolean isPrintable(Throwable error, Set<Throwable> seen) {
		if (!seen.add(error)) {
			return true;
		}
		return seen.size() <= MAX_EXCEPTIONS && isPrintable(textOf(error)) && isPrintable(error.toString())
				&& Stream.concat(Stream.ofNullable(error.getCause()), Stream.of(error.getSuppressed()))
					.allMatch((other) -> isPrintable(other, seen));
	}

	private static boolean isPrintable(String text) {
		return LogSanitizer.sanitize(text, MAX_LENGTH).equals(text);
	}

	private static String textOf(Throwable error) {
		String message = error.getMessage();
		return error.getClass().getName() + ((message != null) ? ": " + message : "");
	}

}
