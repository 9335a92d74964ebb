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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import io.github.livehook.benchmarks.contender.Scores;

/**
 * Callbacks that are kept in a database before they are answered.
 */
final class DurablePart {

	private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

	private final Options options;

	private final Wrk wrk;

	DurablePart(Options options) {
		this.options = options;
		this.wrk = new Wrk(options.folder);
	}

	Table measure() throws IOException {
		List<Entrant> entrants = this.options.entrants(Contender.INSERT, Contender.LIVEHOOK_JDBC, Contender.LIVEHOOK_H2,
				Contender.MODULITH, Contender.DB_SCHEDULER);
		Map<String, Node> nodes = new LinkedHashMap<>();
		try (Databases databases = new Databases(this.options.target("data"))) {
			try {
				for (Entrant entrant : entrants) {
					System.out.println(entrant.name() + " is warmed up");
					Node node = new Node(entrant, databases);
					nodes.put(entrant.name(), node);
					node.load(this.options.warmUp());
				}
				return table(entrants, databases.version(), Rounds.measure(entrants, this.options.rounds(),
						(entrant) -> Objects.requireNonNull(nodes.get(entrant.name())).load(this.options.duration())));
			}
			finally {
				for (Node node : nodes.values()) {
					node.process.close();
				}
			}
		}
	}

	private Table table(List<Entrant> entrants, String version, Rounds<Sample> rounds) {
		Table table = new Table("durable", "Contender", "Processor, µs per callback", "To insert", "To before",
				"Of it PostgreSQL", "Accepted/s", "To insert", "Handled/s", "Done after, s", "Tables, B", "WAL, B");
		for (Entrant entrant : entrants) {
			ToDoubleFunction<Sample> cpu = Sample::cpuMicros;
			boolean postgres = !Databases.isFile(entrant);
			table.add(entrant.name(), rounds.figure(entrant, 0, cpu), rounds.ratio(entrant, Contender.INSERT, cpu),
					rounds.toBefore(entrant, cpu), rounds.figure(entrant, 0, Sample::databaseMicros),
					rounds.figure(entrant, 0, Sample::rate), rounds.ratio(entrant, Contender.INSERT, Sample::rate),
					rounds.figure(entrant, 0, Sample::handledRate), rounds.figure(entrant, 1, Sample::drainedSeconds),
					postgres ? rounds.figure(entrant, 0, Sample::tableBytes) : Rounds.NONE,
					postgres ? rounds.figure(entrant, 0, Sample::logBytes) : Rounds.NONE);
		}
		describe(table, version);
		return table;
	}

	private void describe(Table table, String version) {
		table.note(
				"Median of %d rounds of %d s (lowest–highest), one after the other, each then until all is handled; "
						+ "ratios within a round; warmed up for %d s",
				this.options.rounds(), this.options.duration().toSeconds(), this.options.warmUp().toSeconds());
		table.note(
				"%d connections; contender, PostgreSQL %s with its defaults and load share all cores; Boot's pool of 10",
				2 * this.options.connections, version);
		table.note(
				"Processor: of the contender and of PostgreSQL, until all is handled. Handled/s counts until then as "
						+ "well; 'done after' is how long that takes after the load, %d s at most",
				LONGEST_DRAIN.toSeconds());
	}

	private final class Node {

		private final Entrant entrant;

		private final Databases databases;

		private final ContenderProcess process;

		private long accepted;

		Node(Entrant entrant, Databases databases) throws IOException {
			this.entrant = entrant;
			this.databases = databases;
			this.process = ContenderProcess.launch(entrant, DurablePart.this.options, 0,
					"--spring.datasource.url=" + databases.create(entrant));
			this.process.awaitAnswer();
		}

		Sample load(Duration duration) throws IOException {
			this.databases.checkpoint();
			long log = this.databases.logBytes();
			long tables = this.databases.tableBytes(this.entrant);
			Duration cpu = this.process.cpuTime();
			Duration databaseCpu = this.databases.cpuTime();
			Wrk.Result result = DurablePart.this.wrk
				.run(this.process.port(), 2 * DurablePart.this.options.connections, duration, List.of())
				.checked();
			this.accepted += result.answers() - result.failures();
			Duration drained = drain();
			return new Sample(result, drained, this.process.cpuTime().minus(cpu),
					this.databases.cpuTime().minus(databaseCpu), this.databases.tableBytes(this.entrant) - tables,
					this.databases.logBytes() - log);
		}

		private Duration drain() throws IOException {
			long start = System.nanoTime();
			Duration elapsed = Duration.ZERO;
			while (handled() < this.accepted && elapsed.compareTo(LONGEST_DRAIN) < 0) {
				ContenderProcess.pause(20);
				elapsed = Duration.ofNanos(System.nanoTime() - start);
			}
			return elapsed;
		}

		private long handled() throws IOException {
			return (this.entrant.contender() == Contender.INSERT) ? this.accepted
					: Long.parseLong(this.process.get(Scores.PATH));
		}

	}

	private record Sample(Wrk.Result result, Duration drained, Duration cpu, Duration databaseCpu, long tables,
			long log) {

		double cpuMicros() {
			return this.cpu.toNanos() / 1e3 / this.result.answers() + databaseMicros();
		}

		double databaseMicros() {
			return this.databaseCpu.toNanos() / 1e3 / this.result.answers();
		}

		double rate() {
			return this.result.rate();
		}

		double handledRate() {
			return this.result.answers() * 1e9 / this.result.elapsed().plus(this.drained).toNanos();
		}

		double drainedSeconds() {
			return this.drained.toNanos() / 1e9;
		}

		double tableBytes() {
			return (double) this.tables / this.result.answers();
		}

		double logBytes() {
			return (double) this.log / this.result.answers();
		}

	}

}
