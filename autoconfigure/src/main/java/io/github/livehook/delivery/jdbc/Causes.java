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

package io.github.livehook.delivery.jdbc;

import org.jspecify.annotations.Nullable;

import io.github.livehook.event.PrintableText;

/**
 * Puts exceptions into words.
 */
final class Causes {

	private static final int MAX_LENGTH = 1000;

	private static final int MAX_DEPTH = 10;

	private Causes() {
	}

	static String describe(@Nullable Throwable error) {
		StringBuilder description = new StringBuilder();
		Throwable cause = error;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			description.append(description.isEmpty() ? "" : ", caused by ").append(cause.getClass().getName());
			if (cause.getMessage() != null) {
				description.append(": ").append(cause.getMessage());
			}
			cause = cause.getCause();
		}
		return PrintableText.of(description.toString(), MAX_LENGTH);
	}

}
