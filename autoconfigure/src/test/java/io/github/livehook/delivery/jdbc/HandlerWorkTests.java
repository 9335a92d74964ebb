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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.delivery.AttemptListener;
import io.github.livehook.delivery.AttemptVerdict.End;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what becomes of the work of handlers.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class HandlerWorkTests {

	private static final String UNFIT = "{\"BattleId\":\"b\",\"FromRoomInfo\":[1]}";

	private final TestNodes nodes;

	private final List<String> ends = new CopyOnWriteArrayList<>();

	HandlerWorkTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
		this.nodes.listeners.add((AttemptListener) (handlerId, callback, end) -> this.ends
			.add("%s %s %d %s".formatted(handlerId, callback.callbackId(), callback.attempt(), end)));
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenOneOfTwoFailsThenOnlyThatOneIsCalledAgain() {
		TestHandler good = TestHandler.of("good");
		TestHandler bad = TestHandler.failing("bad");
		JdbcCallbackDelivery delivery = this.nodes.start(good, bad);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(good.attempts()).containsExactly(1);
		assertThat(bad.attempts()).containsExactly(1, 2, 3);
		DeadLetter dead = TestNodes.all(delivery.deadLetters()).get(0);
		assertThat(dead.handlerId()).isEqualTo("bad");
		assertThat(dead.attempts()).isEqualTo(3);
		assertThat(dead.cause()).isEqualTo("java.lang.IllegalStateException: failing as told");
		assertThat(dead.callback()).isEqualTo(bad.calls().get(2).metadata());
		assertThat(dead.diedAt()).isBetween(this.nodes.clock.instant().minusSeconds(20), this.nodes.clock.instant());
		TestNodes.await().until(() -> this.ends.size() == 4);
		assertThat(this.ends).containsExactlyInAnyOrder("good a 1 SUCCEEDED", "bad a 1 RETRIED", "bad a 2 RETRIED",
				"bad a 3 DEAD");
	}

	@Test
	void whenSecondAttemptSucceedsThenNothingIsLeft() {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (callback.metadata().attempt() == 1) {
				throw new IllegalStateException("failing as told");
			}
		});
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2);
		assertThat(TestNodes.all(delivery.deadLetters())).isEmpty();
	}

	@Test
	void whenHandlerHasFailedThenItIsCalledAgainAfterTheDelayOfThePolicy() {
		this.nodes.policy = new RetryPolicy(2, Duration.ofMinutes(1), 1, Duration.ofMinutes(1), 0, List.of(),
				Duration.ofSeconds(20));
		TestHandler handler = TestHandler.failing("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		TestNodes.await().until(() -> this.ends.contains("handler a 1 RETRIED"));
		Duration delay = this.nodes.jdbc.queryForObject("select due_at from livehook_work",
				(result, row) -> Duration.between(this.nodes.clock.instant(), JdbcDatabase.instant(result, "due_at")));
		assertThat(delay).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
		this.nodes.jdbc.update("update livehook_work set due_at = current_timestamp");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2);
	}

	@Test
	void whenExceptionIsExcludedThenHandlerIsNotCalledAgain() {
		this.nodes.policy = new RetryPolicy(3, Duration.ZERO, 1, Duration.ZERO, 0, List.of(IOException.class),
				Duration.ofSeconds(20));
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			throw new UncheckedIOException(new IOException("broken\npipe"));
		});
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1);
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement()
			.extracting(DeadLetter::cause)
			.asString()
			.startsWith("java.io.UncheckedIOException: java.io.IOException: broken")
			.contains(", caused by java.io.IOException: broken")
			.doesNotContain("\n");
	}

	@Test
	void whenHandlerHasPolicyOfItsOwnThenThatCounts() {
		TestHandler handler = TestHandler.failing("handler")
			.with(new HandlerRetry(5, null, null, null, null, List.of(), null));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2, 3, 4, 5);
	}

	@Test
	void whenCauseHoldsWhatDatabasesDoNotTakeThenItIsKeptPrintable() {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			throw new IllegalStateException("a\0b\ud83c\u202e" + "long ".repeat(1000));
		}).with(new HandlerRetry(1, null, null, null, null, List.of(), null));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement()
			.extracting(DeadLetter::cause)
			.asString()
			.startsWith("java.lang.IllegalStateException: a")
			.doesNotContain("\0")
			.hasSizeBetween(900, 1100);
	}

	@Test
	void whenBodyDoesNotFitOneHandlerThenItIsDeadAtOnceAndOthersSucceed() {
		TestHandler record = TestHandler.of("record", Callback::payload);
		TestHandler tree = TestHandler.of("tree", (callback) -> callback.bodyAs(JsonNode.class));
		JdbcCallbackDelivery delivery = this.nodes.start(record, tree);
		this.nodes.deliver(delivery,
				TestNodes.callback("a", this.nodes.metadata().withCommand(BattleStarted.COMMAND), UNFIT));
		this.nodes.awaitNoWork();
		assertThat(record.attempts()).containsExactly(1);
		assertThat(tree.attempts()).containsExactly(1);
		DeadLetter dead = TestNodes.all(delivery.deadLetters()).get(0);
		assertThat(dead.handlerId()).isEqualTo("record");
		assertThat(dead.attempts()).isEqualTo(1);
		assertThat(dead.cause()).contains("The field FromRoomInfo of the body does not fit BattleStarted");
		assertThat(delivery.deadLetters().body(dead.id())).asString(StandardCharsets.UTF_8).isEqualTo(UNFIT);
	}

	@Test
	void whenStoredBodyIsDamagedThenItIsDeadAtOnceAndHandlerIsNotCalled() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.jdbc.update("update livehook_callback set body = ?", (Object) new byte[] { 1, 2 });
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).isEmpty();
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement()
			.extracting(DeadLetter::cause)
			.asString()
			.contains("InvalidBodyException");
	}

	@Test
	void whenRowOfCallbackIsGoneThenWorkIsRemoved() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.jdbc.update("delete from livehook_callback");
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).isEmpty();
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whenHandlerThrowsErrorThenItIsAFailureLikeOthers() {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			throw new NoClassDefFoundError("missing as told");
		});
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2, 3);
	}

	@Test
	void whenHandlerTakesTooLongThenItIsInterruptedAndCalledAgain() {
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			if (callback.metadata().attempt() == 1) {
				new CountDownLatch(1).await(20, TimeUnit.SECONDS);
			}
		}).with(timeout(Duration.ofMillis(100)));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1, 2);
		assertThat(TestNodes.all(delivery.deadLetters())).isEmpty();
	}

	@Test
	void whenHandlerGoesOnAlthoughInterruptedThenItIsDeadAtOnce() {
		CountDownLatch release = new CountDownLatch(1);
		TestHandler handler = TestHandler.of("handler", (callback) -> awaitUninterruptibly(release))
			.with(timeout(Duration.ofMillis(100)));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1);
		assertThat(TestNodes.all(delivery.deadLetters())).singleElement()
			.extracting(DeadLetter::cause)
			.asString()
			.contains("The handler runs for more than PT0.1S, and on although it was interrupted");
		release.countDown();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// Ignores that it is to end
			}
		}
	}

	private static HandlerRetry timeout(Duration timeout) {
		return new HandlerRetry(null, null, null, null, null, List.of(), timeout);
	}

	@Test
	void whenListenerThrowsThenNothingChangesAndOthersAreNotified() {
		this.nodes.listeners.add(0, (AttemptListener) (handlerId, callback, end) -> {
			throw new IllegalStateException("failing as told");
		});
		TestHandler handler = TestHandler.failing("handler");
		this.nodes.deliver(this.nodes.start(handler, TestHandler.of("good")), "a");
		this.nodes.awaitNoWork();
		TestNodes.await().until(() -> this.ends.size() == 4);
		assertThat(this.ends).endsWith("handler a 3 " + End.DEAD).contains("good a 1 SUCCEEDED");
	}

	@Test
	void whenListenerThrowsErrorThenOthersAreNotifiedAllTheSame() {
		this.nodes.listeners.add(0, (AttemptListener) (handlerId, callback, end) -> {
			throw new NoClassDefFoundError("missing as told");
		});
		this.nodes.deliver(this.nodes.start(TestHandler.of("good")), "a");
		TestNodes.await().until(() -> this.ends.size() == 1);
		assertThat(this.ends).containsExactly("good a 1 SUCCEEDED");
	}

	@Test
	void whenDatabaseHasBeenGivenToAnotherThenWorkIsNotDeadTwice() {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		TestHandler handler = TestHandler.of("handler", (callback) -> {
			entered.countDown();
			TestNodes.await(release);
			throw new IllegalStateException("failing as told");
		}).with(new HandlerRetry(1, null, null, null, null, List.of(), null));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		this.nodes.deliver(delivery, "a");
		TestNodes.await(entered);
		this.nodes.jdbc.update("update livehook_work set version = version + 1, due_at = ?",
				JdbcDatabase.toColumn(this.nodes.clock.instant().plusSeconds(3)));
		release.countDown();
		this.nodes.stop(delivery);
		assertThat(TestNodes.all(delivery.deadLetters())).isEmpty();
		assertThat(this.nodes.works()).isEqualTo(1);
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whenIdOfHandlerIsLongerThanItsColumnThenItDoesNotStart() {
		String id = "x".repeat(255);
		TestHandler longest = TestHandler.of(id);
		this.nodes.deliver(this.nodes.start(longest), "a");
		this.nodes.awaitNoWork();
		assertThat(longest.attempts()).containsExactly(1);
		assertThatIllegalStateException().isThrownBy(() -> this.nodes.start(TestHandler.of(id + "y")))
			.withMessage("The id of the handler " + id + "y is longer than 255 characters");
	}

	@Test
	void whenManyComeThenAllAreHandledOnce() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		List<String> ids = IntStream.range(0, 200).mapToObj((i) -> "id" + i).toList();
		ids.forEach((id) -> this.nodes.deliver(delivery, id));
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactlyInAnyOrderElementsOf(ids);
	}

}
