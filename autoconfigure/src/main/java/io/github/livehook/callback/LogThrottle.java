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

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits the lines of a log. A sender may choose keys, so each kind of line has a budget
 * of {@value #MAX_KEYS} keys for an interval, which takes nothing from other kinds.
 *
 * @since 0.1.0
 */
public final class LogThrottle {

	private static final int MAX_KEYS = 1000;

	private static final int FIRST = 10;

	private final long interval;

	private final LongSupplier nanoTime;

	// The keys of each kind, the oldest first
	private final Map<Object, Map<Object, Occurrences>> kinds = new HashMap<>();

	/**
	 * Create a throttle.
	 * @param interval the time for which occurrences are counted, from the first one on
	 * @param nanoTime the source of the time
	 */
	public LogThrottle(Duration interval, LongSupplier nanoTime) {
		this.interval = interval.toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Return whether to log something that is logged once in an interval.
	 * @param kind the kind of line, which no sender chooses
	 * @param key the key of the line, which a sender may have chosen
	 * @return whether it is the first occurrence
	 */
	public boolean admits(Object kind, Object key) {
		return count(kind, key) == 1;
	}

	/**
	 * Return whether to log something that is logged ten times in an interval, and then
	 * at each tenfold.
	 * @param kind the kind of line, which no sender chooses
	 * @param key the key of the line, which a sender may have chosen
	 * @return the number of the occurrence, or 0 if it is not to be logged
	 */
	public long admit(Object kind, Object key) {
		long count = count(kind, key);
		return (count <= FIRST || isPowerOfTen(count)) ? count : 0;
	}

	private static boolean isPowerOfTen(long number) {
		long rest = number;
		while (rest % 10 == 0) {
			rest /= 10;
		}
		return rest == 1;
	}

	private synchronized long count(Object kind, Object key) {
		long now = this.nanoTime.getAsLong();
		Map<Object, Occurrences> keys = this.kinds.computeIfAbsent(kind, (absent) -> new LinkedHashMap<>());
		removeOld(keys.values().iterator(), now);
		if (keys.size() >= MAX_KEYS && !keys.containsKey(key)) {
			return 0;
		}
		return ++keys.computeIfAbsent(key, (absent) -> new Occurrences(now)).count;
	}

	private void removeOld(Iterator<Occurrences> occurrences, long now) {
		while (occurrences.hasNext() && now - occurrences.next().since >= this.interval) {
			occurrences.remove();
		}
	}

	private static final class Occurrences {

		private final long since;

		private long count;

		Occurrences(long since) {
			this.since = since;
		}

	}

}
