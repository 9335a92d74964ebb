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
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/commands.md} and the annotations say what the catalogue says.
 */
class CommandsDocumentTests {

	private static final Pattern CODE = Pattern.compile("`@?([^`]+)`");

	@Test
	void whenCommandIsInCatalogThenItHasARow() {
		assertThat(rows().map(Row::commands)).containsExactlyElementsOf(
				CommandCatalog.standard().commands().stream().map(CallbackCommand::names).toList());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenCommandHasARowThenItNamesItsRecord(Row row) {
		Class<?> record = row.command().payloadType();
		assertThat(row.record()).isEqualTo(((record != null) ? record : UnknownCallback.class).getSimpleName());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenCommandHasARowThenItsAnnotationIsOfThatCommand(Row row) throws ClassNotFoundException {
		Class<?> annotation = Class.forName(OnCallback.class.getPackageName() + "." + row.annotation());
		DecisionKind<?> decision = row.command().decision();
		if (annotation == OnCallback.class || annotation == BeforeCallback.class) {
			assertThat(annotation).isSameAs((decision != null) ? BeforeCallback.class : OnCallback.class);
			return;
		}
		if (decision == null) {
			assertThat(commands(annotation, OnCallback.class)).containsExactly(row.command().name());
		}
		else {
			assertThat(commands(annotation, BeforeCallback.class)).containsExactly(row.command().name());
			BeforeCallback before = AnnotatedElementUtils.getMergedAnnotation(annotation, BeforeCallback.class);
			assertThat(before).isNotNull();
			assertThat(before.onFailure()).isEqualTo(decision.onFailure());
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenCommandHasARowThenItSaysWhatIsAnswered(Row row) {
		DecisionKind<?> decision = row.command().decision();
		if (decision == null) {
			assertThat(row.answer()).isEqualTo("OK");
		}
		else {
			assertThat(row.answer()).startsWith("`" + decision.type().getSimpleName() + "`; " + decision.onFailure());
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenCommandHasARowThenJavadocLinksToTheSamePage(Row row) throws IOException {
		if (row.command().payloadType() == null) {
			assertThat(row.page()).matches("\\d+(/\\d+)?");
			return;
		}
		String path = row.command().payloadType().getName().replace('.', '/') + ".java";
		String source = Files.readString(Path.of("src/main/java", path));
		if (row.page().equals("\u2013")) {
			assertThat(source).doesNotContain("<a href");
		}
		else {
			assertThat(source).contains("<a href=\"https://trtc.io/document/" + row.page() + "\">");
		}
	}

	@Test
	void whenFamilyHasASectionThenItHoldsItsCommandsAndSaysWhatSwitchesThemOn() {
		List<String> sections = Pattern.compile("(?m)^### ")
			.splitAsStream(lines().collect(Collectors.joining("\n")))
			.skip(1)
			.toList();
		assertThat(sections).allSatisfy((section) -> {
			assertThat(section).contains("\nSwitch it on: ");
			List<String> families = List.of(section.lines().findFirst().orElse("").split(" and "));
			assertThat(section.lines().filter(Row::isRow).map((line) -> Row.of(line).command().family()).distinct())
				.containsExactlyElementsOf(families);
		});
		assertThat(sections.stream().flatMap(String::lines).filter(Row::isRow)).hasSize((int) rows().count());
	}

	private static List<String> commands(AnnotatedElement annotation, Class<? extends Annotation> type) {
		return List.of(MergedAnnotations.from(annotation).get(type).getStringArray("value"));
	}

	static Stream<Row> rows() {
		return lines().filter(Row::isRow).map(Row::of);
	}

	private static Stream<String> lines() {
		try {
			return Files.readAllLines(Path.of("../docs/commands.md")).stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A row of the table.
	 *
	 * @param commands the spellings of the command
	 * @param annotation the name of the annotation
	 * @param record the name of the record
	 * @param page the number of Tencent's page
	 * @param answer what is answered
	 */
	record Row(List<String> commands, String annotation, String record, String page, String answer) {

		private static boolean isRow(String line) {
			return line.matches("\\| `\\w+\\.\\w+`.*");
		}

		private static Row of(String line) {
			List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
			assertThat(cells).as(line).hasSize(7);
			assertThat(cells.get(4)).as("when %s is sent", cells.get(1)).isNotEmpty();
			return new Row(codes(cells.get(1)), codes(cells.get(2)).get(0), codes(cells.get(3)).get(0), cells.get(5),
					cells.get(6));
		}

		private static List<String> codes(String cell) {
			return CODE.matcher(cell).results().map((result) -> result.group(1)).toList();
		}

		private CallbackCommand command() {
			CallbackCommand command = CommandCatalog.standard().find(this.commands.get(0));
			assertThat(command).isNotNull();
			return command;
		}

	}

}
