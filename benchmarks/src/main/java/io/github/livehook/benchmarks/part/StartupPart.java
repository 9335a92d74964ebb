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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.FileSystemUtils;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.process.ContenderProcess;
import io.github.livehook.benchmarks.process.Jdk;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.Goal;
import io.github.livehook.benchmarks.report.Section;
import io.github.livehook.benchmarks.report.Spread;
import io.github.livehook.benchmarks.report.Table;

/**
 * How long an application with the starter takes to start, and one without.
 */
final class StartupPart implements Part {

	private static final List<Contender> CONTENDERS = List.of(Contender.EMPTY, Contender.LIVEHOOK);

	private static final int STARTS_PER_ROUND = 3;

	private static final double SECOND = 1e9;

	private final Table table = new Table("JVM", "Without, s", "With the starter, s", "Ratio");

	private final Map<Goal, Spread> goals = new EnumMap<>(Goal.class);

	@Override
	public Section measure(Plan plan) throws IOException {
		for (Jdk jdk : plan.jdks()) {
			add(plan, "JDK " + jdk.feature(), (contender) -> Jvm.onAllCores(jdk));
			if (jdk.hasAotCache()) {
				addWithCache(plan, jdk);
			}
		}
		return new Section("startup", "Start-up time", this.table, null, List.of(
				"Median of %d starts (lowest–highest), in turn, from the launch of the JVM to the application's word that it has started"
					.formatted(plan.effort().rounds() * STARTS_PER_ROUND),
				"Without: a Spring MVC application on the same libraries but Livehook's. With: the same, the starter and a handler"),
				this.goals);
	}

	private void addWithCache(Plan plan, Jdk jdk) throws IOException {
		Path folder = Files.createTempDirectory("livehook-aot");
		try {
			for (Contender contender : CONTENDERS) {
				plan.tell("AOT cache of %s", contender);
				ContenderProcess.start(contender, Jvm.onAllCores(jdk, "-XX:AOTCacheOutput=" + cache(folder, contender)))
					.close();
			}
			add(plan, "JDK %d, AOT cache".formatted(jdk.feature()),
					(contender) -> Jvm.onAllCores(jdk, "-XX:AOTCache=" + cache(folder, contender), "-XX:AOTMode=on"));
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private static Path cache(Path folder, Contender contender) {
		return folder.resolve(contender + ".aot");
	}

	private void add(Plan plan, String label, Launch launch) throws IOException {
		Samples.inTurn(CONTENDERS, 1, (contender, round) -> start(launch, contender));
		Samples<Duration> samples = Samples.inTurn(CONTENDERS, plan.effort().rounds() * STARTS_PER_ROUND,
				(contender, round) -> start(launch, contender));
		Spread ratio = samples.ratio(Contender.LIVEHOOK, Contender.EMPTY, Duration::toNanos);
		Spread without = samples.spread(Contender.EMPTY, (time) -> time.toNanos() / SECOND);
		Spread with = samples.spread(Contender.LIVEHOOK, (time) -> time.toNanos() / SECOND);
		this.table.add(label, without.format(2), with.format(2), ratio.format(3));
		plan.tell("%s: %s", label, ratio.format(3));
		this.goals.putIfAbsent(Goal.START_TIME, ratio);
	}

	private static Duration start(Launch launch, Contender contender) throws IOException {
		try (ContenderProcess process = ContenderProcess.start(contender, launch.of(contender))) {
			return process.startTime();
		}
	}

	/**
	 * How a contender is launched.
	 */
	private interface Launch {

		Jvm of(Contender contender);

	}

}
