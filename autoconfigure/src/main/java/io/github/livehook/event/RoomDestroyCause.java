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

package io.github.livehook.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * Who has dissolved a room. A cause that is not listed here keeps its text.
 *
 * @param value the {@code EventType}
 * @since 0.1.0
 * @see RoomDestroyed
 */
public record RoomDestroyCause(@JsonValue String value) {

	/**
	 * Its owner, or an administrator by the REST API.
	 */
	public static final RoomDestroyCause BY_USER = new RoomDestroyCause("DestroyByUser");

	/**
	 * The system, for example because the room was empty.
	 */
	public static final RoomDestroyCause BY_SYSTEM = new RoomDestroyCause("DestroyBySystem");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public RoomDestroyCause {
		Assert.notNull(value, "'value' must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
