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

/**
 * Why a battle has ended. A code that is not listed here is kept as it is.
 *
 * @param code the {@code OpType}
 * @since 0.1.0
 * @see BattleEnded
 */
public record BattleEndReason(@JsonValue int code) {

	/**
	 * The time was up.
	 */
	public static final BattleEndReason TIME_UP = new BattleEndReason(0);

	/**
	 * All owners have left after the battle had started.
	 */
	public static final BattleEndReason OWNERS_LEFT = new BattleEndReason(1);

	/**
	 * Nobody has joined, and the battle has never started.
	 */
	public static final BattleEndReason NOT_STARTED = new BattleEndReason(2);

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public BattleEndReason {
	}

	@Override
	public String toString() {
		return String.valueOf(this.code);
	}

}
