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

package io.github.livehook.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * A database of one test.
 *
 * @param url where it is
 * @param user who may use it, without a password
 */
record TestedDatabase(String url, String user) implements TestedStore {

	/**
	 * Return a database in a file, as the guide has it.
	 * @param directory where the file is to be
	 * @return the database
	 */
	static TestedDatabase inFile(Path directory) {
		return inFile("jdbc:h2:async:", directory);
	}

	/**
	 * Return a database in a file that H2 reaches in a way of its own.
	 * @param prefix the beginning of the URL
	 * @param directory where the file is to be
	 * @return the database
	 */
	static TestedDatabase inFile(String prefix, Path directory) {
		return new TestedDatabase(prefix + directory.resolve("callbacks") + ";WRITE_DELAY=0", "sa");
	}

	@Override
	public List<String> properties() {
		return List.of("livehook.delivery.mode=jdbc", "spring.datasource.url=" + this.url,
				"spring.datasource.username=" + this.user);
	}

}
