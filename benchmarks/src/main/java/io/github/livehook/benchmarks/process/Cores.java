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

package io.github.livehook.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which cores serve and which make the load, so that neither takes time from the other.
 * It needs {@code taskset} and two cores; without, both share all cores.
 */
public final class Cores {

	private static final Pattern ALLOWED = Pattern.compile("Cpus_allowed_list:\\s*([0-9,-]+)");

	private final List<Integer> all;

	private Cores(List<Integer> all) {
		this.all = all;
	}

	/**
	 * Return the cores of this machine.
	 * @return the cores, kept apart if that is possible
	 */
	public static Cores apart() {
		return new Cores(isTasksetThere() ? allowed() : List.of());
	}

	/**
	 * Return the cores of this machine.
	 * @return the cores, all of them for everything
	 */
	public static Cores shared() {
		return new Cores(List.of());
	}

	private static boolean isTasksetThere() {
		try {
			return Commands.run(List.of("taskset", "--version")) == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static List<Integer> allowed() {
		try {
			Matcher matcher = ALLOWED.matcher(Files.readString(Path.of("/proc/self/status")));
			return matcher.find() ? parse(matcher.group(1)) : List.of();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	static List<Integer> parse(String list) {
		List<Integer> cores = new ArrayList<>();
		for (String range : list.split(",")) {
			String[] ends = range.split("-");
			for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
				cores.add(core);
			}
		}
		return cores;
	}

	/**
	 * Return whether the cores are kept apart.
	 * @return whether they are
	 */
	public boolean areApart() {
		return this.all.size() > 1;
	}

	/**
	 * Return what to put before the command of an application that is to be put under
	 * load. It has all cores until it is warm, since compilers that compete with requests
	 * for a single core take minutes.
	 * @return the words
	 */
	public List<String> launcher() {
		return areApart() ? List.of("taskset", "-c", join(this.all)) : List.of();
	}

	/**
	 * Return the options of the JVM of such an application. It counts its threads by the
	 * cores that it will keep.
	 * @return the options
	 */
	public List<String> jvmOptions() {
		return areApart() ? List.of("-XX:ActiveProcessorCount=" + servers()) : List.of();
	}

	/**
	 * Keep an application that is warm on its own cores from now on.
	 * @param process the process
	 * @throws IOException if that fails
	 */
	public void confine(ProcessHandle process) throws IOException {
		if (areApart()) {
			restrict(process, this.all.subList(0, servers()));
		}
	}

	/**
	 * Describe how the cores are used.
	 * @return the words
	 */
	public String description() {
		return areApart()
				? "the application on %d of them and the load on %d".formatted(servers(), this.all.size() - servers())
				: "the application and the load on all of them";
	}

	private int servers() {
		return Math.max(this.all.size() - 1 - this.all.size() / 4, 1);
	}

	/**
	 * Keep this process, which makes the load, on its cores while it does something.
	 * @param <T> the type of the result
	 * @param action what it does
	 * @return the result
	 * @throws IOException if that fails
	 */
	public <T> T restrictLoad(Action<T> action) throws IOException {
		if (!areApart()) {
			return action.run();
		}
		restrict(ProcessHandle.current(), this.all.subList(servers(), this.all.size()));
		try {
			return action.run();
		}
		finally {
			restrict(ProcessHandle.current(), this.all);
		}
	}

	private static void restrict(ProcessHandle process, List<Integer> cores) throws IOException {
		Commands.run(List.of("taskset", "-a", "-c", "-p", join(cores), String.valueOf(process.pid())));
	}

	private static String join(List<Integer> cores) {
		return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	/**
	 * Something that is done.
	 *
	 * @param <T> the type of the result
	 */
	public interface Action<T> {

		/**
		 * Do it.
		 * @return the result
		 * @throws IOException if it fails
		 */
		T run() throws IOException;

	}

}
