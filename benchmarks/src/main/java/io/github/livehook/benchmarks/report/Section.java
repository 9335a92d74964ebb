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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one part has measured.
 *
 * @param id the name of its files
 * @param title the title
 * @param table the figures
 * @param chart the chart, if there is one
 * @param notes how they were measured
 * @param goals what they say about goals
 */
public record Section(String id, String title, Table table, @Nullable BarChart chart, List<String> notes,
		Map<Goal, Spread> goals) {

	String toText() {
		return "%n%s%n%n%s%n%s".formatted(this.title, this.table.toText(), notes("  "));
	}

	String toMarkdown(Machine machine) {
		String image = (this.chart != null) ? "![%s](%s.svg)%n%n".formatted(this.title, this.id) : "";
		return "# %s%n%n%s%s%n%s- %s%n".formatted(this.title, image, this.table.toMarkdown(), notes("- "),
				machine.description());
	}

	private String notes(String start) {
		StringBuilder text = new StringBuilder();
		this.notes.forEach((note) -> text.append(start).append(note).append("\n"));
		return text.toString();
	}

}
