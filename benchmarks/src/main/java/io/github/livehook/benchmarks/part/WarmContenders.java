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
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Load;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.load.Target;
import io.github.livehook.benchmarks.process.ContenderProcess;
import io.github.livehook.benchmarks.process.Jvm;

/**
 * Contenders that are warm, each in a JVM of its own. While one is measured, the others
 * have nothing to do.
 */
final class WarmContenders implements AutoCloseable {

	// So few that the compilers get their share of the cores
	private static final int WARM_UP_CONNECTIONS = 4;

	private final Plan plan;

	private final Map<Contender, ContenderProcess> processes = new EnumMap<>(Contender.class);

	private WarmContenders(Plan plan) {
		this.plan = plan;
	}

	/**
	 * Start contenders and warm them up.
	 * @param plan how
	 * @param jvm how to run them
	 * @param contenders the contenders
	 * @return the warm contenders
	 * @throws IOException if that fails
	 */
	static WarmContenders start(Plan plan, Jvm jvm, List<Contender> contenders) throws IOException {
		WarmContenders warm = new WarmContenders(plan);
		try {
			for (Contender contender : contenders) {
				plan.tell("%s, %s is warmed up", jvm, contender);
				ContenderProcess process = ContenderProcess.start(contender, jvm);
				warm.processes.put(contender, process);
				warm.warmUp(process);
			}
			return warm;
		}
		catch (IOException ex) {
			warm.close();
			throw ex;
		}
	}

	private void warmUp(ContenderProcess process) throws IOException {
		Duration duration = this.plan.effort().warmUp();
		try (Load load = new Load(new Target(process.port(), WARM_UP_CONNECTIONS), false)) {
			load.run(Pace.unlimited(duration));
		}
		this.plan.cores().confine(process.handle());
		try (Load load = new Load(new Target(process.port(), this.plan.connections()), false)) {
			load.run(Pace.unlimited(duration.dividedBy(WARM_UP_CONNECTIONS)));
		}
	}

	/**
	 * Measure a contender.
	 * @param contender the contender
	 * @param pace when to send
	 * @return what was measured
	 * @throws IOException if that fails
	 */
	Sample measure(Contender contender, Pace pace) throws IOException {
		return measure(contender, this.plan.connections(), pace).checked();
	}

	/**
	 * Measure a contender, whatever it answers.
	 * @param contender the contender
	 * @param connections how many connections the load has
	 * @param pace when to send
	 * @return what was measured
	 * @throws IOException if that fails
	 */
	Sample measure(Contender contender, int connections, Pace pace) throws IOException {
		ContenderProcess process = Objects.requireNonNull(this.processes.get(contender), "Every contender is warm");
		try (Load load = new Load(new Target(process.port(), connections), this.plan.cores().areApart())) {
			return Sample.measure(process, load, pace);
		}
	}

	@Override
	public void close() throws IOException {
		for (ContenderProcess process : this.processes.values()) {
			process.close();
		}
	}

}
