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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.database.PostgresServer;
import io.github.livehook.benchmarks.database.StoredBytes;

/**
 * Where contenders keep callbacks: a PostgreSQL for all, or a file.
 */
final class DurableDatabases implements AutoCloseable {

	private final PostgresServer postgres;

	private final Path file;

	DurableDatabases(Path folder) throws IOException {
		this.postgres = PostgresServer.start(folder);
		this.file = Files.createTempDirectory(folder.toAbsolutePath(), "h2");
	}

	/**
	 * Create an empty database.
	 * @param contender whom it is for
	 * @return its URL
	 * @throws IOException if that fails
	 */
	String create(Contender contender) throws IOException {
		if (!isFile(contender)) {
			return this.postgres.createDatabase();
		}
		FileSystemUtils.deleteRecursively(this.file);
		return "jdbc:h2:async:%s;WRITE_DELAY=0".formatted(this.file.resolve("livehook"));
	}

	/**
	 * Return the space that the database takes.
	 * @param contender whose it is
	 * @return the space, for a file without what is written in passing
	 * @throws IOException if the database does not tell
	 */
	StoredBytes storedBytes(Contender contender) throws IOException {
		return isFile(contender) ? new StoredBytes(0, 0) : this.postgres.storedBytes();
	}

	static boolean isFile(Contender contender) {
		return contender == Contender.LIVEHOOK_H2;
	}

	String postgresVersion() throws IOException {
		return this.postgres.version();
	}

	@Override
	public void close() throws IOException {
		this.postgres.close();
		FileSystemUtils.deleteRecursively(this.file);
	}

}
