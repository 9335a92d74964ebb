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

import org.springframework.util.Assert;

/**
 * The names of the tables.
 *
 * @param prefix what they begin with, a schema included if it has a dot
 */
record JdbcTables(String prefix) {

	static final String DEFAULT_PREFIX = "livehook_";

	JdbcTables {
		Assert.isTrue(prefix.matches("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*"),
				"'prefix' must be the beginning of a name");
	}

	String callback() {
		return this.prefix + "callback";
	}

	String work() {
		return this.prefix + "work";
	}

	String deadLetter() {
		return this.prefix + "dead_letter";
	}

	/**
	 * Return a script with the tables named as they are here.
	 * @param script the script, with the default names
	 * @return the script to run
	 */
	String renameIn(String script) {
		return script.replace("idx_" + DEFAULT_PREFIX, "idx_" + this.prefix.replace('.', '_'))
			.replaceAll("\\b" + DEFAULT_PREFIX, this.prefix);
	}

}
