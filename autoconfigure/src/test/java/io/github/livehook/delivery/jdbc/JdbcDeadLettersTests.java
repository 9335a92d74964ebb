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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeadLetters.Filter;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcDeadLetters}.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class JdbcDeadLettersTests {

	private static final HandlerRetry ONCE = new HandlerRetry(1, null, null, null, null, List.of(), null);

	private final TestNodes nodes;

	private volatile boolean failing = true;

	private final TestHandler one = handler("one");

	private final TestHandler two = handler("two").forCommand("Two");

	private final JdbcCallbackDelivery delivery;

	private final DeadLetters deadLetters;

	JdbcDeadLettersTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
		this.delivery = this.nodes.start(this.one, this.two);
		this.deadLetters = this.delivery.deadLetters();
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	private TestHandler handler(String id) {
		return TestHandler.of(id, (callback) -> {
			if (this.failing) {
				throw new IllegalStateException("failing as told");
			}
		}).with(ONCE);
	}

	@Test
	void whenThereAreSomeThenTheyAreFoundByFilterTheLatestFirst() {
		die("a");
		die("b");
		this.nodes.deliver(this.delivery, TestNodes.callback("c", this.nodes.metadata().withCommand("Two")));
		this.nodes.awaitNoWork();
		assertThat(found(Filter.all(), 10)).hasSize(4).endsWith("one b", "one a");
		assertThat(found(Filter.all(), 4)).isEqualTo(found(Filter.all(), 10));
		assertThat(found(Filter.all(), 3)).isEqualTo(found(Filter.all(), 10).subList(0, 3));
		assertThat(found(new Filter("one", null), 10)).containsExactly("one c", "one b", "one a");
		assertThat(found(new Filter(null, "Two"), 10)).containsExactlyInAnyOrder("one c", "two c");
		assertThat(found(new Filter("two", "Two"), 10)).containsExactly("two c");
		assertThat(found(new Filter("two", TestNodes.COMMAND), 10)).isEmpty();
		assertThat(found(new Filter("' or 1 = 1 --", null), 10)).isEmpty();
		assertThat(found(new Filter("\0", "\0"), 10)).isEmpty();
	}

	private List<String> found(Filter filter, int limit) {
		return this.deadLetters.find(filter, limit)
			.stream()
			.map((dead) -> dead.handlerId() + " " + dead.callback().callbackId())
			.toList();
	}

	@Test
	void whenReplayedInATransactionOfTheApplicationThenNeitherTakesPartInTheOther() {
		DeadLetter dead = die("a");
		this.failing = false;
		this.nodes.jdbc.execute("create table own (id int)");
		new TransactionTemplate(new JdbcTransactionManager(this.nodes.dataSource)).executeWithoutResult((status) -> {
			this.nodes.jdbc.update("insert into own values (1)");
			assertThat(this.deadLetters.replay(dead.id())).isTrue();
			TestNodes.await().until(() -> this.one.calls().size() == 2);
			status.setRollbackOnly();
		});
		assertThat(this.nodes.jdbc.queryForObject("select count(*) from own", Integer.class)).isZero();
		assertThat(this.deadLetters.find(dead.id())).isNull();
	}

	@Test
	void whenReplayedThenWhoeverHeldTheWorkBeforeDoesNotHoldIt() {
		JdbcCallbackDelivery stopped = this.delivery;
		DeadLetter dead = die("a");
		this.nodes.stop(stopped);
		assertThat(this.deadLetters.replay(dead.id())).isTrue();
		String row = this.nodes.jdbc.queryForObject("select callback_row from livehook_work", String.class);
		WorkRepository works = this.nodes.workRepository();
		assertThat(works.removeDone(WorkKey.ofNew(row, "one")).join()).isFalse();
		assertThat(this.nodes.works()).isEqualTo(1);
	}

	@Test
	void whenIdIsKnownThenItIsFoundWithItsBody() {
		DeadLetter dead = die("a");
		assertThat(this.deadLetters.find(dead.id())).isEqualTo(dead);
		assertThat(this.deadLetters.body(dead.id())).asString().isEqualTo("{}");
	}

	@Test
	void whenIdIsUnknownThenNothingIsFoundOrDone() {
		die("a");
		assertThat(this.deadLetters.find("unknown")).isNull();
		assertThat(this.deadLetters.body("unknown")).isNull();
		assertThat(this.deadLetters.replay("unknown")).isFalse();
		assertThat(this.deadLetters.discard("unknown")).isFalse();
		assertThat(TestNodes.all(this.deadLetters)).hasSize(1);
	}

	@Test
	void whenReplayedThenItsHandlerAloneIsCalledWithAllAttempts() {
		this.nodes.deliver(this.delivery, TestNodes.callback("a", this.nodes.metadata().withCommand("Two")));
		this.nodes.awaitNoWork();
		DeadLetter dead = this.deadLetters.find(new Filter("two", null), 1).get(0);
		this.failing = false;
		assertThat(this.deadLetters.replay(dead.id())).isTrue();
		assertThat(this.deadLetters.replay(dead.id())).isFalse();
		this.nodes.awaitNoWork();
		assertThat(this.two.attempts()).containsExactly(1, 1);
		assertThat(this.one.attempts()).containsExactly(1);
		assertThat(found(Filter.all(), 10)).containsExactly("one a");
	}

	@Test
	void whenReplayedAtOnceByManyThenItRunsOnce() throws Exception {
		JdbcCallbackDelivery other = this.nodes.start(this.one, this.two);
		DeadLetter dead = die("a");
		this.failing = false;
		ExecutorService threads = Executors.newFixedThreadPool(16);
		CyclicBarrier barrier = new CyclicBarrier(16);
		List<CompletableFuture<Boolean>> replays = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			DeadLetters letters = (i % 2 == 0) ? this.deadLetters : other.deadLetters();
			replays.add(CompletableFuture.supplyAsync(() -> {
				await(barrier);
				return letters.replay(dead.id());
			}, threads));
		}
		assertThat(replays.stream().filter(CompletableFuture::join)).hasSize(1);
		threads.shutdown();
		this.nodes.awaitNoWork();
		assertThat(this.one.attempts()).containsExactly(1, 1);
		assertThat(TestNodes.all(this.deadLetters)).isEmpty();
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenReplayedByFilterThenTheOthersStay() {
		die("a");
		this.nodes.deliver(this.delivery, TestNodes.callback("b", this.nodes.metadata().withCommand("Two")));
		this.nodes.awaitNoWork();
		this.failing = false;
		assertThat(this.deadLetters.replay(new Filter("one", "Two"))).isEqualTo(1);
		this.nodes.awaitNoWork();
		assertThat(found(Filter.all(), 10)).containsExactly("two b", "one a");
		assertThat(this.deadLetters.replay(new Filter("three", null))).isZero();
		assertThat(this.deadLetters.replay(Filter.all())).isEqualTo(2);
		this.nodes.awaitNoWork();
		assertThat(TestNodes.all(this.deadLetters)).isEmpty();
	}

	@Test
	void whenMoreThanABatchIsReplayedAndDiesAgainThenEachIsReplayedOnce() {
		IntStream.range(0, 110).forEach((i) -> this.nodes.deliver(this.delivery, "id" + i));
		this.nodes.awaitNoWork();
		assertThat(this.deadLetters.replay(Filter.all())).isEqualTo(110);
		this.nodes.awaitNoWork();
		assertThat(this.one.attempts()).hasSize(220).containsOnly(1);
		assertThat(TestNodes.all(this.deadLetters)).hasSize(110);
	}

	@Test
	void whenDiscardedThenOnlyThatOneIsGone() {
		DeadLetter a = die("a");
		die("b");
		die("c");
		assertThat(this.deadLetters.discard(a.id())).isTrue();
		assertThat(this.deadLetters.discard(a.id())).isFalse();
		assertThat(found(Filter.all(), 10)).containsExactly("one c", "one b");
		assertThat(this.deadLetters.discard(new Filter("two", null))).isZero();
		assertThat(this.deadLetters.discard(new Filter("one", TestNodes.COMMAND))).isEqualTo(2);
		assertThat(TestNodes.all(this.deadLetters)).isEmpty();
		assertThat(this.one.attempts()).containsExactly(1, 1, 1);
	}

	@Test
	void whenThousandsAreDiscardedThenAllAreGone() {
		dieThousands();
		List<Integer> progress = new ArrayList<>();
		assertThat(this.deadLetters.discard(Filter.all(), progress::add)).isEqualTo(3001);
		assertThat(progress).hasSize(31).isSorted().startsWith(100, 200).endsWith(3000, 3001);
		assertThat(TestNodes.all(this.deadLetters)).isEmpty();
	}

	private void dieThousands() {
		this.nodes.deliver(this.nodes.create(this.one), "a");
		this.nodes.awaitNoWork();
		this.nodes.jdbc
			.update("insert into livehook_callback (id, application, sdk_app_id, command, received_at, deadline, body) "
					+ "select 'c' || x, application, sdk_app_id, command, received_at, deadline, body "
					+ "from livehook_callback, " + numbers());
		this.nodes.jdbc.update(
				"insert into livehook_dead_letter (id, callback_row, handler_id, application, attempts, died_at, cause) "
						+ "select 'd' || x, 'c' || x, 'one', application, 1, died_at, cause "
						+ "from livehook_dead_letter, " + numbers());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenManyChangeThousandsAtTheSameTimeThenEachGoesOnUntilNoneIsLeft(boolean discard) {
		dieThousands();
		this.nodes.stop(this.delivery);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		CyclicBarrier barrier = new CyclicBarrier(4);
		List<CompletableFuture<Integer>> changes = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			DeadLetters letters = this.nodes.create(this.one).deadLetters();
			Filter filter = (i % 2 == 0) ? Filter.all() : new Filter("one", TestNodes.COMMAND);
			changes.add(CompletableFuture.supplyAsync(() -> {
				await(barrier);
				int count = discard ? letters.discard(filter) : letters.replay(filter);
				assertThat(TestNodes.all(letters)).isEmpty();
				return count;
			}, threads));
		}
		assertThat(changes.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(3001);
		threads.shutdown();
		assertThat(this.nodes.works()).isEqualTo(discard ? 0 : 3001);
	}

	@Test
	void whenProgressEndsItThenTheRestStays() {
		dieThousands();
		this.nodes.stop(this.delivery);
		assertThat(this.deadLetters.replay(Filter.all(), (count) -> count < 200)).isEqualTo(200);
		assertThat(this.nodes.works()).isEqualTo(200);
		assertThat(this.deadLetters.discard(Filter.all())).isEqualTo(2801);
	}

	private String numbers() {
		return (this.nodes.database.isH2() ? "system_range" : "generate_series") + "(1, 3000) as s(x)";
	}

	@Test
	void whenItsHandlerIsGoneThenItWaitsForItAfterReplay() {
		DeadLetter dead = die("a");
		this.nodes.stop(this.delivery);
		JdbcCallbackDelivery renamed = this.nodes.start(TestHandler.of("renamed"));
		assertThat(renamed.deadLetters().replay(dead.id())).isTrue();
		TestNodes.await().until(() -> renamed.backlog().snapshot() != null);
		assertThat(this.nodes.works()).isEqualTo(1);
		assertThat(this.one.attempts()).containsExactly(1);
		this.failing = false;
		this.nodes.start(this.one);
		this.nodes.awaitNoWork();
		assertThat(this.one.attempts()).containsExactly(1, 1);
	}

	@Test
	void whenCallbackIsDeadThenItComesAgainAsDuplicate() {
		die("a");
		assertThat(this.nodes.deliver(this.delivery, "a")).isEqualTo(Status.DUPLICATE);
	}

	@Test
	void whenThereAreDeadLettersThenBacklogCountsThem() {
		die("a");
		die("b");
		JdbcBacklog backlog = (JdbcBacklog) this.delivery.backlog();
		backlog.count();
		assertThat(backlog.snapshot().dead()).isEqualTo(2);
		assertThat(backlog.snapshot().pending()).isZero();
	}

	private DeadLetter die(String callbackId) {
		assertThat(this.nodes.deliver(this.delivery, callbackId)).isEqualTo(Status.STORED);
		this.nodes.awaitNoWork();
		return this.deadLetters.find(new Filter("one", null), 1).get(0);
	}

}
