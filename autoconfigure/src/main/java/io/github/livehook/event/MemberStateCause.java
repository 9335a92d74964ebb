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
 * Why members of a room have come or gone. A cause that is not listed here keeps its
 * text.
 *
 * @param value the {@code EventCause}
 * @since 0.1.0
 * @see MemberStateChanged
 */
public record MemberStateCause(@JsonValue String value) {

	/**
	 * They have entered the room.
	 */
	public static final MemberStateCause ENTER = new MemberStateCause("Enter");

	/**
	 * They have left the room.
	 */
	public static final MemberStateCause LEAVE = new MemberStateCause("Leave");

	/**
	 * Nothing was heard of them for a while.
	 */
	public static final MemberStateCause HEARTBEAT_INTERRUPT = new MemberStateCause("HeartbeatInterrupt");

	/**
	 * They are heard of again.
	 */
	public static final MemberStateCause HEARTBEAT_RECOVER = new MemberStateCause("HeartbeatRecover");

	/**
	 * They were removed or banned.
	 */
	public static final MemberStateCause KICKED = new MemberStateCause("Kicked");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public MemberStateCause {
		Assert.notNull(value, "'value' must not be null");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
