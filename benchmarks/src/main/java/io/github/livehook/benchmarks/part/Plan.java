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

package io.github.livehook.benchmarks.part;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

import io.github.livehook.benchmarks.process.Cores;
import io.github.livehook.benchmarks.process.Jdk;
import io.github.livehook.benchmarks.process.Jvm;

/**
 * What is measured, and how.
 *
 * @param effort how much is measured
 * @param connections how many connections are kept open
 * @param jvms the JVMs; the goals are about the first
 * @param jdks the JDKs for start-up times
 * @param cores which cores are used
 * @param data where databases are kept while they are needed
 * @param progress where to tell of progress
 */
public record Plan(Effort effort, int connections, List<Jvm> jvms, List<Jdk> jdks, Cores cores, Path data,
		PrintWriter progress) {

	void tell(String format, Object... arguments) {
		this.progress.printf(format + "%n", arguments);
		this.progress.flush();
	}

}
