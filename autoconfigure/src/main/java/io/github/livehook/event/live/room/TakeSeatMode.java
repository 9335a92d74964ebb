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

package io.github.livehook.event.live.room;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * How seats are taken in a room. A mode that is not listed here keeps its text.
 *
 * @param value the {@code TakeSeatMode}
 * @since 0.1.0
 * @see RoomInfo
 */
public record TakeSeatMode(@JsonValue String value) {

	/**
	 * Seats are not taken.
	 */
	public static final TakeSeatMode NONE = new TakeSeatMode("None");

	/**
	 * Everybody may take a seat.
	 */
	public static final TakeSeatMode FREE_TO_TAKE = new TakeSeatMode("FreeToTake");

	/**
	 * A seat has to be applied for.
	 */
	public static final TakeSeatMode APPLY_TO_TAKE = new TakeSeatMode("ApplyToTake");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public TakeSeatMode {
		Assert.notNull(value, "'value' must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
