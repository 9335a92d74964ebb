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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentKeys}.
 */
class RecentKeysTests {

	private static final long WINDOW = 1000;

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 100 })
	void whenMoreKeysAreAddedThenTheOldestAreForgottenInOrder(int maxKeys) {
		RecentKeys keys = new RecentKeys(maxKeys, WINDOW);
		for (int i = 0; i < 5 * maxKeys; i++) {
			keys.add(key(i), 0);
			int newest = i;
			assertThat(IntStream.rangeClosed(0, i).filter((j) -> keys.contains(key(j), 0))).containsExactlyElementsOf(
					IntStream.rangeClosed(Math.max(0, newest - maxKeys + 1), newest).boxed().toList());
		}
	}

	@Test
	void whenWindowHasPassedThenKeyIsForgotten() {
		RecentKeys keys = new RecentKeys(10, WINDOW);
		keys.add(key(1), 5);
		assertThat(keys.contains(key(1), WINDOW + 4)).isTrue();
		assertThat(keys.contains(key(1), WINDOW + 5)).isFalse();
		assertThat(keys.contains(key(2), 5)).isFalse();
	}

	@Test
	void whenKeyIsAddedAgainThenItIsRememberedFromTheFirstTimeOn() {
		RecentKeys keys = new RecentKeys(10, WINDOW);
		keys.add(key(1), 0);
		keys.add(key(1), WINDOW - 1);
		assertThat(keys.contains(key(1), WINDOW)).isFalse();
		keys.add(key(1), WINDOW);
		assertThat(keys.contains(key(1), 2 * WINDOW - 1)).isTrue();
	}

	@Test
	void whenTimeOverflowsThenKeysAreRememberedAllTheSame() {
		RecentKeys keys = new RecentKeys(10, WINDOW);
		keys.add(key(1), Long.MAX_VALUE - 1);
		assertThat(keys.contains(key(1), Long.MIN_VALUE + WINDOW - 3)).isTrue();
		assertThat(keys.contains(key(1), Long.MIN_VALUE + WINDOW - 2)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, 1000", "10, 0" })
	void whenNothingIsToBeRememberedThenNothingIs(int maxKeys, long window) {
		RecentKeys keys = new RecentKeys(maxKeys, window);
		keys.add(key(1), 0);
		assertThat(keys.contains(key(1), 0)).isFalse();
	}

	@Test
	void whenOnlyHalfOfKeyIsTheSameThenItIsAnother() {
		RecentKeys keys = new RecentKeys(10, WINDOW);
		keys.add(new UUID(1, 2), 0);
		assertThat(keys.contains(new UUID(1, 3), 0)).isFalse();
		assertThat(keys.contains(new UUID(3, 2), 0)).isFalse();
		assertThat(keys.contains(new UUID(2, 1), 0)).isFalse();
	}

	/**
	 * With a factor of 0 all keys get the same hash.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "3, 0", "7, 0", "7, -1", "16, -7046029254386353131", "100, 0",
			"100, -7046029254386353131" })
	void whenKeysComeAtRandomThenMemoryIsLikeThatOfAnOrderedMap(int maxKeys, long factor) {
		for (int seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			RecentKeys keys = new RecentKeys(maxKeys, WINDOW, factor);
			Map<UUID, Long> model = new LinkedHashMap<>();
			long now = random.nextLong();
			for (int step = 0; step < 2000; step++) {
				now += random.nextLong(3 * WINDOW / maxKeys);
				UUID key = key(random.nextInt(3 * maxKeys));
				assertThat(keys.contains(key, now)).as("seed %d, step %d", seed, step)
					.isEqualTo(isFresh(model, key, now));
				add(model, key, now, maxKeys);
				keys.add(key, now);
			}
			for (int i = 0; i < 3 * maxKeys; i++) {
				assertThat(keys.contains(key(i), now)).as("seed %d, key %d", seed, i)
					.isEqualTo(isFresh(model, key(i), now));
			}
		}
	}

	private static boolean isFresh(Map<UUID, Long> model, UUID key, long now) {
		Long since = model.get(key);
		return since != null && now - since < WINDOW;
	}

	private static void add(Map<UUID, Long> model, UUID key, long now, int maxKeys) {
		if (!isFresh(model, key, now)) {
			model.remove(key);
			model.put(key, now);
			if (model.size() > maxKeys) {
				model.remove(model.keySet().iterator().next());
			}
		}
	}

	private static UUID key(int number) {
		return new UUID(number * 0x2545F4914F6CDD1DL, number);
	}

}
