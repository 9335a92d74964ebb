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

package io.github.livehook.benchmarks.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.report.Spread;

/**
 * What was measured in each round of each contender. Contenders are compared within a
 * round.
 *
 * @param <S> the type of what is measured
 */
final class Samples<S> {

	private final Map<Contender, List<S>> samples = new LinkedHashMap<>();

	/**
	 * Measure contenders in turn, each round beginning with another one.
	 * @param <S> the type of what is measured
	 * @param contenders the contenders
	 * @param rounds how many rounds
	 * @param measurement what measures a contender once
	 * @return what was measured
	 * @throws IOException if the measurement fails
	 */
	static <S> Samples<S> inTurn(List<Contender> contenders, int rounds, Measurement<S> measurement)
			throws IOException {
		Samples<S> samples = new Samples<>();
		contenders.forEach((contender) -> samples.samples.put(contender, new ArrayList<>()));
		List<Contender> turn = new ArrayList<>(contenders);
		for (int round = 1; round <= rounds; round++) {
			for (Contender contender : turn) {
				samples.of(contender).add(measurement.measure(contender, round));
			}
			Collections.rotate(turn, -1);
		}
		return samples;
	}

	/**
	 * Return what was measured.
	 * @param contender the contender
	 * @return a sample of each round
	 */
	List<S> of(Contender contender) {
		List<S> samples = this.samples.get(contender);
		if (samples == null) {
			throw new IllegalArgumentException(contender + " was not measured");
		}
		return samples;
	}

	/**
	 * Return a figure of a contender.
	 * @param contender the contender
	 * @param figure the figure of a sample
	 * @return its spread over the rounds
	 */
	Spread spread(Contender contender, ToDoubleFunction<S> figure) {
		return Spread.of(of(contender).stream().mapToDouble(figure).boxed().toList());
	}

	/**
	 * Return the ratio of a contender to another one.
	 * @param contender the contender
	 * @param reference the other one
	 * @param figure the figure of a sample
	 * @return the spread of the ratios of the rounds
	 */
	Spread ratio(Contender contender, Contender reference, ToDoubleFunction<S> figure) {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < of(contender).size(); i++) {
			ratios.add(figure.applyAsDouble(of(contender).get(i)) / figure.applyAsDouble(of(reference).get(i)));
		}
		return Spread.of(ratios);
	}

	/**
	 * Measures a contender once.
	 *
	 * @param <S> the type of what is measured
	 */
	interface Measurement<S> {

		S measure(Contender contender, int round) throws IOException;

	}

}
