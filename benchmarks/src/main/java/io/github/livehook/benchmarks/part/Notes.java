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

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.github.livehook.benchmarks.process.Jvm;

/**
 * How figures come about, in words.
 */
final class Notes {

	private Notes() {
	}

	static List<String> http(Plan plan) {
		Effort effort = plan.effort();
		return List.of(
				"Median of %d rounds (lowest–highest); ratios are taken within a round".formatted(effort.rounds()),
				"Each contender runs in a JVM of its own, is warmed up for %s on all cores and a quarter of that on its own, "
					.formatted(seconds(effort.warmUp()))
						+ "and is measured for %s in each round, one contender after the other"
							.formatted(seconds(effort.duration())),
				("Load: a Java client of this project's own in another process, %d connections that are kept alive, "
						+ "each callback signed and another battle, body of 0.4 KB%s")
					.formatted(plan.connections(),
							plan.cores().areApart() ? "; it polls its connections and never sleeps" : ""),
				"Tomcat keeps connections for any number of requests, and not for 100 only as by default, in all contenders",
				jdks(plan));
	}

	static String jdks(Plan plan) {
		return plan.jvms()
			.stream()
			.map(Jvm::jdk)
			.distinct()
			.map((jdk) -> "JDK " + jdk.version())
			.collect(Collectors.joining(", "));
	}

	static String seconds(Duration duration) {
		return "%s s".formatted(duration.toMillis() / 1e3);
	}

}
