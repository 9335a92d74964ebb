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

package io.github.livehook.benchmarks.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what was measured, and writes it into files.
 */
public final class Report {

	private static final String GOALS = "goals.md";

	private final PrintWriter out;

	private final Path folder;

	private final Machine machine;

	private final Map<Goal, Spread> goals = new EnumMap<>(Goal.class);

	/**
	 * Create a report.
	 * @param out where to print
	 * @param folder where the files go
	 * @param machine the machine
	 */
	public Report(PrintWriter out, Path folder, Machine machine) {
		this.out = out;
		this.folder = folder;
		this.machine = machine;
	}

	/**
	 * Add a section.
	 * @param section the section
	 * @throws IOException if its files cannot be written
	 */
	public void add(Section section) throws IOException {
		this.goals.putAll(section.goals());
		this.out.println(section.toText());
		this.out.flush();
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve(section.id() + ".md"), section.toMarkdown(this.machine));
		if (section.chart() != null) {
			Files.writeString(this.folder.resolve(section.id() + ".svg"), section.chart().toSvg());
		}
	}

	/**
	 * Add the table of goals. Those that were not measured now keep what the file says.
	 * @throws IOException if the file cannot be written
	 */
	public void finish() throws IOException {
		Path file = this.folder.resolve(GOALS);
		List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
		Table table = new Table("What", "Goal", "Measured", "Met");
		for (Goal goal : Goal.values()) {
			Spread measured = this.goals.get(goal);
			if (measured != null) {
				table.add(goal.description(), goal.limit(), measured.format(2),
						goal.isMetBy(measured.median()) ? "yes" : "no");
			}
			else {
				table.add(before(goal, before));
			}
		}
		Files.createDirectories(this.folder);
		Files.writeString(file, "# Goals%n%n%s".formatted(table.toMarkdown()));
		this.out.printf("%nGoals: median (lowest–highest)%n%n%s%n%s%n", table.toText(), this.machine.description());
		this.out.flush();
	}

	private static Object[] before(Goal goal, List<String> lines) {
		for (String line : lines) {
			String[] cells = line.replaceAll("^\\|\\s*|\\s*\\|$", "").split("\\s*\\|\\s*");
			if (cells[0].equals(goal.description()) && cells.length == 4) {
				return cells;
			}
		}
		return new Object[] { goal.description(), goal.limit(), "–", "not measured" };
	}

}
