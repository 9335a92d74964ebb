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

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
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
	H2("H2", "", new DefaultJdbcCustomization(false)) {

		// H2 cannot skip the rows that others have locked
		@Override
		SchedulerBuilder poll(SchedulerBuilder scheduler) {
			return scheduler.pollUsingFetch(LOWER_LIMIT, UPPER_LIMIT_OF_CANDIDATES);
		}

	},

	/**
	 * PostgreSQL, for several processes.
	 */
	POSTGRESQL("PostgreSQL", " on conflict do nothing", new PostgreSqlJdbcCustomization(false, false)) {

		// No more than there are workers: what waits in their queue has no heartbeat
		@Override
		SchedulerBuilder poll(SchedulerBuilder scheduler) {
			return scheduler.pollUsingLockAndFetch(LOWER_LIMIT, 1.0);
		}

	};

	private static final double LOWER_LIMIT = 0.5;

	private static final double UPPER_LIMIT_OF_CANDIDATES = 3.0;

	private final String productName;

	private final String unlessExists;

	private final JdbcCustomization customization;

	JdbcPlatform(String productName, String unlessExists, JdbcCustomization customization) {
		this.productName = productName;
		this.unlessExists = unlessExists;
		this.customization = customization;
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

	JdbcCustomization customization() {
		return this.customization;
	}

	abstract SchedulerBuilder poll(SchedulerBuilder scheduler);

}
