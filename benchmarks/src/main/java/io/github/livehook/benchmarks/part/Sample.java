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
import java.time.Duration;

import io.github.livehook.benchmarks.load.Load;
import io.github.livehook.benchmarks.load.LoadResult;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.ContenderProcess;

/**
 * A contender under a load over HTTP, once.
 *
 * @param result what came of the load
 * @param cpuTime the time of the processor that the contender has used
 */
record Sample(LoadResult result, Duration cpuTime) {

	private static final double MICROSECOND = 1e3;

	private static final double MILLISECOND = 1e6;

	private static final double PERCENT = 100;

	/**
	 * Measure a contender that is warm.
	 * @param process the contender
	 * @param load what makes the load
	 * @param pace when to send
	 * @return what was measured
	 * @throws IOException if that fails
	 */
	static Sample measure(ContenderProcess process, Load load, Pace pace) throws IOException {
		Duration before = process.cpuTime();
		LoadResult result = load.run(pace);
		return new Sample(result, process.cpuTime().minus(before));
	}

	/**
	 * Return this sample if all went well.
	 * @return this
	 */
	Sample checked() {
		this.result.checked();
		return this;
	}

	double failedPercent() {
		return PERCENT * this.result.failures() / (this.result.failures() + this.result.successes());
	}

	double rate() {
		return this.result.rate();
	}

	double cpuMicros() {
		return this.cpuTime.toNanos() / MICROSECOND / this.result.successes();
	}

	double latencyMillis(double percentile) {
		return this.result.latency(percentile).toNanos() / MILLISECOND;
	}

}
