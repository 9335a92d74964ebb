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

package io.github.livehook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for docs/delivery.md.
 */
class DeliveryDocumentTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

	private static final Path FAULTS = Path.of("../fault-tests/src/test/java");

	@Test
	void whenPromiseNamesATestThenThatTestExists() throws IOException {
		Set<String> named = named();
		assertThat(named).isNotEmpty();
		Set<String> existing = new TreeSet<>(testsIn(FAULTS));
		existing.addAll(testsIn(Path.of("src/test/java")));
		assertThat(existing).containsAll(named);
	}

	@Test
	void whenThereIsAFaultTestThenAPromiseNamesIt() throws IOException {
		assertThat(named()).containsAll(testsIn(FAULTS));
	}

	private static Set<String> named() throws IOException {
		return TEST.matcher(Files.readString(Path.of("../docs/delivery.md")))
			.results()
			.map((MatchResult result) -> result.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> testsIn(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith("Tests.java"))
				.map((name) -> name.replace(".java", ""))
				.toList();
		}
	}

}
