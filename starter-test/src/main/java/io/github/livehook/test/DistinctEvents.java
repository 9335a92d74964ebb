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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Makes of an event another one of the same kind.
 */
final class DistinctEvents {

	private static final FieldPath EVENT_TIME = new FieldPath("EventTime");

	private static final AtomicLong lastTime = new AtomicLong();

	private DistinctEvents() {
	}

	/**
	 * Give an event another id, where it has one, and another time.
	 * @param fields the fields of the event, which are changed
	 * @param keyFields the fields that together identify it
	 * @param named the fields that are left as they are
	 */
	static void makeDistinct(Map<String, @Nullable Object> fields, List<String> keyFields, Set<String> named) {
		keyFields.stream()
			.filter((name) -> !named.contains(name))
			.map(FieldPath::new)
			.filter((path) -> path.get(fields) instanceof String)
			.reduce((first, second) -> second)
			.ifPresent((path) -> path.set(fields, UUID.randomUUID().toString()));
		Object time = EVENT_TIME.get(fields);
		if (time != null && !named.contains(EVENT_TIME.text())) {
			long next = nextTime();
			EVENT_TIME.set(fields, (time instanceof String) ? String.valueOf(next) : Long.valueOf(next));
		}
	}

	private static long nextTime() {
		long now = System.currentTimeMillis();
		return lastTime.updateAndGet((last) -> Math.max(last + 1, now));
	}

}
