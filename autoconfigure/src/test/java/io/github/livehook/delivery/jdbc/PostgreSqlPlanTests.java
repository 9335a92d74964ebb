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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.transaction.support.TransactionTemplate;

import io.github.livehook.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how PostgreSQL finds work when it believes that there is hardly any. It keeps
 * such a plan while the table grows.
 */
class PostgreSqlPlanTests {

	private static final String REMOVAL = "delete from livehook_task where task_name = ? and task_instance = ? "
			+ "and version = ?";

	static final List<Statement> STATEMENTS = List.of(
			new Statement(JdbcPlatform.POSTGRESQL.picking("livehook_task"),
					"'epoch', now() + interval '1 minute', '{unknown}', 8, 'node', now()"),
			new Statement(REMOVAL, "'handler', '7', 1"),
			new Statement("select body from livehook_callback where id in (?, ?)", "'7', '8'"));

	private final TestNodes nodes = new TestNodes(TestDatabase.POSTGRESQL);

	@BeforeEach
	void analyzeNearlyEmptyTables() {
		insertDue(0, 5);
		this.nodes.jdbc.execute("vacuum analyze livehook_task");
		this.nodes.jdbc.execute("vacuum analyze livehook_callback");
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@ParameterizedTest
	@FieldSource("STATEMENTS")
	void whenTableWasNearlyEmptyThenItIsNotReadAsAWhole(Statement statement) {
		assertThat(explain(this.nodes.database.transaction(), statement))
			.anyMatch((line) -> line.contains("Index Scan using"))
			.noneMatch((line) -> line.contains("Seq Scan"));
	}

	@Test
	void whenOnlyInsertingThenPostgreSqlChooses() {
		assertThat(explain(this.nodes.database.insertion(), new Statement(REMOVAL, "'handler', '7', 1")))
			.anyMatch((line) -> line.contains("Seq Scan"));
	}

	@Test
	void whenMostWorkIsBeingDoneThenOtherWorkIsFoundWithoutPassingIt() {
		insertDue(10, 5_000);
		this.nodes.jdbc.update("update livehook_task set picked = true");
		insertDue(5_000, 5_010);
		assertThat(explain(this.nodes.database.transaction(), STATEMENTS.get(0)))
			.anyMatch((line) -> line.contains("Index Scan using idx_livehook_task_execution_time"));
	}

	private void insertDue(int from, int to) {
		this.nodes.jdbc.update("""
				insert into livehook_task (task_name, task_instance, execution_time, picked, version)
				select 'handler', i::text, now() + i * interval '1 microsecond', false, 1
				from generate_series(?, ?) i""", from, to - 1);
	}

	private List<String> explain(TransactionTemplate transaction, Statement statement) {
		return Objects.requireNonNull(transaction.execute((status) -> {
			this.nodes.database.jdbc().execute("set local plan_cache_mode = force_generic_plan");
			this.nodes.database.jdbc().execute("prepare explained as " + statement.numbered());
			return this.nodes.database.jdbc()
				.queryForList("explain execute explained (%s)".formatted(statement.values()), String.class);
		}));
	}

	/**
	 * A statement.
	 *
	 * @param sql the statement, as JDBC has it
	 * @param values the values of its parameters
	 */
	record Statement(String sql, String values) {

		String numbered() {
			return Stream.iterate(1, (number) -> number + 1)
				.limit(this.sql.chars().filter((character) -> character == '?').count())
				.reduce(this.sql, (text, number) -> text.replaceFirst("\\?", Matcher.quoteReplacement("$" + number)),
						(one, other) -> other);
		}

	}

}
