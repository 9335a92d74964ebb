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
 * Whether members of a room are online. A state that is not listed here keeps its text.
 *
 * @param value the {@code EventType}
 * @since 0.1.0
 * @see MemberStateChanged
 */
public record MemberState(@JsonValue String value) {

	/**
	 * They are in the room.
	 */
	public static final MemberState ONLINE = new MemberState("Online");

	/**
	 * They are not in the room any more.
	 */
	public static final MemberState OFFLINE = new MemberState("Offline");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public MemberState {
		Assert.notNull(value, "'value' must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
