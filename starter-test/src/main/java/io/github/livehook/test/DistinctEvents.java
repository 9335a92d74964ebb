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

package io.github.livehook.test;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Makes of an event another one of the same kind.
 */
final class DistinctEvents {

	private static final List<FieldPath> EVENT_TIMES = List.of(new FieldPath("EventTime"),
			new FieldPath("RoomInfo.EventTime"));

	// A time in milliseconds is more, and one in seconds less, for a long while
	private static final long LEAST_MILLIS = 100_000_000_000L;

	private static final AtomicLong lastTime = new AtomicLong();

	private DistinctEvents() {
	}

	/**
	 * Give an event another id, where it has one, and another time.
	 * @param fields the fields of the event, which are changed
	 * @param keyFields the fields that together identify it
	 * @param named whether a field is left as it is
	 */
	static void makeDistinct(Map<String, @Nullable Object> fields, List<String> keyFields, Predicate<String> named) {
		keyFields.stream()
			.filter(named.negate())
			.map(FieldPath::new)
			.filter((path) -> path.get(fields) instanceof String || path.get(fields) instanceof Number)
			.reduce((first, second) -> second)
			.ifPresent((path) -> path.set(fields, another(path.get(fields))));
		EVENT_TIMES.stream()
			.filter((path) -> path.get(fields) != null && !named.test(path.text()))
			.forEach((path) -> path.set(fields, anotherTime(path.get(fields))));
	}

	private static Object another(@Nullable Object id) {
		if (id instanceof Number number) {
			return (number.longValue() < LEAST_MILLIS) ? nextTime() & Integer.MAX_VALUE : nextTime();
		}
		return UUID.randomUUID().toString();
	}

	private static Object anotherTime(@Nullable Object time) {
		long next = nextTime();
		if (time instanceof Number number) {
			return Long.valueOf((number.longValue() < LEAST_MILLIS) ? next / 1000 : next);
		}
		return String.valueOf(next);
	}

	private static long nextTime() {
		long now = System.currentTimeMillis();
		return lastTime.updateAndGet((last) -> Math.max(last + 1, now));
	}

}
