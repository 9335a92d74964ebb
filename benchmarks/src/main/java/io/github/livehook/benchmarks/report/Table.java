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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table. The first column is text, the others are numbers.
 */
public final class Table {

	private final List<String> headers;

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Create a table without rows.
	 * @param headers the headers of the columns
	 */
	public Table(String... headers) {
		this.headers = List.of(headers);
	}

	/**
	 * Add a row.
	 * @param cells the cells
	 */
	public void add(Object... cells) {
		if (cells.length != this.headers.size()) {
			throw new IllegalArgumentException("%d cells in %d columns".formatted(cells.length, this.headers.size()));
		}
		this.rows.add(Arrays.stream(cells).map(String::valueOf).toList());
	}

	/**
	 * Return the table for a terminal.
	 * @return the lines
	 */
	public String toText() {
		return lines("  ", "  ", "", false);
	}

	/**
	 * Return the table in Markdown.
	 * @return the lines
	 */
	public String toMarkdown() {
		return lines("| ", " | ", " |", true);
	}

	private String lines(String start, String between, String end, boolean ruled) {
		List<List<String>> all = new ArrayList<>(List.of(this.headers));
		if (ruled) {
			all.add(rule());
		}
		all.addAll(this.rows);
		int[] widths = IntStream.range(0, this.headers.size())
			.map((column) -> all.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toArray();
		return all.stream()
			.map((row) -> IntStream.range(0, widths.length)
				.mapToObj((column) -> pad(row.get(column), (column == 0) ? -widths[column] : widths[column]))
				.collect(Collectors.joining(between, start, end)))
			.collect(Collectors.joining("\n", "", "\n"));
	}

	private List<String> rule() {
		return Stream.concat(Stream.of("---"), Collections.nCopies(this.headers.size() - 1, "--:").stream()).toList();
	}

	private static String pad(String text, int width) {
		return (width == 0) ? text : ("%" + width + "s").formatted(text);
	}

}
