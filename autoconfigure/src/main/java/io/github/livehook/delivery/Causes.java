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

package io.github.livehook.delivery;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.LogSanitizer;

/**
 * Puts exceptions into words, for logs and stores.
 *
 * @since 0.1.0
 */
public final class Causes {

	private static final int MAX_LENGTH = 1000;

	private static final int MAX_DEPTH = 10;

	private Causes() {
	}

	/**
	 * Describe an exception and its causes.
	 * @param error the exception, {@code null} if there is none
	 * @return their types and messages
	 */
	public static String describe(@Nullable Throwable error) {
		return describe(error, Throwable::getMessage);
	}

	/**
	 * Describe an exception and its causes, without their messages: those of a store may
	 * quote what it was given.
	 * @param error the exception, {@code null} if there is none
	 * @param detail what to say of each besides its type, {@code null} for nothing
	 * @return their types and details
	 */
	public static String describe(@Nullable Throwable error, Function<Throwable, @Nullable String> detail) {
		StringBuilder description = new StringBuilder();
		Throwable cause = error;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			description.append(description.isEmpty() ? "" : ", caused by ").append(cause.getClass().getName());
			String text = detail.apply(cause);
			if (text != null) {
				description.append(": ").append(text);
			}
			cause = cause.getCause();
		}
		return LogSanitizer.sanitize(description.toString(), MAX_LENGTH);
	}

}
