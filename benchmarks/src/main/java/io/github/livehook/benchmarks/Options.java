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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What can be chosen.
 */
final class Options {

	@Option(names = "--quick", description = "See that everything works; the figures mean nothing")
	boolean quick;

	@Option(names = "--rounds", paramLabel = "NUMBER", description = "How often each contender has its turn (5)")
	private @Nullable Integer rounds;

	@Option(names = "--warm-up", paramLabel = "SECONDS", description = "How long a contender is warmed up (25)")
	private @Nullable Integer warmUp;

	@Option(names = "--duration", paramLabel = "SECONDS", description = "How long it is measured in each turn (5)")
	private @Nullable Integer duration;

	@Option(names = "--connections", paramLabel = "NUMBER", defaultValue = "16",
			description = "How many connections the load has (${DEFAULT-VALUE}; twice as many in 'durable')")
	int connections = 16;

	@Option(names = "--jdk", paramLabel = "FOLDER", description = "The JDK to measure on, by default the one at hand")
	Path jdk = Path.of(System.getProperty("java.home"));

	@Option(names = "--jvm-option", paramLabel = "OPTION",
			description = "A further option of the contenders' JVMs, such as -XX:+UseZGC; may be repeated")
	List<String> jvmOptions = List.of();

	@Option(names = "--only", paramLabel = "CONTENDER", split = ",",
			description = "Contenders to measure: ${COMPLETION-CANDIDATES}", completionCandidates = Names.class)
	List<String> only = List.of();

	@Option(names = "--before", paramLabel = "FOLDER",
			description = "Another checkout of this repository where the build has packaged 'benchmarks': its Livehook is measured beside this one")
	@Nullable Path before;

	@Option(names = "--busy", description = "Measure also where the machine has other work")
	boolean busy;

	@Option(names = "--page", paramLabel = "FILE", description = "A page whose tables are replaced by the new ones")
	@Nullable Path page;

	@Option(names = "--folder", paramLabel = "FOLDER", defaultValue = "benchmarks", hidden = true)
	Path folder = Path.of("benchmarks");

	int rounds() {
		return (this.rounds != null) ? this.rounds : (this.quick ? 1 : 5);
	}

	Duration warmUp() {
		return Duration.ofSeconds((this.warmUp != null) ? this.warmUp : (this.quick ? 1 : 25));
	}

	Duration duration() {
		return Duration.ofSeconds((this.duration != null) ? this.duration : (this.quick ? 1 : 5));
	}

	Path target(String name) {
		return this.folder.resolve("target").resolve(name);
	}

	List<Entrant> entrants(Contender... contenders) throws IOException {
		List<Entrant> entrants = new ArrayList<>();
		for (Contender contender : contenders) {
			if (this.only.isEmpty() || this.only.contains(contender.toString())) {
				entrants.add(Entrant.of(contender));
				if (this.before != null && contender.hasLivehook()) {
					entrants.add(Entrant.before(contender, this.before));
				}
			}
		}
		return entrants;
	}

	static final class Names extends ArrayList<String> {

		private static final long serialVersionUID = 1L;

		Names() {
			for (Contender contender : Contender.values()) {
				add(contender.toString());
			}
		}

	}

}
