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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cores of this machine: most for the application, the last for the load, where
 * {@code taskset} can keep them apart.
 */
final class Cores {

	private static final Pattern ALLOWED = Pattern.compile("Cpus_allowed_list:\\s*([0-9,-]+)");

	private final List<Integer> all = new ArrayList<>();

	Cores() {
		try {
			run("taskset", "--version");
			Matcher matcher = ALLOWED.matcher(Files.readString(Path.of("/proc/self/status")));
			if (matcher.find()) {
				parse(matcher.group(1));
			}
		}
		catch (IOException ex) {
			// None can be kept apart
			this.all.clear();
		}
	}

	private void parse(String list) {
		for (String range : list.split(",")) {
			String[] ends = range.split("-");
			for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
				this.all.add(core);
			}
		}
	}

	List<Integer> all() {
		return this.all;
	}

	boolean areApart() {
		return this.all.size() > 1;
	}

	/**
	 * Return how many cores an application has that is warm. Until then it has all: a
	 * compiler that competes with requests for a single core takes minutes.
	 * @return the number, 0 for all
	 */
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

	/**
	 * Return what to put before the command of a load.
	 * @return the words
	 */
	List<String> loadPrefix() {
		return areApart() ? List.of("taskset", "-c", join(loadCores())) : List.of();
	}

	List<Integer> loadCores() {
		return this.all.subList(servers(), this.all.size());
	}

	private static String join(List<Integer> cores) {
		return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	/**
	 * Run a program.
	 * @param command the program and its arguments
	 * @return what it prints
	 * @throws IOException if it fails
	 */
	static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0) {
				throw new IOException("%s has failed: %s".formatted(String.join(" ", command), output));
			}
		}
		catch (InterruptedException ex) {
			throw ContenderProcess.interrupted();
		}
		return output;
	}

}
