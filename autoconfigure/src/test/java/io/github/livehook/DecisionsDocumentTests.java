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
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.CodeRange;
import io.github.livehook.decision.DecisionKind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table of decisions in {@code docs/commands.md} says what the catalogue
 * says.
 */
class DecisionsDocumentTests {

	private static final Pattern COMMAND = Pattern.compile("`(\\w+\\.\\w+)`");

	private final CommandCatalog catalog = CommandCatalog.standard();

	@Test
	void whenCommandIsABeforeCallbackThenItIsInTheTable() throws IOException {
		List<String> decided = this.catalog.commands()
			.stream()
			.filter((command) -> command.decision() != null && command.decision() != DecisionKind.GENERAL)
			.map(CallbackCommand::name)
			.toList();
		assertThat(rows().flatMap((row) -> row.commands().stream())).containsAll(decided).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenCommandIsInTheTableThenItHasTheseCodes(Row row) {
		for (String command : row.commands()) {
			DecisionKind<?> kind = this.catalog.decisionOf(command);
			assertThat(kind).as(command).isNotNull();
			assertThat(row.decision()).contains("`" + kind.type().getSimpleName() + "`");
			CodeRange own = kind.ownCodes();
			assertThat(row.codes()).endsWith((own != null) ? own.toString() : "–");
			assertThat(row.codes().contains("2,")).isEqualTo(kind.commonCodes().contains(2));
			assertThat(row.onFailure()).startsWith(kind.onFailure() + ": ");
		}
	}

	static Stream<Row> rows() throws IOException {
		return Files.readAllLines(Path.of("../docs/commands.md"))
			.stream()
			.dropWhile((line) -> !line.startsWith("| Decision | Commands |"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map(Row::of)
			.filter((row) -> !row.commands().isEmpty());
	}

	/**
	 * A row of the table.
	 *
	 * @param decision the type of the decision
	 * @param commands the commands
	 * @param codes the codes of a rejection
	 * @param onFailure what is answered without a decision
	 */
	record Row(String decision, List<String> commands, String codes, String onFailure) {

		private static Row of(String line) {
			List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
			assertThat(cells).as(line).hasSize(5);
			return new Row(cells.get(1),
					COMMAND.matcher(cells.get(2)).results().map((match) -> match.group(1)).toList(), cells.get(3),
					cells.get(4));
		}

	}

}
