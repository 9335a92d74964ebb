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

package io.github.livehook.benchmarks.database;

/**
 * The space that a database takes.
 *
 * @param tables the bytes of all tables and their indexes
 * @param log the bytes that were ever written to the write-ahead log
 */
public record StoredBytes(long tables, long log) {

	/**
	 * Return what has come since.
	 * @param before the space before
	 * @return the difference
	 */
	public StoredBytes since(StoredBytes before) {
		return new StoredBytes(this.tables - before.tables, this.log - before.log);
	}

}
