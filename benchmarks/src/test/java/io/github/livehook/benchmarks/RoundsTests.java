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

package io.github.livehook.benchmarks;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rounds} and {@link Spread}.
 */
class RoundsTests {

	private final Entrant fast = new Entrant(Contender.LIVEHOOK, "livehook", "");

	private final Entrant before = new Entrant(Contender.LIVEHOOK, "livehook-before", "");

	@Test
	void whenMeasuredThenMedianLowestAndHighest() {
		assertThat(Spread.of(List.of(3.0, 1.0, 2.0)).format(1)).isEqualTo("2.0 (1.0–3.0)");
		assertThat(Spread.of(List.of(1000.0, 3000.0)).format(0)).isEqualTo("2,000 (1,000–3,000)");
		assertThat(Spread.of(List.of(1.0)).format(2)).isEqualTo("1.00");
	}

	@Test
	void whenMachineSlowsDownThenRatiosWithinRoundsStay() throws Exception {
		Map<Entrant, Iterator<Double>> values = Map.of(this.fast, List.of(1.0, 10.0, 100.0).iterator(), this.before,
				List.of(2.0, 20.0, 200.0).iterator());
		Rounds<Double> rounds = Rounds.measure(List.of(this.fast, this.before), 3,
				(entrant) -> values.get(entrant).next());
		assertThat(rounds.figure(this.fast, 0, Double::doubleValue)).isEqualTo("10 (1–100)");
		assertThat(rounds.toBefore(this.fast, Double::doubleValue)).isEqualTo("0.50");
		assertThat(rounds.ratio(this.before, Contender.LIVEHOOK, Double::doubleValue)).isEqualTo("2.00");
		assertThat(rounds.ratio(this.fast, Contender.CONTROLLER, Double::doubleValue)).isEqualTo(Rounds.NONE);
	}

	@Test
	void whenSeveralRoundsThenAnotherBeginsEach() throws Exception {
		StringBuilder order = new StringBuilder();
		Rounds.measure(List.of(this.fast, this.before), 2, (entrant) -> order.append(entrant.name()).append(' '));
		assertThat(order).hasToString("livehook livehook-before livehook-before livehook ");
	}

}
