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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of contenders that took turns, a sample of each in each round.
 *
 * @param <S> the type of a sample
 */
final class Rounds<S> {

	static final String NONE = "–";

	private final Map<String, List<S>> samples = new LinkedHashMap<>();

	// Measure contenders in turn, each round beginning with another one.
	static <S> Rounds<S> measure(List<Entrant> entrants, int rounds, Measurement<S> measurement) throws IOException {
		Rounds<S> all = new Rounds<>();
		entrants.forEach((entrant) -> all.samples.put(entrant.name(), new ArrayList<>()));
		List<Entrant> turn = new ArrayList<>(entrants);
		for (int round = 1; round <= rounds; round++) {
			for (Entrant entrant : turn) {
				System.out.printf("round %d, %s%n", round, entrant.name());
				all.of(entrant.name()).add(measurement.measure(entrant));
			}
			Collections.rotate(turn, -1);
		}
		return all;
	}

	private List<S> of(String name) {
		return this.samples.getOrDefault(name, List.of());
	}

	String figure(Entrant entrant, int decimals, ToDoubleFunction<S> figure) {
		return Spread.of(values(entrant.name(), figure)).format(decimals);
	}

	Spread spread(Entrant entrant, ToDoubleFunction<S> figure) {
		return Spread.of(values(entrant.name(), figure));
	}

	String ratio(Entrant entrant, Object reference, ToDoubleFunction<S> figure) {
		List<Double> references = values(reference.toString(), figure);
		List<Double> ratios = values(entrant.name(), figure);
		for (int i = 0; i < references.size(); i++) {
			ratios.set(i, ratios.get(i) / references.get(i));
		}
		return references.isEmpty() ? NONE : Spread.of(ratios).format(2);
	}

	String toBefore(Entrant entrant, ToDoubleFunction<S> figure) {
		return ratio(entrant, entrant.name() + Entrant.BEFORE, figure);
	}

	private List<Double> values(String name, ToDoubleFunction<S> figure) {
		List<Double> values = new ArrayList<>();
		of(name).forEach((sample) -> values.add(figure.applyAsDouble(sample)));
		return values;
	}

	interface Measurement<S> {

		S measure(Entrant entrant) throws IOException;

	}

}
