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

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * Generates ids that grow with time, which are UUIDs of version 7: indexes of them grow
 * at one end, where random ones would change a page for each. The ids of a request differ
 * in their last digits only, so that its callbacks are found together.
 *
 * @since 0.1.0
 */
public final class TimeOrderedIdGenerator {

	private static final int TIME_SHIFT = 16;

	private static final long VERSION = 7L << 12;

	private static final long RANDOM_OF_FIRST = 0xFFFL;

	private static final long VARIANT = 1L << 63;

	private static final long RANDOM_OF_SECOND = (1L << 62) - 1 & ~0xFFFFL;

	// The digits that RANDOM_OF_SECOND leaves to the position in the request
	private static final int LENGTH_OF_REQUEST = 32;

	private static final String FIRST_POSITION = "0000";

	private static final String LAST_POSITION = "ffff";

	private final IdGenerator random = new AlternativeJdkIdGenerator();

	private final InstantSource clock;

	/**
	 * Create a generator.
	 * @param clock the clock
	 */
	public TimeOrderedIdGenerator(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Generate the ids of the callbacks of a request.
	 * @param count the number of callbacks
	 * @return their ids in order
	 */
	public List<String> generate(int count) {
		UUID bits = this.random.generateId();
		long first = this.clock.millis() << TIME_SHIFT | VERSION | bits.getMostSignificantBits() & RANDOM_OF_FIRST;
		long second = VARIANT | bits.getLeastSignificantBits() & RANDOM_OF_SECOND;
		// Where there are several, none has the first position
		return LongStream.range(0, count)
			.map((index) -> (count > 1) ? index + 1 : index)
			.mapToObj((position) -> new UUID(first, second + position).toString())
			.toList();
	}

	/**
	 * Return whether a callback may have come in a request with others.
	 * @param id the id of the callback
	 * @return {@code false} if it was the only one
	 */
	public static boolean isOfSeveral(String id) {
		return !id.endsWith(FIRST_POSITION);
	}

	/**
	 * Return the lower bound of the ids of a request.
	 * @param id the id of one of its callbacks
	 * @return an id that is not greater than any of them, as texts are compared
	 */
	public static String firstOfRequest(String id) {
		return id.substring(0, LENGTH_OF_REQUEST) + FIRST_POSITION;
	}

	/**
	 * Return the upper bound of the ids of a request.
	 * @param id the id of one of its callbacks
	 * @return an id that is not less than any of them, as texts are compared
	 */
	public static String lastOfRequest(String id) {
		return id.substring(0, LENGTH_OF_REQUEST) + LAST_POSITION;
	}

	/**
	 * Return the lower bound of ids that are generated from a time on.
	 * @param time the time, of which the milliseconds since 1970 count
	 * @return an id that is greater than earlier ones, as texts are compared, and not
	 * greater than later ones
	 */
	public static UUID lowestOf(Instant time) {
		return new UUID(Math.max(0, time.toEpochMilli()) << TIME_SHIFT | VERSION, VARIANT);
	}

}
