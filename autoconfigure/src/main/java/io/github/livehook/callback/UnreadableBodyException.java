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

/**
 * Exception for a body that does not fit the type that it is read as. The message names
 * the field and never holds a value of the body.
 *
 * @since 0.1.0
 */
public class UnreadableBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	/**
	 * Create the exception.
	 * @param field the path of the field, such as {@code FromRoomInfo.RoomId}, empty for
	 * the body as a whole
	 * @param type the type that the body was read as
	 */
	public UnreadableBodyException(String field, Class<?> type) {
		super(field.isEmpty() ? "The body cannot be read as " + type.getSimpleName()
				: "The field " + field + " of the body does not fit " + type.getSimpleName());
		this.field = field;
	}

	/**
	 * Return the field that does not fit.
	 * @return the path of the field, empty for the body as a whole
	 */
	public String getField() {
		return this.field;
	}

}
