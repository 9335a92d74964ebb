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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeadLetters.Filter;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.delivery.TimeOrderedIdGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the purge of {@link CallbackRepository}.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class CallbackPurgeTests {

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final TestNodes nodes;

	private final CallbackRepository rows;

	CallbackPurgeTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
		this.rows = new CallbackRepository(this.nodes.database, TestNodes.APPLICATION, WINDOW);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenWorkIsDoneThenRowIsDeletedAfterTheWindow() {
		JdbcCallbackDelivery delivery = this.nodes.start(TestHandler.of("handler"));
		this.nodes.deliver(delivery, "old");
		this.nodes.clock.putForwardBy(WINDOW);
		this.nodes.deliver(delivery, "young");
		this.nodes.awaitNoWork();
		this.nodes.clock.putForwardBy(Duration.ofSeconds(1));
		this.rows.purge(this.nodes.clock.instant());
		assertThat(ids()).containsExactly("young");
	}

	@Test
	void whenWorkOfOneHandlerIsNotDoneThenRowStays() {
		JdbcCallbackDelivery delivery = this.nodes.create(TestHandler.of("one"), TestHandler.of("two"));
		this.nodes.deliver(delivery, "a");
		this.nodes.jdbc.update("delete from livehook_work where handler_id = 'one'");
		this.rows.purge(this.nodes.clock.instant().plus(Duration.ofDays(1000)));
		assertThat(ids()).containsExactly("a");
	}

	@Test
	void whenCallbackIsDeadThenRowStaysUntilThatIsDiscarded() {
		JdbcCallbackDelivery delivery = this.nodes.start(TestHandler.failing("handler"));
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		Instant later = this.nodes.clock.instant().plus(Duration.ofDays(1000));
		this.rows.purge(later);
		assertThat(ids()).containsExactly("a");
		delivery.deadLetters().discard(Filter.all());
		this.rows.purge(later);
		assertThat(ids()).isEmpty();
	}

	@Test
	void whenThereAreManyThenAllAreDeletedBesideWhatIsKept() {
		insertDone(2500);
		for (String kept : List.of("0001", "1000", "1001", "2500")) {
			this.nodes.jdbc.update(
					"insert into livehook_dead_letter (id, callback_row, handler_id, application, attempts, died_at, cause) "
							+ "select id, id, 'handler', 'tests', 1, received_at, '' from livehook_callback where callback_id = ?",
					kept);
		}
		this.rows.purge(this.nodes.clock.instant().plus(Duration.ofDays(1)));
		assertThat(ids()).containsExactly("0001", "1000", "1001", "2500");
	}

	@Test
	void whenDeliveryIsStartedThenAllThatIsOldIsDeleted() {
		insertDone(2500);
		this.nodes.clock.putForwardBy(Duration.ofDays(1));
		this.nodes.start(TestHandler.of("handler"));
		TestNodes.await().until(() -> this.nodes.callbacks() == 0);
	}

	// The first one is the youngest
	private void insertDone(int number) {
		this.nodes.jdbc.batchUpdate(
				"insert into livehook_callback (id, callback_id, application, sdk_app_id, command, received_at, deadline, body) "
						+ "values (?, ?, 'tests', '', '', ?, ?, ?)",
				IntStream.range(0, number).mapToObj((i) -> {
					Instant time = this.nodes.clock.instant().minusSeconds(i);
					return new Object[] { TimeOrderedIdGenerator.lowestOf(time).toString(),
							"%04d".formatted(number - i), JdbcDatabase.toColumn(time), JdbcDatabase.toColumn(time),
							new byte[0] };
				}).toList());
	}

	private List<String> ids() {
		return this.nodes.jdbc.queryForList("select callback_id from livehook_callback order by 1", String.class);
	}

}
