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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of a delivery, and its beginning after that.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class JdbcDeliveryStopTests {

	private final TestNodes nodes;

	JdbcDeliveryStopTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenStoppedThenNothingIsTakenUntilItIsStartedAgain() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		this.nodes.stop(delivery);
		assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.SATURATED);
		assertThat(this.nodes.callbacks()).isEqualTo(1);
		this.nodes.start(delivery);
		assertThat(this.nodes.deliver(delivery, "b")).isEqualTo(Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactly("a", "b");
	}

	@Test
	void whenItHasNotBeenStartedThenItCanBeStopped() {
		this.nodes.stop(this.nodes.create(TestHandler.of("handler")));
		assertThat(this.nodes.works()).isZero();
	}

	@Test
	void whenHandlerIsRunningThenStopWaitsForItAndTakesNoMore() throws Exception {
		CountDownLatch entered = new CountDownLatch(8);
		CountDownLatch release = new CountDownLatch(1);
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			entered.countDown();
			TestNodes.await(release);
		});
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		for (int i = 0; i < 10; i++) {
			this.nodes.deliver(delivery, "id" + i);
		}
		TestNodes.await(entered);
		CountDownLatch idle = this.nodes.beginToStop(delivery);
		assertThat(idle.await(300, TimeUnit.MILLISECONDS)).isFalse();
		release.countDown();
		TestNodes.await(idle);
		assertThat(this.nodes.works()).isEqualTo(10 - handler.calls().size());
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).hasSize(10).doesNotHaveDuplicates();
	}

	@Test
	void whenHandlerRunsTooLongThenItIsInterruptedAndCalledAgainLater() {
		this.nodes.shutdownTimeout = Duration.ofMillis(200);
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (entered.getCount() > 0) {
				entered.countDown();
				waitForInterruption(interrupted);
			}
		});
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		TestNodes.await(entered);
		this.nodes.stop(delivery);
		assertThat(interrupted.getCount()).isZero();
		assertThat(this.nodes.jdbc.queryForObject("select attempts from livehook_work", Integer.class)).isEqualTo(1);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2);
		assertThat(TestNodes.all(delivery.deadLetters())).isEmpty();
	}

	private static void waitForInterruption(CountDownLatch interrupted) throws InterruptedException {
		try {
			new CountDownLatch(1).await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			interrupted.countDown();
			throw ex;
		}
	}

	@Test
	void whenCallbackComesBeforeTheStartThenItIsHandledAfterIt() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		assertThat(handler.calls()).isEmpty();
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactly("a");
	}

	@Test
	void whenProcessHasDiedInAHandlerThenItsWorkIsDoneAgainAsAnotherAttempt() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		takeLongAgo(0);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(2);
	}

	@Test
	void whenProcessHasDiedInTheLastAttemptThenItIsDead() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		takeLongAgo(2);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).isEmpty();
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement().satisfies((dead) -> {
			assertThat(dead.attempts()).isEqualTo(3);
			assertThat(dead.cause()).isEqualTo("The process died in the last attempt");
		});
	}

	private void takeLongAgo(int failures) {
		this.nodes.jdbc.update(
				"update livehook_work set due_at = ?, attempts = ?, running = true, version = version + 1",
				JdbcDatabase.toColumn(this.nodes.clock.instant().minusSeconds(1)), failures + 1);
	}

}
