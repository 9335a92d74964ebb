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

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * Generates ids that grow with time, which are UUIDs of version 7: indexes of them grow
 * at one end, where random ones would change a page for each.
 */
final class TimeOrderedIdGenerator implements IdGenerator {

	private static final int TIME_SHIFT = 16;

	private static final long VERSION = 7L << 12;

	private static final long RANDOM_OF_FIRST = 0xFFFL;

	private static final long VARIANT = 1L << 63;

	private static final long RANDOM_OF_SECOND = (1L << 62) - 1;

	private final IdGenerator random = new AlternativeJdkIdGenerator();

	private final InstantSource clock;

	TimeOrderedIdGenerator(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public UUID generateId() {
		UUID bits = this.random.generateId();
		return new UUID(this.clock.millis() << TIME_SHIFT | VERSION | bits.getMostSignificantBits() & RANDOM_OF_FIRST,
				VARIANT | bits.getLeastSignificantBits() & RANDOM_OF_SECOND);
	}

	/**
	 * Return the lower bound of ids that are generated from a time on.
	 * @param time the time, of which the milliseconds since 1970 count
	 * @return an id that is greater than earlier ones, as texts are compared, and not
	 * greater than later ones
	 */
	static UUID lowestOf(Instant time) {
		return new UUID(Math.max(0, time.toEpochMilli()) << TIME_SHIFT | VERSION, VARIANT);
	}

}
