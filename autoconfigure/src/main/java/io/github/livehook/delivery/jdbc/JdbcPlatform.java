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

package io.github.livehook.delivery.jdbc;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The databases that callbacks can be kept in.
 *
 * @since 0.1.0
 */
public enum JdbcPlatform {

	/**
	 * H2, in a file of one process.
	 */
	H2("H2", "", ""),

	/**
	 * PostgreSQL, for several processes.
	 */
	// It keeps the plan of a statement that is used again and again. Work lives for
	// milliseconds, so that may be the plan for an empty table: to read all of it
	POSTGRESQL("PostgreSQL", " on conflict do nothing", "set local enable_seqscan = off");

	private final String productName;

	private final String unlessExists;

	private final String avoidingScans;

	JdbcPlatform(String productName, String unlessExists, String avoidingScans) {
		this.productName = productName;
		this.unlessExists = unlessExists;
		this.avoidingScans = avoidingScans;
	}

	static @Nullable JdbcPlatform ofProduct(String productName) {
		for (JdbcPlatform platform : values()) {
			if (platform.productName.equalsIgnoreCase(productName)) {
				return platform;
			}
		}
		return null;
	}

	/**
	 * Return the script that creates the tables.
	 * @return its location in the class path
	 */
	public String schemaLocation() {
		return "io/github/livehook/delivery/jdbc/schema-%s.sql".formatted(name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Return what an insert ends with that does nothing if there is such a row. Without
	 * it, the database refuses the row.
	 * @return the end of the statement, empty if there is none
	 */
	String unlessExists() {
		return this.unlessExists;
	}

	/**
	 * Return whether several rows can be inserted at once although there may be such a
	 * row.
	 * @return {@code false} if the refused one has to be found out
	 */
	boolean insertsAtOnce() {
		return !this.unlessExists.isEmpty();
	}

	/**
	 * Return what keeps a transaction from reading a table as a whole where there is an
	 * index.
	 * @return the statement, empty if none is needed
	 */
	String avoidingScans() {
		return this.avoidingScans;
	}

}
