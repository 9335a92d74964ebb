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

package io.github.livehook.benchmarks.load;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param successes how many requests were answered with success
 * @param failures how many were answered otherwise
 * @param elapsed how long it took
 * @param latencies the latencies in nanoseconds
 */
public record LoadResult(long successes, long failures, Duration elapsed, Histogram latencies) {

	private static final double SECOND = 1e9;

	private static final int TOLERANCE = 1000;

	/**
	 * Return the rate.
	 * @return the answers in a second
	 */
	public double rate() {
		return this.successes * SECOND / this.elapsed.toNanos();
	}

	/**
	 * Return a percentile of the latency.
	 * @param percentile the percentile, such as 99
	 * @return the latency
	 */
	public Duration latency(double percentile) {
		return Duration.ofNanos(this.latencies.getValueAtPercentile(percentile));
	}

	/**
	 * Return the result of this load and of another one at the same time.
	 * @param other the result of the other one
	 * @return the result of both
	 */
	public LoadResult with(LoadResult other) {
		Histogram both = this.latencies.copy();
		both.add(other.latencies);
		return new LoadResult(this.successes + other.successes, this.failures + other.failures,
				(this.elapsed.compareTo(other.elapsed) > 0) ? this.elapsed : other.elapsed, both);
	}

	/**
	 * Return this result if it is one.
	 * @return the result
	 * @throws IllegalStateException if more than one in a thousand requests was not
	 * answered with success
	 */
	public LoadResult checked() {
		if (this.failures * TOLERANCE > this.successes || this.successes == 0) {
			throw new IllegalStateException("%d requests were not answered with success, %d were: nothing was measured"
				.formatted(this.failures, this.successes));
		}
		return this;
	}

}
