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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.github.livehook.benchmarks.part.Effort;
import io.github.livehook.benchmarks.part.Parts;
import io.github.livehook.benchmarks.part.Plan;
import io.github.livehook.benchmarks.process.Cores;
import io.github.livehook.benchmarks.process.Jdk;
import io.github.livehook.benchmarks.process.Jvm;
import io.github.livehook.benchmarks.report.Machine;
import io.github.livehook.benchmarks.report.Report;

/**
 * Measures Livehook beside what it replaces. {@code --help} tells what it takes.
 */
@Command(name = "benchmarks/run", sortOptions = false, mixinStandardHelpOptions = true,
		description = "Measures Livehook beside what it replaces.")
public final class Benchmarks implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(paramLabel = "PART", description = "What to measure: ${COMPLETION-CANDIDATES}; by default all")
	private List<Parts> parts = Arrays.asList(Parts.values());

	@Option(names = "--quick", description = "See that everything works; the figures mean nothing")
	private boolean quick;

	@Option(names = "--rounds", paramLabel = "NUMBER",
			description = "How often each contender has its turn, by default 5")
	private @Nullable Integer rounds;

	@Option(names = "--warm-up", paramLabel = "SECONDS",
			description = "How long a contender is warmed up over HTTP, by default 60")
	private @Nullable Integer warmUp;

	@Option(names = "--duration", paramLabel = "SECONDS",
			description = "How long it is measured over HTTP, by default 10")
	private @Nullable Integer duration;

	@Option(names = "--connections", paramLabel = "NUMBER", defaultValue = "16",
			description = "How many connections the load has, by default ${DEFAULT-VALUE}")
	private int connections;

	@Option(names = "--jdk", paramLabel = "FOLDER", split = ",",
			description = "The JDKs to measure on, by default the one that runs this. The goals are about the first")
	private List<Path> jdks = List.of(Jdk.ofThisProcess().home());

	@Option(names = "--threads", paramLabel = "KIND", split = ",", defaultValue = "platform",
			description = "What serves requests: ${COMPLETION-CANDIDATES}; virtual only from JDK 21; by default ${DEFAULT-VALUE}")
	private List<Threads> threads = List.of();

	@Option(names = "--share-cores", description = "Do not keep the application and the load on different cores")
	private boolean shareCores;

	@Option(names = "--data", paramLabel = "FOLDER", defaultValue = "target/data",
			description = "Where databases are kept meanwhile, by default ${DEFAULT-VALUE}; not in memory")
	private Path data = Path.of("");

	@Option(names = "--output", paramLabel = "FOLDER", defaultValue = "target/performance",
			description = "Where the files go, by default ${DEFAULT-VALUE}")
	private Path output = Path.of("");

	/**
	 * Measure.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		System.exit(new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true)
			.setOverwrittenOptionsAllowed(true)
			.execute(args));
	}

	@Override
	public Integer call() throws IOException {
		PrintWriter out = commandSpec().commandLine().getOut();
		Cores cores = this.shareCores ? Cores.shared() : Cores.apart();
		Plan plan = new Plan(effort(), this.connections, jvms(cores), startupJdks(), cores, this.data, out);
		Report report = new Report(out, this.output, Machine.describe(cores.description(), Jvm.settings()));
		try {
			for (Parts part : new LinkedHashSet<>(this.parts)) {
				report.add(part.measure(plan));
			}
		}
		finally {
			report.finish();
		}
		return CommandLine.ExitCode.OK;
	}

	private Effort effort() {
		Effort effort = this.quick ? Effort.QUICK : Effort.FULL;
		return new Effort((this.rounds != null) ? this.rounds : effort.rounds(), seconds(this.warmUp, effort.warmUp()),
				seconds(this.duration, effort.duration()), effort.callbacks(), effort.singles());
	}

	private static Duration seconds(@Nullable Integer seconds, Duration defaultValue) {
		return (seconds != null) ? Duration.ofSeconds(seconds) : defaultValue;
	}

	private List<Jvm> jvms(Cores cores) {
		List<Jvm> jvms = new ArrayList<>();
		for (Path home : this.jdks) {
			Jdk jdk = new Jdk(home);
			for (Threads kind : this.threads) {
				if (kind == Threads.PLATFORM || jdk.hasVirtualThreads()) {
					jvms.add(new Jvm(jdk, kind == Threads.VIRTUAL, cores.launcher(), cores.jvmOptions()));
				}
			}
		}
		return jvms;
	}

	private List<Jdk> startupJdks() {
		Set<Jdk> all = new LinkedHashSet<>(this.jdks.stream().map(Jdk::new).toList());
		String jdk25 = System.getenv("JAVA_HOME_25");
		if (jdk25 != null) {
			all.add(new Jdk(Path.of(jdk25)));
		}
		return List.copyOf(all);
	}

	private CommandSpec commandSpec() {
		if (this.spec == null) {
			throw new IllegalStateException("The benchmarks are run by their command line");
		}
		return this.spec;
	}

	/**
	 * What serves requests.
	 */
	enum Threads {

		/**
		 * Platform threads.
		 */
		PLATFORM,

		/**
		 * Virtual threads.
		 */
		VIRTUAL

	}

}
