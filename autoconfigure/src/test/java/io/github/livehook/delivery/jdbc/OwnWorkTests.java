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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.AttemptListener;
import io.github.livehook.delivery.AttemptVerdict.End;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for work that the node which has stored it handles at once.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class OwnWorkTests {

	private static final int WORKERS = 8;

	private final TestNodes nodes;

	private final CountDownLatch entered = new CountDownLatch(WORKERS);

	private final CountDownLatch release = new CountDownLatch(1);

	private final TestHandler blocking = TestHandler.of("handler", (callback) -> {
		this.entered.countDown();
		TestNodes.await(this.release);
	});

	OwnWorkTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.nodes.close();
	}

	@Test
	void whenWorkersAreIdleThenStoredWorkIsLeasedAndItsAttemptCounted() {
		JdbcCallbackDelivery delivery = this.nodes.start(this.blocking);
		this.nodes.deliver(delivery, "a");
		Map<String, Object> row = this.nodes.jdbc.queryForMap("select * from livehook_work");
		assertThat(row).containsEntry("attempts", 1).containsEntry("version", 1);
		assertThat(due(1)).isZero();
		assertThat(due(3)).isEqualTo(1);
		this.release.countDown();
		this.nodes.awaitNoWork();
		assertThat(this.blocking.attempts()).containsExactly(1);
	}

	@Test
	void whenWorkersAreBusyThenAnotherNodeDoesWhatWaits() {
		JdbcCallbackDelivery busy = this.nodes.start(this.blocking);
		occupyAll(busy);
		TestHandler idle = TestHandler.of("handler");
		this.nodes.start(idle);
		this.nodes.deliver(busy, "waits");
		TestNodes.await().until(() -> idle.callbackIds().equals(List.of("waits")));
		assertThat(idle.attempts()).containsExactly(1);
		this.release.countDown();
		this.nodes.awaitNoWork();
		assertThat(this.blocking.callbackIds()).hasSize(WORKERS).doesNotContain("waits");
	}

	@Test
	void whenStoppedThenWhatWaitsIsLeftToOthers() {
		JdbcCallbackDelivery busy = this.nodes.start(this.blocking);
		occupyAll(busy);
		this.nodes.deliver(busy, "waits");
		CountDownLatch idle = this.nodes.beginToStop(busy);
		TestNodes.await().until(() -> due(0) == 1);
		this.release.countDown();
		TestNodes.await(idle);
		assertThat(this.nodes.works()).isEqualTo(1);
		TestHandler other = TestHandler.of("handler");
		this.nodes.start(other);
		this.nodes.awaitNoWork();
		assertThat(other.callbackIds()).containsExactly("waits");
	}

	@Test
	void whenOneCallbackCannotBeReadThenOthersThatAreTakenWithItAreHandled() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "unreadable");
		this.nodes.deliver(delivery, "good");
		this.nodes.jdbc.execute("alter table livehook_callback alter column received_at drop not null");
		this.nodes.jdbc.update("update livehook_callback set received_at = null where callback_id = 'unreadable'");
		this.nodes.start(delivery);
		TestNodes.await().until(() -> this.nodes.works() == 1);
		assertThat(handler.callbackIds()).containsExactly("good");
	}

	@Test
	void whenWorkIsOlderThanWhatWasFoundLastThenItIsFoundAsWell() {
		this.nodes.policy = new RetryPolicy(3, Duration.ZERO, 1, Duration.ofMinutes(10), 0, List.of(),
				Duration.ofSeconds(20));
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "old");
		this.nodes.jdbc.update("update livehook_work set attempts = 1, due_at = ?",
				JdbcDatabase.toColumn(this.nodes.clock.instant().plusSeconds(60)));
		this.nodes.deliver(delivery, "young");
		this.nodes.start(delivery);
		TestNodes.await().until(() -> this.nodes.works() == 1);
		this.nodes.jdbc.update("update livehook_work set due_at = current_timestamp");
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactly("young", "old");
	}

	@Test
	void whenProcessDiesWhileItWaitsThenThatIsNoAttempt() {
		List<End> ends = new CopyOnWriteArrayList<>();
		this.nodes.listeners.add((AttemptListener) (handlerId, callback, end) -> ends.add(end));
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.jdbc.update("update livehook_work set due_at = ?, attempts = 0",
				JdbcDatabase.toColumn(this.nodes.clock.instant().minusSeconds(1)));
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1);
		TestNodes.await().until(() -> !ends.isEmpty());
		assertThat(ends).containsExactly(End.SUCCEEDED);
	}

	private long due(int seconds) {
		return this.nodes.jdbc.queryForObject("select count(*) from livehook_work where due_at <= ?", Long.class,
				JdbcDatabase.toColumn(this.nodes.clock.instant().plusSeconds(seconds)));
	}

	private void occupyAll(JdbcCallbackDelivery delivery) {
		for (int i = 0; i < WORKERS; i++) {
			this.nodes.deliver(delivery, "busy" + i);
		}
		TestNodes.await(this.entered);
	}

}
