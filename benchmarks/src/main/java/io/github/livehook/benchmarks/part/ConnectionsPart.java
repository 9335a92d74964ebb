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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Table;

/**
 * Callbacks in a second against the number of connections.
 */
final class ConnectionsPart implements Part {

	private static final List<Contender> CONTENDERS = List.of(Contender.CONSTANT, Contender.LIVEHOOK,
			Contender.CONTROLLER);

	private static final List<Integer> CONNECTIONS = List.of(1, 16, 256);

	@Override
	public Section measure(Plan plan) throws IOException {
		Table table = new Table("Contender", "Connections", "Callbacks/s", "To controller", "p99, ms",
				"Not answered with 200, %");
		for (Jvm jvm : plan.jvms()) {
			try (WarmContenders warm = WarmContenders.start(plan, jvm, CONTENDERS)) {
				add(table, jvm, Samples.inTurn(CONTENDERS, plan.effort().rounds(), (contender, round) -> {
					plan.tell("%s, round %d, %s", jvm, round, contender);
					return measure(plan, warm, contender);
				}));
			}
		}
		List<String> notes = new ArrayList<>(Notes.http(plan));
		notes.add("Livehook answers with 503 what comes while half of the server's threads (100) are handling, "
				+ "livehook.delivery.max-concurrency; only the others count");
		return new Section("connections", "Callbacks per second against connections", table, null, notes, Map.of());
	}

	private static Map<Integer, Sample> measure(Plan plan, WarmContenders warm, Contender contender)
			throws IOException {
		Map<Integer, Sample> samples = new LinkedHashMap<>();
		for (int connections : CONNECTIONS) {
			samples.put(connections, warm.measure(contender, connections, Pace.unlimited(plan.effort().duration())));
		}
		return samples;
	}

	private static Sample at(Map<Integer, Sample> samples, int connections) {
		return Objects.requireNonNull(samples.get(connections), "Every number of connections is measured");
	}

	private static void add(Table table, Jvm jvm, Samples<Map<Integer, Sample>> samples) {
		for (Contender contender : CONTENDERS) {
			for (int connections : CONNECTIONS) {
				table.add(contender + ", " + jvm, connections,
						samples.spread(contender, (sample) -> at(sample, connections).rate()).format(0),
						samples.ratio(contender, Contender.CONTROLLER, (sample) -> at(sample, connections).rate())
							.format(2),
						samples.spread(contender, (sample) -> at(sample, connections).latencyMillis(99)).format(2),
						samples.spread(contender, (sample) -> at(sample, connections).failedPercent()).format(1));
			}
		}
	}

}
