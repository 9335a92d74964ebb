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
import java.time.Duration;
import java.util.List;

/**
 * The heap after many callbacks.
 */
final class MemoryPart {

	private final Options options;

	MemoryPart(Options options) {
		this.options = options;
	}

	Table measure() throws IOException {
		Table table = new Table("memory", "Contender", "Callbacks", "Heap, MB", "To the first");
		for (Entrant entrant : this.options.entrants(Contender.LIVEHOOK)) {
			try (ContenderProcess process = ContenderProcess.launch(entrant, this.options, 0)) {
				process.awaitAnswer();
				add(table, entrant, process);
			}
		}
		table.note("The size of all live objects after a full collection, with Livehook's default settings");
		return table;
	}

	private void add(Table table, Entrant entrant, ContenderProcess process) throws IOException {
		Wrk wrk = new Wrk(this.options.folder);
		double unit = this.options.quick ? 10_000 : 1_000_000;
		double first = 0;
		long sent = 0;
		for (int goal = 1; goal <= 4; goal *= 2) {
			while (sent < goal * unit) {
				Duration duration = Duration.ofSeconds(this.options.quick ? 1 : 2);
				sent += wrk.run(process.port(), this.options.connections, duration, List.of()).checked().answers();
			}
			double heap = process.liveBytes() / (1024.0 * 1024);
			first = (first == 0) ? heap : first;
			table.add(entrant.name(), "%,d".formatted(sent), "%.1f".formatted(heap), "%.2f".formatted(heap / first));
		}
	}

}
