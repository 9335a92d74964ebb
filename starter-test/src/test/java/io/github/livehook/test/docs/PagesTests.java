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

package io.github.livehook.test.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the pages show is compiled, and that their links lead somewhere.
 */
class PagesTests {

	private static final Path ROOT = Path.of("..");

	private static final Path SOURCES = Path.of("src/test/java/io/github/livehook/test");

	private static final Pattern EXAMPLE = Pattern.compile("(?:<!-- ([\\w/]+\\.java) -->\n)?```java\n(.*?)\n```",
			Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageShowsCodeThenItIsThatOfACompiledFile(Path page) throws IOException {
		for (MatchResult example : EXAMPLE.matcher(read(page)).results().toList()) {
			assertThat(example.group(1)).as("the file of\n%s", example.group(2)).isNotNull();
			Path source = Stream.of("docs", "example")
				.map((folder) -> SOURCES.resolve(folder).resolve(example.group(1)))
				.filter(Files::exists)
				.findFirst()
				.orElseThrow();
			assertThat(flat(read(source))).contains(flat(example.group(2)));
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageHasALinkThenItResolves(Path page) throws IOException {
		for (MatchResult link : LINK.matcher(withoutCode(read(page))).results().toList()) {
			String target = (link.group(1) != null) ? link.group(1) : link.group(2);
			if (target.matches("\\w+:.*")) {
				continue;
			}
			String[] parts = target.split("#", 2);
			Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
			assertThat(file).as("%s in %s", target, page).exists();
			if (parts.length == 2) {
				assertThat(anchors(file)).as("%s in %s", target, page).contains(parts[1]);
			}
		}
	}

	@Test
	void whenReadmeIsOpenedThenTheHandlerIsOnTheFirstScreen() throws IOException {
		List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
		assertThat(lines).hasSizeLessThanOrEqualTo(120);
		assertThat(lines.indexOf("```java")).isBetween(0, 25);
	}

	@Test
	void whenGiftIsRejectedThenItsTestTakesFifteenLinesAtMost() throws IOException {
		String source = read(SOURCES.resolve("example/GiftsTests.java"));
		assertThat(source.substring(source.indexOf("\npackage "))
			.lines()
			.filter((line) -> !line.isBlank() && !line.matches("(package|import) .*"))).hasSizeLessThanOrEqualTo(15);
	}

	static List<Path> pages() throws IOException {
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(top, docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.sorted()
				.collect(Collectors.toList());
		}
	}

	private static List<String> anchors(Path page) throws IOException {
		return HEADING.matcher(withoutCode(read(page))).results().map((heading) -> anchor(heading.group(1))).toList();
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
	}

	private static String withoutCode(String page) {
		return page.replaceAll("(?s)```.*?```", "");
	}

	private static String flat(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	private static String read(Path file) throws IOException {
		return Files.readString(file).replace("\r\n", "\n");
	}

}
