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

package io.github.livehook.test.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/testing.md} to the classes of this package, which are compiled and
 * run.
 */
class DocumentationTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "testing.md");

	private static final Path SOURCES = Path.of("src", "test", "java", "io", "github", "livehook", "test", "example");

	private static final Pattern EXAMPLE = Pattern.compile("<!-- (\\w+\\.java) -->\n```java\n(.*?)\n```\n",
			Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = { "Battles.java", "BattlesTests.java", "Gifts.java", "GiftsTests.java",
			"FailingHandlerTests.java" })
	void whenExampleIsShownThenItIsTheClassThatIsRun(String file) throws IOException {
		assertThat(examples().filter((example) -> example.group(1).equals(file))).singleElement()
			.extracting((example) -> example.group(2))
			.isEqualTo(code(file));
	}

	@Test
	void whenFileIsShownThenItIsAmongThoseThatAreChecked() throws IOException {
		assertThat(examples().map((example) -> example.group(1))).containsExactly("Battles.java", "BattlesTests.java",
				"Gifts.java", "GiftsTests.java", "FailingHandlerTests.java");
	}

	@Test
	void whenBeforeCommandIsRejectedThenItsTestTakesFifteenLinesAtMost() throws IOException {
		Stream<String> lines = code("GiftsTests.java").lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("import "));
		assertThat(lines.count()).isLessThanOrEqualTo(15);
	}

	private static Stream<MatchResult> examples() throws IOException {
		return EXAMPLE.matcher(Files.readString(DOCUMENT).replace("\r\n", "\n")).results();
	}

	private static String code(String file) throws IOException {
		String source = Files.readString(SOURCES.resolve(file)).replace("\r\n", "\n");
		return source.substring(source.indexOf("\n\n", source.indexOf("\npackage "))).strip();
	}

}
