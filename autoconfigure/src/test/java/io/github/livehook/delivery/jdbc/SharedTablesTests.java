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
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.DeadLetters.Filter;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that share the tables.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
@ExtendWith(OutputCaptureExtension.class)
class SharedTablesTests {

	private final TestNodes nodes;

	private final TestHandler handler = TestHandler.of("handler");

	private final TestHandler other = TestHandler.of("handler");

	SharedTablesTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	private JdbcCallbackDelivery create(String application, TestHandler handler, String... apps) {
		this.nodes.application = application;
		this.nodes.apps = () -> List.of(apps);
		return this.nodes.create(handler);
	}

	@Test
	void whenTwoApplicationsHaveTheSameHandlerThenEachHandlesItsOwn() {
		JdbcCallbackDelivery one = create("one", this.handler);
		JdbcCallbackDelivery two = create("two", this.other);
		assertThat(this.nodes.deliver(one, "a")).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(two, "a")).isEqualTo(Status.STORED);
		assertThat(this.nodes.deliver(two, "b")).isEqualTo(Status.STORED);
		this.nodes.start(two);
		TestNodes.await().until(() -> this.nodes.works() == 1);
		assertThat(this.other.callbackIds()).containsExactlyInAnyOrder("a", "b");
		assertThat(count(one).pending()).isEqualTo(1);
		assertThat(count(two).pending()).isZero();
		this.nodes.start(one);
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactly("a");
	}

	@Test
	void whenAnotherApplicationHasDeadLettersThenTheyAreNotSeenOrTouched() {
		TestHandler failing = TestHandler.failing("handler");
		JdbcCallbackDelivery one = this.nodes.start(create("one", failing));
		JdbcCallbackDelivery two = create("two", this.other);
		this.nodes.deliver(one, "a");
		this.nodes.awaitNoWork();
		String id = TestNodes.all(one.deadLetters()).get(0).id();
		assertThat(TestNodes.all(two.deadLetters())).isEmpty();
		assertThat(two.deadLetters().find(id)).isNull();
		assertThat(two.deadLetters().body(id)).isNull();
		assertThat(two.deadLetters().replay(id)).isFalse();
		assertThat(two.deadLetters().replay(Filter.all())).isZero();
		assertThat(two.deadLetters().discard(id)).isFalse();
		assertThat(two.deadLetters().discard(Filter.all())).isZero();
		assertThat(count(two).dead()).isZero();
		assertThat(one.deadLetters().discard(id)).isTrue();
	}

	@Test
	void whenTheOldOfAnotherApplicationIsPurgedThenThatIsItsOwnAffair() {
		this.nodes.deliver(this.nodes.start(create("one", this.handler)), "a");
		this.nodes.awaitNoWork();
		CallbackRepository rows = new CallbackRepository(this.nodes.database, "two", Duration.ZERO);
		rows.purge(this.nodes.clock.instant().plusSeconds(60));
		assertThat(this.nodes.callbacks()).isEqualTo(1);
	}

	@Test
	void whenAppIsNotAcceptedAnyMoreThenItsWorkIsKeptAndShown() {
		this.nodes.deliver(create("one", this.handler), "a");
		JdbcCallbackDelivery without = this.nodes.start(create("one", this.other, "1400000009"));
		TestNodes.await().until(() -> !count(without).orphans().isEmpty());
		assertThat(count(without).pending()).isZero();
		this.nodes.stop(without);
		assertThat(this.other.calls()).isEmpty();
		this.nodes.start(create("one", this.handler, "1400000009", "1400000000"));
		this.nodes.awaitNoWork();
		assertThat(this.handler.callbackIds()).containsExactly("a");
	}

	@Test
	void whenWorkOfAnotherNameWaitsThenAWarningSaysSoOnce(CapturedOutput output) {
		this.nodes.deliver(create("old\nname", this.handler), "a");
		this.nodes.deliver(create("lively", this.handler), "a");
		this.nodes.deliver(create("the shop", this.handler), "a");
		this.nodes.deliver(create("a shop", this.handler), "a");
		JdbcCallbackDelivery shop = create("shop", this.handler);
		this.nodes.deliver(shop, "a");
		OtherApplications others = new OtherApplications(this.nodes.database, this.nodes.application);
		others.check();
		assertThat(output).doesNotContain("has been due");
		this.nodes.jdbc.update("update livehook_work set due_at = ? where application <> 'lively'",
				JdbcDatabase.toColumn(this.nodes.clock.instant().minusSeconds(90)));
		others.check();
		others.check();
		for (String name : List.of("old?name", "a shop", "the shop")) {
			assertThat(output).containsOnlyOnce("Work for the application " + name + " has been due for more than a "
					+ "minute; this is shop. If the application was renamed, set livehook.delivery.application to its "
					+ "old name");
		}
		assertThat(output).doesNotContain("for the application shop").doesNotContain("lively");
	}

	@Test
	void whenDeliveryIsStartedThenItLooksForWorkOfOtherNames(CapturedOutput output) {
		this.nodes.deliver(create("old", this.handler), "a");
		this.nodes.jdbc.update("update livehook_work set due_at = ?",
				JdbcDatabase.toColumn(this.nodes.clock.instant().minusSeconds(90)));
		this.nodes.start(create("new", this.other));
		TestNodes.await().until(() -> output.getAll().contains("Work for the application old has been due"));
	}

	private static Backlog.Snapshot count(JdbcCallbackDelivery delivery) {
		JdbcBacklog backlog = (JdbcBacklog) delivery.backlog();
		backlog.count();
		return backlog.snapshot();
	}

}
