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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the plans that PostgreSQL keeps, which may be made when tables are empty.
 */
class PostgreSqlPlanTests {

	private static final Map<String, String> STATEMENTS = new TreeMap<>(Map.of(WorkRepository.takeStatement(false),
			"'tests', 60000, 'epoch', '{handler}', 8, 12000", WorkRepository.takeStatement(true),
			"'tests', 60000, 'epoch', '{handler}', '{1400000000}', 8, 12000", DatabaseClock.MAKE_DUE,
			"'tests', 'handler', 12000, true, 600000", WorkRepository.REMOVE, "'7', 'handler', 1",
			WorkRepository.SET_DUE, "12000, 1, true, 1, '7', 'handler', 1",
			"select application, due_at from livehook_work where application > ? order by application, due_at limit 1",
			"''"));

	private final TestNodes nodes = new TestNodes(TestDatabase.POSTGRESQL);

	@BeforeEach
	void analyzeNearlyEmptyTables() {
		insertDue(0, 5);
		this.nodes.jdbc.execute("vacuum analyze livehook_work");
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	static List<String> statements() {
		return List.copyOf(STATEMENTS.keySet());
	}

	@ParameterizedTest
	@MethodSource("statements")
	void whenTableWasNearlyEmptyThenItIsNotReadAsAWhole(String statement) {
		assertThat(explain(statement)).anyMatch((line) -> line.matches(".*Index.* Scan .*"))
			.noneMatch((line) -> line.contains("Seq Scan"));
	}

	@Test
	void whenWorkIsLookedForThenTheIndexBoundsTheSearchOnBothSides() {
		assertThat(explain(WorkRepository.takeStatement(false)))
			.anyMatch((line) -> line.contains("Index Scan using idx_livehook_work_due_at"))
			.anyMatch((line) -> line.contains("Index Cond:") && line.contains("(application)::text = ")
					&& line.contains("due_at <= statement_timestamp()") && line.contains("due_at >= "));
	}

	private void insertDue(int from, int to) {
		this.nodes.jdbc.update(
				"""
						insert into livehook_work (callback_row, handler_id, application, sdk_app_id, due_at, attempts, running,
						version) select i::text, 'handler', 'tests', '1400000000', now() + i * interval '1 microsecond', 0, false, 1
						from generate_series(?, ?) i""",
				from, to - 1);
	}

	private List<String> explain(String statement) {
		String numbered = statement;
		for (int i = 1; numbered.indexOf('?') != -1; i++) {
			numbered = numbered.replaceFirst("\\?", Matcher.quoteReplacement("$" + i));
		}
		String prepared = "prepare explained as " + numbered;
		return this.nodes.database.inTransaction(() -> {
			this.nodes.database.jdbc().execute("set local plan_cache_mode = force_generic_plan");
			this.nodes.database.jdbc().execute(prepared);
			return this.nodes.database.jdbc()
				.queryForList("explain execute explained (%s)".formatted(STATEMENTS.get(statement)), String.class);
		});
	}

}
