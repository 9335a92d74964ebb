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
import java.util.regex.Matcher;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link JdbcPlatform#POSTGRESQL} picks work with.
 */
class PostgreSqlPickingTests {

	private final TestNodes nodes = new TestNodes(TestDatabase.POSTGRESQL);

	@AfterEach
	void close() {
		this.nodes.close();
	}

	// Work lives for milliseconds, so this is when the database usually looks
	@ParameterizedTest
	@ValueSource(strings = { "force_custom_plan", "force_generic_plan" })
	void whenStatisticsAreOfAnEmptyTableThenTheTableIsNotReadAsAWhole(String planning) {
		insertDue(0, 5_000);
		this.nodes.jdbc.update("delete from livehook_task");
		this.nodes.jdbc.execute("vacuum analyze livehook_task");
		insertDue(5_000, 15_000);
		List<String> plan = explain(planning);
		assertThat(plan).anyMatch((line) -> line.contains("Index Scan using idx_livehook_task_execution_time"))
			.noneMatch((line) -> line.contains("Seq Scan"));
	}

	private void insertDue(int from, int to) {
		this.nodes.jdbc.update("""
				insert into livehook_task (task_name, task_instance, execution_time, picked, version)
				select 'handler', i::text, now() + i * interval '1 microsecond', false, 1
				from generate_series(?, ?) i""", from, to - 1);
	}

	private List<String> explain(String planning) {
		JdbcTemplate jdbc = this.nodes.database.jdbc();
		String statement = JdbcPlatform.POSTGRESQL.picking("livehook_task");
		for (int parameter = 1; statement.contains("?"); parameter++) {
			statement = statement.replaceFirst("\\?", Matcher.quoteReplacement("$" + parameter));
		}
		String prepared = "prepare picking as " + statement;
		return this.nodes.database.transaction().execute((status) -> {
			jdbc.execute("set local plan_cache_mode = " + planning);
			jdbc.execute(prepared);
			return jdbc.queryForList(
					"explain execute picking (now() + interval '1 minute', '{unknown}', 8, 'node', now())",
					String.class);
		});
	}

}
