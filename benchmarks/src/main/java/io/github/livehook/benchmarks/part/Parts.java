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
import java.util.Locale;

import io.github.livehook.benchmarks.report.Section;

/**
 * All parts, in the order of the report.
 */
public enum Parts implements Part {

	/**
	 * Callbacks in a second.
	 */
	THROUGHPUT(withLoadApart(new ThroughputPart())),

	/**
	 * Latencies at a fixed rate.
	 */
	LATENCY(withLoadApart(new LatencyPart())),

	/**
	 * Callbacks in a second and delays where they are kept in a database.
	 */
	DURABLE(new DurablePart()),

	/**
	 * Growth with the number of connections.
	 */
	CONNECTIONS(withLoadApart(new ConnectionsPart())),

	/**
	 * Time and garbage of the processor alone.
	 */
	PROCESSOR(new ProcessorPart()),

	/**
	 * Heap after many callbacks.
	 */
	MEMORY(withLoadApart(new MemoryPart())),

	/**
	 * Start-up time.
	 */
	STARTUP(new StartupPart());

	private final Part part;

	Parts(Part part) {
		this.part = part;
	}

	private static Part withLoadApart(Part part) {
		return (plan) -> plan.cores().restrictLoad(() -> part.measure(plan));
	}

	@Override
	public Section measure(Plan plan) throws IOException {
		return this.part.measure(plan);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
