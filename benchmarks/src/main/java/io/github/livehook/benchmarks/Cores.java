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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cores of this machine: most for the application and the last for the load, where
 * {@code taskset} can keep them apart.
 */
final class Cores {

	private final List<Integer> all = allowed();

	private static List<Integer> allowed() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
			run("taskset", "--version");
			return lines.filter((line) -> line.startsWith("Cpus_allowed_list:"))
				.flatMap((line) -> Stream.of(line.replaceAll("[^0-9,-]", "").split(",")))
				.map((range) -> range.split("-"))
				.flatMap((ends) -> IntStream
					.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
					.boxed())
				.toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	List<Integer> all() {
		return this.all;
	}

	boolean areApart() {
		return this.all.size() > 1;
	}

	// Until it is warm it has all: compilers that compete with requests for a core take
	// minutes
	int servers() {
		return areApart() ? this.all.size() - 1 - this.all.size() / 4 : 0;
	}

	void confineServer(long pid) throws IOException {
		if (areApart()) {
			confine(pid, this.all.subList(0, servers()));
		}
	}

	void confine(long pid, List<Integer> cores) throws IOException {
		run("taskset", "-a", "-c", "-p", join(cores), String.valueOf(pid));
	}

	List<String> loadPrefix() {
		return areApart() ? List.of("taskset", "-c", join(loadCores())) : List.of();
	}

	List<Integer> loadCores() {
		return this.all.subList(servers(), this.all.size());
	}

	private static String join(List<Integer> cores) {
		return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0) {
				throw new IOException("%s has failed: %s".formatted(String.join(" ", command), output));
			}
			return output;
		}
		catch (InterruptedException ex) {
			throw ContenderProcess.interrupted();
		}
	}

}
