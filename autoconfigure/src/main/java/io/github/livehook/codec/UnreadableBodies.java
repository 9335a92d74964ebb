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

import tools.jackson.core.JacksonException;

import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.callback.UnreadableBodyException;

/**
 * Translates Jackson's exceptions, whose messages may quote the body.
 */
final class UnreadableBodies {

	private static final int MAX_LENGTH = 200;

	private UnreadableBodies() {
	}

	static UnreadableBodyException translate(JacksonException ex, Class<?> type) {
		StringBuilder field = new StringBuilder();
		for (JacksonException.Reference reference : ex.getPath()) {
			if (reference.getPropertyName() == null) {
				field.append('[').append(reference.getIndex()).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		return new UnreadableBodyException(printable(field.toString()), type);
	}

	// The keys of a map are what the sender has chosen
	private static String printable(String field) {
		return LogSanitizer.sanitize(field, MAX_LENGTH);
	}

}
