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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Benchmarks} and its {@link Options}.
 */
class BenchmarksTests {

	@Test
	void whenBeforeThenLivehookOfThereTakesItsTurnAsWell(@TempDir Path checkout) throws Exception {
		Path target = Files.createDirectories(checkout.resolve("benchmarks/target"));
		Files.writeString(target.resolve("class-path.txt"), String.join(File.pathSeparator, "/old/autoconfigure.jar",
				"/old/livehook-spring-boot-autoconfigure-0.1.0.jar", "/old/h2-2.4.jar", "/old/picocli-4.jar"));
		Options options = CommandLine.populateCommand(new Options(), "--before", checkout.toString());
		List<Entrant> entrants = options.entrants(Contender.CONTROLLER, Contender.LIVEHOOK);
		assertThat(entrants).extracting(Entrant::name).containsExactly("controller", "livehook", "livehook-before");
		List<String> now = entrants.get(1).command();
		List<String> before = entrants.get(2).command();
		assertThat(before.subList(2, before.size())).isEqualTo(now.subList(2, now.size()));
		assertThat(before.get(1).split(File.pathSeparator)).containsExactly(target.resolve("classes").toString(),
				"/old/autoconfigure.jar", "/old/livehook-spring-boot-autoconfigure-0.1.0.jar");
	}

	@Test
	void whenOnlySomeThenNoOthers() throws Exception {
		Options options = CommandLine.populateCommand(new Options(), "--only", "livehook-full,insert");
		assertThat(options.entrants(Contender.values())).extracting(Entrant::contender)
			.containsExactly(Contender.LIVEHOOK_FULL, Contender.INSERT);
	}

	@Test
	void whenPageHasTableThenReplacedBetweenItsMarks() {
		String page = "Text\n<!-- a -->\nold\n<!-- /a -->\nMore\n<!-- b -->\nstays\n<!-- /b -->\n";
		assertThat(Benchmarks.replaced(page, "a", "| $1 |\n")).isEqualTo(page.replace("old\n", "\n| $1 |\n\n"));
		assertThat(Benchmarks.replaced(page, "c", "new")).isEqualTo(page);
	}

}
