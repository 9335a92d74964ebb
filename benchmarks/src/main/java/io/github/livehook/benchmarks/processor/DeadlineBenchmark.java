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

package io.github.livehook.benchmarks.processor;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The alarm of a request that is answered in time: set, and taken back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DeadlineBenchmark {

	/**
	 * How alarms are kept.
	 */
	@Param
	public AlarmDesign design = AlarmDesign.TIMER;

	/**
	 * How many other requests are open meanwhile.
	 */
	@Param("16")
	public int open;

	private Alarms alarms = AlarmDesign.TIMER.create();

	/**
	 * Open the other requests.
	 */
	@Setup
	public void start() {
		this.alarms.close();
		this.alarms = this.design.create();
		for (int i = 0; i < this.open; i++) {
			// Later than any iteration ends
			this.alarms.set(() -> {
			}, TimeUnit.HOURS.toNanos(1));
		}
	}

	/**
	 * Stop the threads.
	 */
	@TearDown
	public void stop() {
		this.alarms.close();
	}

	/**
	 * Set an alarm, and take it back.
	 * @return the alarm
	 */
	@Benchmark
	public Runnable setAndCancel() {
		Runnable cancel = this.alarms.set(() -> {
		}, TimeUnit.SECONDS.toNanos(2));
		cancel.run();
		return cancel;
	}

}
