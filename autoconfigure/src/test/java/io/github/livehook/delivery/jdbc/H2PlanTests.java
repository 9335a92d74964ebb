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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how H2 looks for work, and for dead letters.
 */
class H2PlanTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenWorkIsLookedForThenItIsReadInTheOrderOfTheIndexUntilThereIsEnough(boolean someApps) {
		try (TestNodes nodes = new TestNodes(TestDatabase.H2_FILE)) {
			String sql = nodes.database.translate(WorkRepository.findStatement(someApps))
				.replaceFirst("\\?", "'tests'")
				.replaceFirst("\\?", "60000")
				.replaceFirst("\\?", "timestamp with time zone '1970-01-01 00:00:00Z'")
				.replaceFirst("\\?", "array['handler']")
				.replaceFirst("sdk_app_id = any \\(\\?", "sdk_app_id = any (array['1400000000']")
				.replaceFirst("\\?", "8");
			assertThat(nodes.jdbc.queryForObject("explain " + sql, String.class)).contains("IDX_LIVEHOOK_WORK_DUE_AT: ")
				.contains("/* index sorted */");
		}
	}

	@Test
	void whenDeadLettersAreReadPageByPageThenAPageIsReadInTheOrderOfTheIndex() {
		try (TestNodes nodes = new TestNodes(TestDatabase.H2_FILE)) {
			String sql = nodes.database.translate(JdbcDeadLetters.FIND_NEXT)
				.replaceAll(":(application|handler|command|id)\\b", "'text'")
				.replaceAll(":(after|until)\\b", "timestamp with time zone '1970-01-01 00:00:00Z'")
				.replace(":limit", "100");
			assertThat(nodes.jdbc.queryForObject("explain " + sql, String.class))
				.contains("IDX_LIVEHOOK_DEAD_LETTER_DIED_AT: ")
				.contains("/* index sorted */");
		}
	}

}
