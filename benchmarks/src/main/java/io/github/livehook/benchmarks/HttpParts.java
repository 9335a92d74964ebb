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
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import org.HdrHistogram.Histogram;

/**
 * The parts that load warm contenders, which they share.
 */
final class HttpParts implements AutoCloseable {

	static final String CHART = "performance.svg";

	private static final Contender[] COMPARED = { Contender.CONSTANT, Contender.LIVEHOOK, Contender.LIVEHOOK_FULL,
			Contender.CONTROLLER, Contender.CONTROLLER_REPEATS, Contender.CONTROLLER_FULL };

	// So few that the compilers get their share of the cores
	private static final int WARM_UP_CONNECTIONS = 4;

	private final Options options;

	private final Cores cores = new Cores();

	private final Wrk wrk;

	private final Map<String, ContenderProcess> warm = new LinkedHashMap<>();

	HttpParts(Options options) {
		this.options = options;
		this.wrk = new Wrk(options.folder);
	}

	private void warmUp(List<Entrant> entrants) throws IOException {
		for (Entrant entrant : entrants) {
			if (!this.warm.containsKey(entrant.name())) {
				System.out.println(entrant.name() + " is warmed up");
				ContenderProcess process = ContenderProcess.launch(entrant, this.options, this.cores.servers());
				this.warm.put(entrant.name(), process);
				process.awaitAnswer();
				this.wrk.run(process.port(), WARM_UP_CONNECTIONS, this.options.warmUp(), List.of());
				this.cores.confineServer(process.pid());
				load(entrant, this.options.connections,
						Duration.ofSeconds(Math.min(5, this.options.warmUp().toSeconds())));
			}
		}
	}

	private ContenderProcess process(Entrant entrant) {
		return Objects.requireNonNull(this.warm.get(entrant.name()), "Every contender is warm");
	}

	private LoadSample load(Entrant entrant, int connections, Duration duration) throws IOException {
		ContenderProcess process = process(entrant);
		Duration before = process.cpuTime();
		Wrk.Result result = this.wrk.run(process.port(), connections, duration, this.cores.loadPrefix());
		return new LoadSample(result, process.cpuTime().minus(before));
	}

	Table throughput() throws IOException {
		List<Entrant> entrants = this.options.entrants(COMPARED);
		warmUp(entrants);
		Rounds<LoadSample> rounds = Rounds.measure(entrants, this.options.rounds(), (entrant) -> {
			LoadSample sample = load(entrant, this.options.connections, this.options.duration());
			sample.result().checked();
			return sample;
		});
		Table table = new Table("throughput", "Contender", "Processor, µs per callback", "To controller",
				"To controller-repeats", "To before", "Callbacks/s", "To controller", "To constant");
		for (Entrant entrant : entrants) {
			ToDoubleFunction<LoadSample> cpu = LoadSample::cpuMicros;
			ToDoubleFunction<LoadSample> rate = LoadSample::rate;
			table.add(entrant.name(), rounds.figure(entrant, 1, cpu), rounds.ratio(entrant, Contender.CONTROLLER, cpu),
					rounds.ratio(entrant, Contender.CONTROLLER_REPEATS, cpu), rounds.toBefore(entrant, cpu),
					rounds.figure(entrant, 0, rate), rounds.ratio(entrant, Contender.CONTROLLER, rate),
					rounds.ratio(entrant, Contender.CONSTANT, rate));
		}
		draw(entrants, rounds);
		describe(table, this.options.rounds());
		return table;
	}

	private void draw(List<Entrant> entrants, Rounds<LoadSample> rounds) throws IOException {
		double max = entrants.stream()
			.mapToDouble((entrant) -> rounds.spread(entrant, LoadSample::cpuMicros).max())
			.max()
			.orElse(1);
		Chart chart = new Chart("Processor time per callback, µs: less is better", max);
		entrants.forEach((entrant) -> chart.add(entrant.name(), rounds.spread(entrant, LoadSample::cpuMicros)));
		Files.createDirectories(this.options.target("performance"));
		Files.writeString(this.options.target("performance").resolve(CHART), chart.toSvg());
	}

	Table latency() throws IOException {
		List<Entrant> entrants = this.options.entrants(COMPARED);
		warmUp(entrants);
		double slowest = Double.MAX_VALUE;
		for (Entrant entrant : entrants) {
			slowest = Math.min(slowest, load(entrant, this.options.connections, Duration.ofSeconds(2)).rate());
		}
		double rate = slowest / 2;
		Rounds<Histogram> rounds = Rounds.measure(entrants, this.options.rounds(), (entrant) -> send(entrant, rate));
		Table table = new Table("latency", "Contender", "p50, ms", "p99, ms", "p99.9, ms", "p99 to controller",
				"p99 to controller-repeats", "p99 to before");
		ToDoubleFunction<Histogram> p99 = millis(99);
		for (Entrant entrant : entrants) {
			table.add(entrant.name(), rounds.figure(entrant, 2, millis(50)), rounds.figure(entrant, 2, p99),
					rounds.figure(entrant, 2, millis(99.9)), rounds.ratio(entrant, Contender.CONTROLLER, p99),
					rounds.ratio(entrant, Contender.CONTROLLER_REPEATS, p99), rounds.toBefore(entrant, p99));
		}
		table
			.note("%,.0f callbacks/s, half of what the slowest of them reached just before; sent at fixed times, which "
					+ "latencies count from", rate);
		describe(table, this.options.rounds());
		return table;
	}

	private static ToDoubleFunction<Histogram> millis(double percentile) {
		return (latencies) -> latencies.getValueAtPercentile(percentile) / 1e6;
	}

	private Histogram send(Entrant entrant, double rate) throws IOException {
		long self = ProcessHandle.current().pid();
		try (Sender sender = new Sender(process(entrant).port(), this.options.connections)) {
			if (!this.cores.areApart()) {
				return sender.send(rate, this.options.duration());
			}
			this.cores.confine(self, this.cores.loadCores());
			try {
				return sender.send(rate, this.options.duration());
			}
			finally {
				this.cores.confine(self, this.cores.all());
			}
		}
	}

	Table connections() throws IOException {
		List<Entrant> entrants = this.options.entrants(Contender.CONSTANT, Contender.LIVEHOOK, Contender.CONTROLLER);
		warmUp(entrants);
		int turns = Math.max(this.options.rounds() - 2, 1);
		Table table = new Table("connections", "Contender", "Connections", "Processor, µs per callback",
				"To controller", "To before", "Callbacks/s", "To controller", "Not 200, %");
		for (int connections : new int[] { 1, 16, 256 }) {
			Rounds<LoadSample> rounds = Rounds.measure(entrants, turns,
					(entrant) -> load(entrant, connections, this.options.duration()));
			for (Entrant entrant : entrants) {
				ToDoubleFunction<LoadSample> cpu = LoadSample::cpuMicros;
				table.add(entrant.name(), String.valueOf(connections), rounds.figure(entrant, 1, cpu),
						rounds.ratio(entrant, Contender.CONTROLLER, cpu), rounds.toBefore(entrant, cpu),
						rounds.figure(entrant, 0, LoadSample::rate),
						rounds.ratio(entrant, Contender.CONTROLLER, LoadSample::rate),
						rounds.figure(entrant, 1, (sample) -> sample.result().failedPercent()));
			}
		}
		describe(table, turns);
		return table;
	}

	private void describe(Table table, int rounds) {
		table.note(
				"Median of %d rounds of %d s (lowest–highest), one contender after the other; ratios within a round; "
						+ "warmed up for %d s",
				rounds, this.options.duration().toSeconds(), this.options.warmUp().toSeconds());
		if (this.cores.areApart()) {
			table.note("The application has %d of the cores, the load the others", this.cores.servers());
		}
	}

	@Override
	public void close() throws IOException {
		for (ContenderProcess process : new ArrayList<>(this.warm.values())) {
			process.close();
		}
	}

	private record LoadSample(Wrk.Result result, Duration cpuTime) {

		double cpuMicros() {
			return this.cpuTime.toNanos() / 1e3 / this.result.answers();
		}

		double rate() {
			return this.result.rate();
		}

	}

}
