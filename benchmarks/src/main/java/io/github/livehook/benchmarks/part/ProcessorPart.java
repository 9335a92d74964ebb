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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

import io.github.livehook.benchmarks.process.Jdk;
import io.github.livehook.benchmarks.processor.AlarmDesign;
import io.github.livehook.benchmarks.processor.DeadlineBenchmark;
import io.github.livehook.benchmarks.processor.JacksonBenchmark;
import io.github.livehook.benchmarks.processor.ProcessorBenchmark;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * Time and garbage of a callback in the processor alone, beside Jackson alone, and how
 * they grow.
 */
final class ProcessorPart implements Part {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	private static final List<Integer> BODY_SIZES = List.of(400, 4_000, 40_000, 250_000);

	private static final int LARGEST_NUMBER = 100;

	private static final List<Integer> THREADS = List.of(1, 4);

	private final Table table = new Table("What", "Time, µs", "± µs", "Allocated, bytes");

	@Override
	public Section measure(Plan plan) throws IOException {
		Map<Goal, Spread> goals = new EnumMap<>(Goal.class);
		RunResult standard = processor(plan, "bodySize", BODY_SIZES.get(0));
		RunResult jackson = jackson(plan, BODY_SIZES.get(0));
		goals.put(Goal.ALLOCATION, Spread.of(allocated(standard) / allocated(jackson)));
		for (int size : BODY_SIZES.subList(1, BODY_SIZES.size())) {
			processor(plan, "bodySize", size);
			jackson(plan, size);
		}
		processor(plan, "handlers", LARGEST_NUMBER / 10);
		RunResult handlers = processor(plan, "handlers", LARGEST_NUMBER);
		goals.put(Goal.HANDLERS, Spread.of(time(handlers) / time(standard)));
		processor(plan, "apps", LARGEST_NUMBER);
		processor(plan, "remembered", 0);
		processor(plan, "remembered", (int) (plan.effort().callbacks() / 4));
		for (int threads : THREADS) {
			for (AlarmDesign design : AlarmDesign.values()) {
				deadline(plan, design, threads);
			}
		}
		return new Section("processor", "The processor alone", this.table, null, notes(plan), goals);
	}

	private static List<String> notes(Plan plan) {
		List<String> notes = new ArrayList<>();
		notes.add(
				"JMH, average of all iterations and its 99.9%% error; one thread where nothing else is said, all cores, JDK %s"
					.formatted(plan.jvms().get(0).jdk().version()));
		notes.add("Warmed up for %s in each JVM".formatted(Notes.seconds(plan.effort().warmUp().dividedBy(4))));
		notes.add(
				"Livehook: from query and bytes to the answer, without a server; where nothing else is said, a body of 400 bytes, "
						+ "1 app, 1 handler that is called, 1 handler of another command, repeats as by default");
		notes.add(
				"Deadline: an alarm is set and taken back while 16 others are set; a timer for each request, as Livehook "
						+ "has it, or a sweep over all every 10 ms");
		notes.add("Jackson: the same bytes into the record of the hand-written controller");
		return notes;
	}

	private RunResult processor(Plan plan, String parameter, int value) throws IOException {
		return run(plan, "Livehook, %s %,d".formatted(name(parameter), value),
				new OptionsBuilder().include(pattern(ProcessorBenchmark.class))
					.param(parameter, String.valueOf(value)));
	}

	private RunResult jackson(Plan plan, int size) throws IOException {
		return run(plan, "Jackson, body of %,d".formatted(size),
				new OptionsBuilder().include(pattern(JacksonBenchmark.class)).param("bodySize", String.valueOf(size)));
	}

	private void deadline(Plan plan, AlarmDesign design, int threads) throws IOException {
		run(plan, "Deadline, %s, threads: %d".formatted(design.name().toLowerCase(Locale.ROOT), threads),
				new OptionsBuilder().include(pattern(DeadlineBenchmark.class))
					.param("design", design.name())
					.threads(threads));
	}

	private static String name(String parameter) {
		return switch (parameter) {
			case "bodySize" -> "body of";
			case "remembered" -> "repeats remembered:";
			default -> parameter + ":";
		};
	}

	private static String pattern(Class<?> benchmark) {
		return "^" + benchmark.getName().replace(".", "\\.") + "\\.";
	}

	private RunResult run(Plan plan, String label, ChainedOptionsBuilder options) throws IOException {
		Effort effort = plan.effort();
		Jdk jdk = plan.jvms().get(0).jdk();
		options.jvm(jdk.home().resolve("bin").resolve("java").toString())
			.jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseG1GC")
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.forks((effort.rounds() + 1) / 2)
			.warmupIterations(1)
			.warmupTime(TimeValue.milliseconds(effort.warmUp().toMillis() / 4))
			.measurementIterations(effort.rounds())
			.measurementTime(TimeValue.milliseconds(effort.duration().toMillis() / 5));
		try {
			RunResult result = new Runner(options.build()).runSingle();
			Result<?> time = result.getPrimaryResult();
			this.table.add(label, Spread.of(time.getScore()).format(2), error(time),
					Spread.of(allocated(result)).format(0));
			plan.tell("%s: %.2f µs, %,.0f bytes", label, time.getScore(), allocated(result));
			return result;
		}
		catch (RunnerException ex) {
			throw new IOException("The benchmark has failed", ex);
		}
	}

	// Two values have none
	private static String error(Result<?> time) {
		return Double.isNaN(time.getScoreError()) ? "–" : Spread.of(time.getScoreError()).format(2);
	}

	private static double time(RunResult result) {
		return result.getPrimaryResult().getScore();
	}

	private static double allocated(RunResult result) {
		return Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATION), "The profiler tells it").getScore();
	}

}
