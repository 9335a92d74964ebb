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
import java.util.Map;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * Latencies at half of the highest rate of the hand-written controller, whoever is
 * measured. A callback that has to wait for its turn counts from when it was to be sent.
 */
final class LatencyPart implements Part {

	private static final List<Contender> CONTENDERS = List.of(Contender.CONSTANT, Contender.LIVEHOOK,
			Contender.LIVEHOOK_FULL, Contender.CONTROLLER, Contender.CONTROLLER_REPEATS);

	private static final double P50 = 50;

	private static final double P99 = 99;

	private static final double P999 = 99.9;

	private final Table table = new Table("Contender", "Callbacks/s", "p50, ms", "p99, ms", "p99.9, ms",
			"p99 to controller");

	private final Map<Goal, Spread> goals = new EnumMap<>(Goal.class);

	@Override
	public Section measure(Plan plan) throws IOException {
		for (Jvm jvm : plan.jvms()) {
			try (WarmContenders warm = WarmContenders.start(plan, jvm, CONTENDERS)) {
				double rate = warm.measure(Contender.CONTROLLER, Pace.unlimited(plan.effort().duration())).rate() / 2;
				Pace pace = Pace.fixed(rate, plan.effort().duration());
				add(jvm, Samples.inTurn(CONTENDERS, plan.effort().rounds(), (contender, round) -> {
					Sample sample = warm.measure(contender, pace);
					plan.tell("%s, round %d, %s at %,.0f callbacks/s: p99 %.2f ms", jvm, round, contender, rate,
							sample.latencyMillis(P99));
					return sample;
				}));
			}
		}
		List<String> notes = new ArrayList<>(Notes.http(plan));
		notes.add("Callbacks are sent at fixed times, at half of the rate that the controller had reached just before; "
				+ "latencies count from these times");
		return new Section("latency", "Latency at half of the controller's highest rate", this.table, null, notes,
				this.goals);
	}

	private void add(Jvm jvm, Samples<Sample> samples) {
		for (Contender contender : CONTENDERS) {
			this.table.add(contender + ", " + jvm, samples.spread(contender, Sample::rate).format(0),
					latency(samples, contender, P50), latency(samples, contender, P99),
					latency(samples, contender, P999), ratio(samples, contender).format(2));
		}
		this.goals.putIfAbsent(Goal.TAIL_LATENCY, ratio(samples, Contender.LIVEHOOK));
	}

	private static String latency(Samples<Sample> samples, Contender contender, double percentile) {
		return samples.spread(contender, (sample) -> sample.latencyMillis(percentile)).format(2);
	}

	private static Spread ratio(Samples<Sample> samples, Contender contender) {
		return samples.ratio(contender, Contender.CONTROLLER, (sample) -> sample.latencyMillis(P99));
	}

}
