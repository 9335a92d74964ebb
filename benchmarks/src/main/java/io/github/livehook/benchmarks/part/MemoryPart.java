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
import java.util.List;
import java.util.Map;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Load;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.load.Target;
import io.github.livehook.benchmarks.process.ContenderProcess;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * What is left on the heap after many callbacks.
 */
final class MemoryPart implements Part {

	private static final double MEGABYTE = 1024.0 * 1024;

	private static final int QUARTER = 4;

	@Override
	public Section measure(Plan plan) throws IOException {
		Table table = new Table("Callbacks", "Heap, MB", "To the first");
		long quarter = plan.effort().callbacks() / QUARTER;
		Spread ratio = Spread.of(1);
		try (ContenderProcess process = ContenderProcess.start(Contender.LIVEHOOK, plan.jvms().get(0));
				Load load = new Load(new Target(process.port(), plan.connections()), false)) {
			double first = 0;
			for (int sent = 1; sent <= QUARTER; sent *= 2) {
				load.run(Pace.unlimited(quarter * Math.max(sent / 2, 1))).checked();
				double heap = process.liveBytes() / MEGABYTE;
				first = (sent == 1) ? heap : first;
				ratio = Spread.of(heap / first);
				table.add("%,d".formatted(quarter * sent), Spread.of(heap).format(1), ratio.format(2));
				plan.tell("%,d callbacks: %.1f MB", quarter * sent, heap);
			}
		}
		return new Section("memory", "Heap after many callbacks", table, null, List
			.of("Livehook in memory with its default settings, %s; the size of all live objects after a full collection"
				.formatted(plan.jvms().get(0))), Map.of(Goal.HEAP, ratio));
	}

}
