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
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the work of handlers that the application does not have, and for the backlog.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class OrphanTests {

	private final TestNodes nodes;

	private final TestHandler old = TestHandler.of("old");

	private final TestHandler renamed = TestHandler.of("renamed");

	OrphanTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenHandlerIsGoneThenItsWorkIsKeptAndDoneOnceItIsBack() {
		this.nodes.deliver(this.nodes.create(this.old), "a");
		JdbcCallbackDelivery delivery = this.nodes.start(this.renamed);
		this.nodes.deliver(delivery, "b");
		TestNodes.await().until(() -> this.renamed.calls().size() == 1);
		TestNodes.await().until(() -> this.nodes.works() == 1);
		Backlog.Snapshot snapshot = count(delivery);
		assertThat(snapshot.orphans()).singleElement().satisfies((work) -> {
			assertThat(work.handlerId()).isEqualTo("old");
			assertThat(work.pending()).isEqualTo(1);
			assertThat(work.oldest()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
		});
		assertThat(snapshot.pending()).isZero();
		assertThat(snapshot.oldest()).isZero();
		this.nodes.stop(delivery);
		JdbcCallbackDelivery both = this.nodes.start(this.old, this.renamed);
		this.nodes.awaitNoWork();
		assertThat(this.old.callbackIds()).containsExactly("a");
		assertThat(this.old.attempts()).containsExactly(1);
		assertThat(this.renamed.callbackIds()).containsExactly("b");
		assertThat(count(both).handlers()).isEmpty();
	}

	@Test
	void whenManyAreOrphansThenTheyDoNotStandInTheWayOfOthers() {
		JdbcCallbackDelivery before = this.nodes.create(this.old);
		for (int i = 0; i < 50; i++) {
			this.nodes.deliver(before, "id" + i);
		}
		JdbcCallbackDelivery delivery = this.nodes.start(this.renamed);
		this.nodes.deliver(delivery, "a");
		TestNodes.await().until(() -> this.nodes.works() == 50);
		assertThat(this.renamed.callbackIds()).containsExactly("a");
		this.nodes.start(this.old);
		this.nodes.awaitNoWork();
		assertThat(this.old.attempts()).hasSize(50).containsOnly(1);
	}

	@Test
	void whenThereIsWorkThenBacklogTellsHowMuchAndHowOld() {
		CountDownLatch release = new CountDownLatch(1);
		TestHandler blocking = TestHandler.of("blocking", (callback) -> TestNodes.await(release));
		JdbcCallbackDelivery delivery = this.nodes.create(blocking, TestHandler.of("quick"));
		assertThat(delivery.backlog().snapshot()).isNull();
		this.nodes.deliver(delivery, "a");
		this.nodes.deliver(delivery, "b");
		Backlog.Snapshot waiting = count(delivery);
		assertThat(waiting.pending()).isEqualTo(4);
		assertThat(waiting.handlers()).extracting(Backlog.Work::handlerId).containsExactly("blocking", "quick");
		assertThat(waiting.orphans()).isEmpty();
		age(Duration.ofMinutes(5));
		assertThat(count(delivery).oldest()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
		age(Duration.ofMinutes(-10));
		assertThat(count(delivery).oldest()).isZero();
		this.nodes.start(delivery);
		TestNodes.await().until(() -> this.nodes.works() == 2);
		assertThat(count(delivery).pending()).isEqualTo(2);
		release.countDown();
		this.nodes.awaitNoWork();
		assertThat(count(delivery).pending()).isZero();
	}

	private void age(Duration age) {
		this.nodes.jdbc.update("update livehook_work set created_at = ?",
				JdbcDatabase.toColumn(
						this.nodes.jdbc
							.queryForObject("select max(created_at) as latest from livehook_work",
									(result, row) -> JdbcDatabase.instant(result, "latest"))
							.minus(age)));
	}

	@Test
	void whenHandlerHasBecomeDecisionHandlerThenItsWorkIsOrphaned() {
		TestHandler watcher = TestHandler.of("gifts");
		this.nodes.deliver(this.nodes.create(watcher), "a");
		JdbcCallbackDelivery delivery = this.nodes.start(new NowDeciding(watcher), this.renamed.forCommand("Other"));
		this.nodes.deliver(delivery, TestNodes.callback("b", this.nodes.metadata().withCommand("Other")));
		TestNodes.await().until(() -> this.renamed.calls().size() == 1);
		assertThat(count(delivery).orphans()).extracting(Backlog.Work::handlerId).containsExactly("gifts");
		assertThat(watcher.calls()).isEmpty();
	}

	private static Backlog.Snapshot count(JdbcCallbackDelivery delivery) {
		JdbcBacklog backlog = (JdbcBacklog) delivery.backlog();
		backlog.count();
		return backlog.snapshot();
	}

	/**
	 * A decision handler that was a handler of events before.
	 *
	 * @param handler the handler that it was
	 */
	private record NowDeciding(TestHandler handler) implements DecisionHandler {

		@Override
		public String id() {
			return this.handler.id();
		}

		@Override
		public Set<String> commands() {
			return Set.of("Before.Something");
		}

		@Override
		public String description() {
			return this.handler.description();
		}

		@Override
		public Object handle(Callback callback) throws Throwable {
			return this.handler.handle(callback);
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return CallbackDecision.class;
		}

		@Override
		public Decision onFailure() {
			return CallbackDecision.allow();
		}

		@Override
		public boolean isInterruptedWhenLate() {
			return false;
		}

	}

}
