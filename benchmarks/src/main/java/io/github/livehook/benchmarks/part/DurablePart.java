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
import java.util.function.ToDoubleFunction;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.BarChart;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * Callbacks in a second where each is kept in a database before it is answered, and how
 * long its handler has to wait when there is nothing else to do.
 */
final class DurablePart implements Part {

	private static final List<Contender> CONTENDERS = List.of(Contender.INSERT, Contender.LIVEHOOK_JDBC,
			Contender.LIVEHOOK_JDBC_TWO_NODES, Contender.LIVEHOOK_H2);

	private static final List<Contender> DELAYED = List.of(Contender.LIVEHOOK_JDBC, Contender.LIVEHOOK_H2);

	private static final int CONNECTIONS = 32;

	private static final double P99 = 99;

	private static final String NONE = "–";

	private final Table table = new Table("Contender", "Callbacks/s", "To insert", "Handled/s", "Left at the end",
			"Done after, s", "Tables, B", "WAL, B", "Delay p50, ms", "p99, ms");

	private final BarChart chart = new BarChart("Callbacks per second, ratio to the servlet that only inserts", 2);

	private final Map<Goal, Spread> goals = new EnumMap<>(Goal.class);

	@Override
	public Section measure(Plan plan) throws IOException {
		try (DurableDatabases databases = new DurableDatabases(plan.data())) {
			for (Jvm jvm : plan.jvms().stream().map(Jvm::onAllCores).toList()) {
				add(jvm, rates(plan, jvm, databases), delays(plan, jvm, databases));
			}
			return new Section("durable", "Callbacks that are kept in a database", this.table, this.chart,
					notes(plan, databases.postgresVersion()), this.goals);
		}
	}

	private static Samples<DurableSample> rates(Plan plan, Jvm jvm, DurableDatabases databases) throws IOException {
		return Samples.inTurn(CONTENDERS, plan.effort().rounds(), (contender, round) -> {
			DurableSample sample = DurableSample.measure(plan, jvm, contender, databases, CONNECTIONS);
			plan.tell("%s, round %d, %s: %,.0f callbacks/s, %,d left, done after %.1f s", jvm, round, contender,
					sample.rate(), sample.backlog(), sample.drainedSeconds());
			return sample;
		});
	}

	private static Samples<Delays> delays(Plan plan, Jvm jvm, DurableDatabases databases) throws IOException {
		return Samples.inTurn(DELAYED, plan.effort().rounds(), (contender, round) -> {
			Delays delays = Delays.measure(plan, jvm, contender, databases);
			plan.tell("%s, round %d, %s when idle: handled after %.2f ms", jvm, round, contender, delays.median());
			return delays;
		});
	}

	private void add(Jvm jvm, Samples<DurableSample> rates, Samples<Delays> delays) {
		for (Contender contender : CONTENDERS) {
			String label = contender + ", " + jvm;
			Spread toInsert = rates.ratio(contender, Contender.INSERT, DurableSample::rate);
			boolean handles = contender != Contender.INSERT;
			boolean postgres = !DurableDatabases.isFile(contender);
			boolean delayed = DELAYED.contains(contender);
			this.table.add(label, rates.spread(contender, DurableSample::rate).format(0), toInsert.format(2),
					figure(handles, rates, contender, DurableSample::handledRate, 0),
					figure(handles, rates, contender, DurableSample::backlog, 0),
					figure(handles, rates, contender, DurableSample::drainedSeconds, 1),
					figure(postgres, rates, contender, DurableSample::tableBytes, 0),
					figure(postgres, rates, contender, DurableSample::logBytes, 0),
					delayed ? delays.spread(contender, Delays::median).format(2) : NONE,
					delayed ? Spread.of(Delays.join(delays.of(contender)).percentile(P99)).format(2) : NONE);
			this.chart.add(label, toInsert);
		}
		this.goals.putIfAbsent(Goal.DURABLE_RATE,
				rates.ratio(Contender.LIVEHOOK_JDBC, Contender.INSERT, DurableSample::rate));
		this.goals.putIfAbsent(Goal.HANDLER_DELAY, delays.spread(Contender.LIVEHOOK_JDBC, Delays::median));
	}

	private static String figure(boolean present, Samples<DurableSample> rates, Contender contender,
			ToDoubleFunction<DurableSample> figure, int decimals) {
		return present ? rates.spread(contender, figure).format(decimals) : NONE;
	}

	private static List<String> notes(Plan plan, String postgresVersion) {
		Effort effort = plan.effort();
		return List.of(
				"Median of %d rounds (lowest–highest); ratios are taken within a round".formatted(effort.rounds()),
				"In each round each contender has new JVMs and an empty database; it is warmed up for %s, has its "
					.formatted(Notes.seconds(effort.warmUp()))
						+ "backlog emptied and is then measured for %s".formatted(Notes.seconds(effort.duration())),
				"Load: as in the other parts, with %d connections, body of 0.4 KB; the contenders, PostgreSQL and "
					.formatted(CONNECTIONS) + "the load share all cores here",
				"PostgreSQL %s with its defaults, fsync among them; all have Boot's connection pool with its defaults (10)"
					.formatted(postgresVersion),
				"Handled/s: calls of the handler, which does nothing, during the load; what was left to do when it "
						+ "ended; and how long after that the last callback was handled",
				"Tables (with indexes) and WAL: bytes per callback of the load, after the last was handled, before "
						+ "old rows are purged",
				"Delay: from the answer, as the client has it, to the start of the handler, one callback at a time "
						+ "with a pause of 0.05 to 0.15 s, %d in each round; p99 over all rounds"
							.formatted(effort.singles()),
				Notes.jdks(plan));
	}

}
