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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with its conditions.
 */
final class Table {

	private final String id;

	private final List<String> headers;

	private final List<List<String>> rows = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	Table(String id, String... headers) {
		this.id = id;
		this.headers = List.of(headers);
	}

	String id() {
		return this.id;
	}

	void add(String... cells) {
		if (cells.length != this.headers.size()) {
			throw new IllegalArgumentException("%d cells in %d columns".formatted(cells.length, this.headers.size()));
		}
		this.rows.add(List.of(cells));
	}

	void note(String note, Object... arguments) {
		this.notes.add(note.formatted(arguments));
	}

	String toMarkdown() {
		List<List<String>> all = new ArrayList<>(List.of(this.headers));
		all.add(Stream.concat(Stream.of("---"), Collections.nCopies(this.headers.size() - 1, "--:").stream()).toList());
		all.addAll(this.rows);
		int[] widths = IntStream.range(0, this.headers.size())
			.map((column) -> all.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toArray();
		String lines = all.stream()
			.map((row) -> IntStream.range(0, widths.length)
				.mapToObj((column) -> ("%" + ((column == 0) ? "-" : "") + widths[column] + "s")
					.formatted(row.get(column)))
				.collect(Collectors.joining(" | ", "| ", " |\n")))
			.collect(Collectors.joining());
		return lines + this.notes.stream().map((note) -> "- " + note + "\n").collect(Collectors.joining("", "\n", ""));
	}

}
