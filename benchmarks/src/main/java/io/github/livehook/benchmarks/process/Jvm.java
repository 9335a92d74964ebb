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

import java.util.ArrayList;
import java.util.List;

import io.github.livehook.benchmarks.contender.Contender;

/**
 * How a contender is run. Heap and collector are the same for all.
 *
 * @param jdk the JDK
 * @param virtualThreads whether requests are served by virtual threads
 * @param prefix what to put before the command
 * @param options further options of the JVM
 */
public record Jvm(Jdk jdk, boolean virtualThreads, List<String> prefix, List<String> options) {

	private static final List<String> SAME_FOR_ALL = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");

	/**
	 * Create a JVM that may use all cores.
	 * @param jdk the JDK
	 * @param options further options
	 * @return the JVM
	 */
	public static Jvm onAllCores(Jdk jdk, String... options) {
		return new Jvm(jdk, false, List.of(), List.of(options));
	}

	/**
	 * Return the same on all cores.
	 * @return the JVM
	 */
	public Jvm onAllCores() {
		return new Jvm(this.jdk, this.virtualThreads, List.of(), List.of());
	}

	/**
	 * Describe the settings.
	 * @return the words
	 */
	public static String settings() {
		return String.join(" ", SAME_FOR_ALL);
	}

	List<String> command(Contender contender, ClassPath classPath, List<String> arguments) {
		List<String> command = new ArrayList<>(this.prefix);
		command.add(this.jdk.tool("java"));
		command.addAll(SAME_FOR_ALL);
		command.addAll(this.options);
		command.addAll(List.of("-cp", classPath.with(contender.features()).toString(), contender.mainClass().getName(),
				"--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
				"--spring.threads.virtual.enabled=" + this.virtualThreads));
		contender.properties().forEach((property) -> command.add("--" + property));
		command.addAll(arguments);
		return command;
	}

	@Override
	public String toString() {
		return "JDK %d, %s threads".formatted(this.jdk.feature(), this.virtualThreads ? "virtual" : "platform");
	}

}
