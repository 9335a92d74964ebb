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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * The program behind {@code benchmarks/run}.
 */
@Command(name = "benchmarks/run", sortOptions = false, mixinStandardHelpOptions = true,
		description = "Measures Livehook beside what it replaces.")
public final class Benchmarks implements Callable<Integer> {

	private static final double QUIET = 0.5;

	private static final OperatingSystemMXBean system = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private final StringBuilder report = new StringBuilder();

	@Parameters(paramLabel = "PART", description = "What to measure: ${COMPLETION-CANDIDATES}; by default all")
	private List<Part> parts = Arrays.asList(Part.values());

	@Mixin
	private Options options = new Options();

	/**
	 * Measure.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		System.exit(new CommandLine(new Benchmarks()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
	}

	@Override
	public Integer call() throws IOException {
		for (String name : this.options.only) {
			Contender.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
		}
		if (!this.options.busy && !isQuiet()) {
			System.err.println("The machine has other work, and figures would tell of that: wait, or say --busy");
			return CommandLine.ExitCode.SOFTWARE;
		}
		boolean wrk = Wrk.isInstalled();
		try (HttpParts http = new HttpParts(this.options)) {
			for (Part part : new LinkedHashSet<>(this.parts)) {
				if (part.needsWrk && !wrk) {
					System.out.printf("%s is skipped: it needs wrk ('apt-get install wrk')%n", part);
				}
				else {
					measure(part, http, wrk);
				}
			}
		}
		return CommandLine.ExitCode.OK;
	}

	// The build before has been work as well
	private static boolean isQuiet() throws IOException {
		for (int i = 0; i < 60 && load() > QUIET; i++) {
			ContenderProcess.pause(2000);
		}
		return load() <= QUIET;
	}

	private static double load() {
		return system.getSystemLoadAverage() / system.getAvailableProcessors();
	}

	private void measure(Part part, HttpParts http, boolean wrk) throws IOException {
		System.out.printf("%n%s%n", part);
		double before = system.getSystemLoadAverage();
		List<Table> tables = switch (part) {
			case THROUGHPUT -> List.of(http.throughput());
			case LATENCY -> List.of(http.latency());
			case GROWTH -> growth(http, wrk);
			case MEMORY -> List.of(new MemoryPart(this.options).measure());
			case STARTUP -> List.of(new StartPart(this.options).startup());
			case THROTTLED -> List.of(new StartPart(this.options).throttled());
			case DURABLE -> List.of(new DurablePart(this.options).measure());
		};
		for (Table table : tables) {
			table.note("Load average before %.2f, after %.2f; %s", before, system.getSystemLoadAverage(), machine());
			write(table);
		}
	}

	private List<Table> growth(HttpParts http, boolean wrk) throws IOException {
		List<Table> tables = new ArrayList<>();
		if (wrk) {
			tables.add(http.connections());
		}
		else {
			System.out.println("Growth with connections is skipped: it needs wrk ('apt-get install wrk')");
		}
		tables.add(new ProcessorPart(this.options).measure());
		return tables;
	}

	private String machine() throws IOException {
		String jvm = String.join(" ",
				Stream.concat(Stream.of(ContenderProcess.JVM_OPTIONS), this.options.jvmOptions.stream()).toList());
		return "%d cores, %.0f GB, %s %s, JDK %s, `%s`".formatted(system.getAvailableProcessors(),
				system.getTotalMemorySize() / (1024.0 * 1024 * 1024), system.getName(), system.getArch(),
				version(this.options.jdk), jvm);
	}

	private static String version(Path jdk) throws IOException {
		Matcher matcher = Pattern.compile("JAVA_VERSION=\"(.*)\"").matcher(Files.readString(jdk.resolve("release")));
		return matcher.find() ? matcher.group(1) : "unknown";
	}

	private void write(Table table) throws IOException {
		String markdown = table.toMarkdown();
		System.out.printf("%n%s%n", markdown);
		Path folder = this.options.target("performance");
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(table.id() + ".md"), markdown);
		this.report.append("## ").append(table.id()).append("\n\n").append(markdown).append('\n');
		Files.writeString(folder.resolve("performance.md"), this.report);
		Path page = this.options.page;
		if (page != null) {
			Files.writeString(page, replaced(Files.readString(page), table.id(), markdown));
			Path chart = folder.resolve(HttpParts.CHART);
			if (table.id().equals("throughput")) {
				Files.writeString(page.resolveSibling(HttpParts.CHART), Files.readString(chart));
			}
		}
	}

	/**
	 * Return a page with another table.
	 * @param page the page
	 * @param id what names the table in comments before and after it
	 * @param markdown the new table
	 * @return the new page
	 */
	static String replaced(String page, String id, String markdown) {
		Pattern between = Pattern.compile("(<!-- %1$s -->\n).*?(<!-- /%1$s -->)".formatted(id), Pattern.DOTALL);
		return between.matcher(page).replaceFirst("$1\n" + Matcher.quoteReplacement(markdown) + "\n$2");
	}

	/**
	 * What can be measured.
	 */
	enum Part {

		THROUGHPUT(true), LATENCY(true), GROWTH(false), MEMORY(true), STARTUP(false), THROTTLED(false), DURABLE(true);

		private final boolean needsWrk;

		Part(boolean needsWrk) {
			this.needsWrk = needsWrk;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
