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

package io.github.livehook.test.sender;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	@Test
	void whenNextIsEarlyThenItWaitsForItsTurn() {
		Pace pace = new Pace(1000);
		assertThat(pace.reserve(0)).isZero();
		assertThat(pace.reserve(300_000)).isEqualTo(700_000);
		assertThat(pace.reserve(1_000_000)).isEqualTo(1_000_000);
	}

	@Test
	void whenOneIsLateThenItsDelayIsNotMadeUpFor() {
		Pace pace = new Pace(1000);
		assertThat(pace.reserve(0)).isZero();
		assertThat(pace.reserve(9_000_000)).isZero();
		assertThat(pace.reserve(9_000_000)).isEqualTo(1_000_000);
	}

	@Test
	void whenThereIsNoRateThenNothingWaits() {
		Pace pace = new Pace(Double.POSITIVE_INFINITY);
		assertThat(pace.reserve(0)).isZero();
		assertThat(pace.reserve(0)).isZero();
	}

}
