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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A contender as this checkout or another one has it.
 *
 * @param contender the contender
 * @param name its name in tables
 * @param classPath the class path with all features
 */
record Entrant(Contender contender, String name, String classPath) {

	static final String BEFORE = "-before";

	static Entrant of(Contender contender) {
		return new Entrant(contender, contender.toString(), System.getProperty("java.class.path"));
	}

	static Entrant before(Contender contender, Path checkout) throws IOException {
		Path target = checkout.resolve("benchmarks/target").toAbsolutePath();
		return new Entrant(contender, contender + BEFORE, target.resolve("classes") + File.pathSeparator
				+ Files.readString(target.resolve("class-path.txt")).strip());
	}

	List<String> command() {
		return this.contender.command(this.classPath);
	}

}
