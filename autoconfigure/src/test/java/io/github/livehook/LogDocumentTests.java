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
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/log.md} and the messages in the code are the same.
 */
class LogDocumentTests {

	private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

	private static final Pattern REASON = Pattern.compile("[A-Z_]{4,}");

	private static final Pattern MESSAGE = Pattern
		.compile("logger\\s*\\.(?:warn|error)\\(\\s*(?:\\(\\) -> [^\"]*)?\"([^\"]*\\w{4}[^\"]*)\"");

	// What becomes a line of its own by what is put into it
	private static final List<String> FRAMES = List.of("{}{}", "{}{} ({} times within a minute): {}");

	private final String sources = sources();

	@Test
	void whenLineIsDocumentedThenTheCodeLogsIt() throws IOException {
		for (String line : documented()) {
			assertThat(parts(line)).as(line).isNotEmpty().allSatisfy((part) -> assertThat(this.sources).contains(part));
		}
	}

	@Test
	void whenTheCodeLogsALineAtWarnOrErrorThenItIsDocumented() throws IOException {
		List<String> parts = documented().stream().flatMap((line) -> parts(line).stream()).toList();
		assertThat(MESSAGE.matcher(this.sources).results().map((message) -> message.group(1)))
			.filteredOn((message) -> !FRAMES.contains(message))
			.isNotEmpty()
			.allSatisfy((message) -> assertThat(parts).anyMatch(message::contains));
	}

	@Test
	void whenThereIsAReasonThenItIsDocumented() throws IOException {
		List<String> reasons = codes().filter((code) -> REASON.matcher(code).matches()).toList();
		assertThat(reasons).containsExactlyInAnyOrderElementsOf(Stream
			.concat(Arrays.stream(VerificationFailure.Reason.values()), Arrays.stream(InvalidRequest.values()))
			.map(Enum::name)
			.toList());
	}

	// Cells of a first column, and the lines above the tables of reasons
	private static List<String> documented() throws IOException {
		return Files.readAllLines(Path.of("../docs/log.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") || line.startsWith("`A request"))
			.map((line) -> line.startsWith("| ") ? line.split("\\|")[1] : line.substring(0, line.indexOf("`", 1) + 1))
			.flatMap((cell) -> CODE.matcher(cell).results())
			.map((MatchResult code) -> code.group(1))
			.filter((code) -> !REASON.matcher(code).matches())
			.toList();
	}

	private static Stream<String> codes() throws IOException {
		return CODE.matcher(Files.readString(Path.of("../docs/log.md"))).results().map((code) -> code.group(1));
	}

	private static List<String> parts(String line) {
		return Arrays.stream(line.split("\\.\\.\\."))
			.map((part) -> part.replaceAll("^[ ,:;()]+|[ ,:;()]+$", ""))
			.filter((part) -> part.length() > 5)
			.toList();
	}

	private static String sources() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(LogDocumentTests::read)
				.collect(Collectors.joining("\n"))
				.replaceAll("\"\\s*\\+\\s*\"", "");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
