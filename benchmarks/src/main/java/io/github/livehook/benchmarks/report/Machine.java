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

package io.github.livehook.benchmarks.report;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * The machine that is measured on, in words that name nobody.
 *
 * @param description the words
 */
public record Machine(String description) {

	private static final double GIGABYTE = 1024.0 * 1024 * 1024;

	/**
	 * Describe this machine.
	 * @param cores how the cores are used
	 * @param settings the settings of all JVMs
	 * @return the description
	 */
	public static Machine describe(String cores, String settings) {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return new Machine("Machine: %d cores, %.0f GB of memory, %s %s; under load over HTTP %s. JVMs: `%s`".formatted(
				system.getAvailableProcessors(), system.getTotalMemorySize() / GIGABYTE, system.getName(),
				system.getArch(), cores, settings));
	}

}
