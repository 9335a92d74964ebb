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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report} and what it consists of.
 */
class ReportTests {

	private final StringWriter out = new StringWriter();

	@TempDir
	private Path folder;

	@Test
	void whenSectionThenPrintedAndWritten() throws Exception {
		report(Goal.HEAP, Spread.of(List.of(1.0, 1.04, 1.02)));
		assertThat(this.out.toString()).contains("a  12  3")
			.contains("1.02 (1.00–1.04)           yes")
			.contains("4 cores");
		assertThat(this.folder.resolve("part.md")).content()
			.contains("# Title")
			.contains("| a   |  12 |   3 |")
			.contains("- a note")
			.contains("![Title](part.svg)");
		assertThat(this.folder.resolve("part.svg")).content().contains("&lt;bar&gt;").contains("1.50 (1.00–2.00)");
	}

	@Test
	void whenGoalIsNotMeasuredAgainThenItKeepsItsRow() throws Exception {
		report(Goal.HEAP, Spread.of(1.2));
		report(Goal.START_TIME, Spread.of(1.01));
		assertThat(Files.readAllLines(this.folder.resolve("goals.md"))).anyMatch((line) -> line.contains("1.20 |"))
			.anyMatch((line) -> line.contains("1.01 |"))
			.filteredOn((line) -> line.contains("not measured"))
			.hasSize(Goal.values().length - 2);
	}

	private void report(Goal goal, Spread measured) throws Exception {
		Table table = new Table("x", "y", "z");
		table.add("a", 12, "3");
		BarChart chart = new BarChart("Chart", 2);
		chart.add("<bar>", Spread.of(List.of(1.0, 2.0)));
		Report report = new Report(new PrintWriter(this.out), this.folder, new Machine("4 cores"));
		report.add(new Section("part", "Title", table, chart, List.of("a note"), Map.of(goal, measured)));
		report.finish();
	}

}
