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

package io.github.livehook.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The median of some values, and how far they are apart.
 *
 * @param median the median
 * @param min the lowest
 * @param max the highest
 */
public record Spread(double median, double min, double max) {

	/**
	 * Create the spread of some values.
	 * @param values the values, at least one
	 * @return their spread
	 */
	public static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int half = sorted.size() / 2;
		double median = (sorted.size() % 2 == 1) ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
		return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
	}

	/**
	 * Create the spread of a single value.
	 * @param value the value
	 * @return its spread
	 */
	public static Spread of(double value) {
		return new Spread(value, value, value);
	}

	/**
	 * Return the median and the range.
	 * @param decimals the number of decimals
	 * @return the text, such as {@code 1.71 (1.68–1.75)}
	 */
	public String format(int decimals) {
		String number = "%,." + decimals + "f";
		if (this.min == this.max) {
			return String.format(Locale.ROOT, number, this.median);
		}
		return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", this.median, this.min, this.max);
	}

}
