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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.BarChart;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * Callbacks in a second, when each connection sends the next as soon as the last is
 * answered.
 */
final class ThroughputPart implements Part {

	private static final List<Contender> CONTENDERS = List.of(Contender.CONSTANT, Contender.LIVEHOOK,
			Contender.LIVEHOOK_FULL, Contender.CONTROLLER, Contender.CONTROLLER_REPEATS);

	private final Table table = new Table("Contender", "Callbacks/s", "To controller", "To constant",
			"CPU per callback, µs");

	private final BarChart chart = new BarChart("Callbacks per second, ratio to the hand-written controller", 2);

	private final Map<Goal, Spread> goals = new EnumMap<>(Goal.class);

	@Override
	public Section measure(Plan plan) throws IOException {
		for (Jvm jvm : plan.jvms()) {
			try (WarmContenders warm = WarmContenders.start(plan, jvm, CONTENDERS)) {
				add(jvm, Samples.inTurn(CONTENDERS, plan.effort().rounds(), (contender, round) -> {
					Sample sample = warm.measure(contender, Pace.unlimited(plan.effort().duration()));
					plan.tell("%s, round %d, %s: %,.0f callbacks/s", jvm, round, contender, sample.rate());
					return sample;
				}));
			}
		}
		return new Section("throughput", "Callbacks per second", this.table, this.chart, Notes.http(plan), this.goals);
	}

	private void add(Jvm jvm, Samples<Sample> samples) {
		for (Contender contender : CONTENDERS) {
			String label = contender + ", " + jvm;
			Spread toController = samples.ratio(contender, Contender.CONTROLLER, Sample::rate);
			this.table.add(label, samples.spread(contender, Sample::rate).format(0), toController.format(2),
					samples.ratio(contender, Contender.CONSTANT, Sample::rate).format(2),
					samples.spread(contender, Sample::cpuMicros).format(1));
			this.chart.add(label, toController);
		}
		this.goals.putIfAbsent(Goal.RATE_TO_CONTROLLER,
				samples.ratio(Contender.LIVEHOOK, Contender.CONTROLLER, Sample::rate));
		this.goals.putIfAbsent(Goal.RATE_TO_CONSTANT,
				samples.ratio(Contender.LIVEHOOK, Contender.CONSTANT, Sample::rate));
	}

}
