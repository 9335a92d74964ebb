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
import java.util.Objects;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.github.livehook.benchmarks.processor.ProcessorBenchmark;

/**
 * What a callback costs without a server, against the number of other things.
 */
final class ProcessorPart {

	private static final int[] SIZES = { BattleCallback.USUAL_SIZE, 4_000, 40_000, 250_000 };

	private static final int MANY = 100;

	private static final int REMEMBERED = 1_000_000;

	private final Table table = new Table("growth", "What", "Time, µs", "± µs", "Allocated, bytes");

	private final Options options;

	ProcessorPart(Options options) {
		this.options = options;
	}

	Table measure() throws IOException {
		for (int size : SIZES) {
			run("Livehook, body of %,d", "process", "bodySize", size);
			run("Jackson alone, body of %,d", "jackson", "bodySize", size);
		}
		run("Livehook, %d handlers of other commands", "process", "handlers", MANY);
		run("Livehook, %d apps", "process", "apps", MANY);
		run("Livehook, %d callbacks remembered", "process", "remembered", 0);
		run("Livehook, %,d callbacks remembered", "process", "remembered", this.options.quick ? MANY : REMEMBERED);
		this.table
			.note("JMH, one thread on all cores, one JVM for each row, average of all iterations and its 99.9%% error");
		this.table.note("Livehook: from query and bytes to the answer; where nothing else is said a body of 400 bytes, "
				+ "1 app, 1 handler that is called, 1 of another command, callbacks remembered as by default");
		this.table.note("Jackson alone: the same bytes into the record of the hand-written controller");
		return this.table;
	}

	private void run(String label, String method, String parameter, int value) throws IOException {
		ChainedOptionsBuilder builder = builder()
			.include("^" + ProcessorBenchmark.class.getName() + "\\." + method + "$")
			.param(parameter, String.valueOf(value));
		try {
			RunResult result = new Runner(builder.build()).runSingle();
			Result<?> time = result.getPrimaryResult();
			double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
			this.table.add(label.formatted(value), "%.2f".formatted(time.getScore()),
					"%.2f".formatted(time.getScoreError()), "%,.0f".formatted(bytes));
			System.out.printf("%s: %.2f µs%n", label.formatted(value), time.getScore());
		}
		catch (RunnerException ex) {
			throw new IOException("The benchmark has failed", ex);
		}
	}

	private ChainedOptionsBuilder builder() {
		boolean quick = this.options.quick;
		return new OptionsBuilder().jvm(this.options.jdk.resolve("bin/java").toString())
			.jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseG1GC")
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.forks(1)
			.warmupIterations(1)
			.warmupTime(TimeValue.milliseconds(quick ? 100 : 6000))
			.measurementIterations(3)
			.measurementTime(TimeValue.milliseconds(quick ? 100 : 1500));
	}

}
