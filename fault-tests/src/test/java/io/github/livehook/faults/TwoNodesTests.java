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

package io.github.livehook.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes share one store.
 */
class TwoNodesTests {

	private static final Logger logger = LoggerFactory.getLogger(TwoNodesTests.class);

	private static final Duration TAKE_OVER = Duration.ofSeconds(15);

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void whenOneOfTwoNodesIsKilledThenTheOtherTakesOverItsWork(StoreKind store) throws Exception {
		TestedApplication killed = this.applications.start(store);
		TestedApplication survivor = this.applications.start(store);
		this.applications.hold("in-handler");
		List<String> battles = battles("plain");
		for (String battle : battles) {
			killed.post(Battle.started(battle));
		}
		this.applications.handlers().awaitHeld("in-handler", battles.size());
		killed.kill();
		long start = System.nanoTime();
		this.applications.release("in-handler");
		awaitTakeOver(start, battles);
		assertThat(this.applications.handlers().ended("battles")).extracting(HandlerCall::pid)
			.containsOnly(survivor.pid());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void whenOneOfTwoNodesIsKilledUnderLoadThenTheOtherHandlesWhatBothAcknowledged(StoreKind store) throws Exception {
		TestedApplication killed = this.applications.start(store);
		TestedApplication survivor = this.applications.start(store);
		try (Load first = Load.on(killed, 4); Load second = Load.on(survivor, 4)) {
			first.awaitFurther(100, 200);
			killed.kill();
			long start = System.nanoTime();
			second.awaitFurther(100, 200);
			first.stop();
			second.stop();
			awaitTakeOver(start, concat(first.acknowledged(), second.acknowledged()));
		}
	}

	private void awaitTakeOver(long start, List<String> battles) {
		this.applications.handlers().awaitHandled(battles);
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		logger.info("{} battles, all handled {} ms after the end of a node, {} duplicate calls", battles.size(),
				time.toMillis(), this.applications.handlers().duplicateCalls());
		assertThat(time).isLessThan(TAKE_OVER);
	}

	/**
	 * What waits, and duplicates of what was handled, go through it as well.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void whenNodesAreRestartedOneAfterTheOtherUnderLoadThenNothingIsHandledTwice(StoreKind store) throws Exception {
		TestedApplication one = this.applications.start(store, "livehook.delivery.retry.delay=12s");
		TestedApplication other = this.applications.start(store, "livehook.delivery.retry.delay=12s");
		HandlerCalls handlers = this.applications.handlers();
		List<String> waiting = battles("fails_at_first");
		List<String> handled = battles("plain");
		for (String battle : concat(waiting, handled)) {
			one.post(Battle.started(battle));
		}
		handlers.awaitHandled(handled);
		List<String> acknowledged = concat(restartUnderLoad(one, other), restartUnderLoad(other, one));
		for (String battle : handled) {
			one.post(Battle.started(battle));
			other.post(Battle.started(battle));
		}
		handlers.awaitHandled(concat(acknowledged, waiting));
		assertThat(waiting)
			.allSatisfy((battle) -> assertThat(handlers.started("battles", battle)).extracting(HandlerCall::attempt)
				.containsExactly(1, 2));
		logger.info("{}: {} acknowledged while two nodes were restarted", store, acknowledged.size());
		assertThat(handlers.duplicateCalls()).isZero();
	}

	private static List<String> restartUnderLoad(TestedApplication restarted, TestedApplication other) {
		try (Load first = Load.on(restarted, 2); Load second = Load.on(other, 2)) {
			first.awaitFurther(100, 200);
			first.stop();
			restarted.stop();
			restarted.start();
			second.awaitFurther(100, 200);
			second.stop();
			return concat(first.acknowledged(), second.acknowledged());
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void whenADeadLetterIsReplayedOnBothNodesAtOnceThenItIsHandled(StoreKind store) throws Exception {
		List<TestedApplication> nodes = List.of(
				this.applications.start(store, "livehook.delivery.retry.max-attempts=1"),
				this.applications.start(store, "livehook.delivery.retry.max-attempts=1"));
		List<String> battles = battles("fails_until_mended");
		for (String battle : battles) {
			nodes.get(0).post(Battle.started(battle));
		}
		for (TestedApplication node : nodes) {
			node.awaitDeadLetters(battles.size(), 1);
		}
		this.applications.mend();
		for (String id : nodes.get(0).deadLetters()) {
			assertThat(atOnce(nodes, (node) -> node.replay(id))).containsAnyOf(200, 204).isSubsetOf(200, 204, 404);
		}
		this.applications.handlers().awaitHandled(battles);
		for (TestedApplication node : nodes) {
			node.awaitDeadLetters(0, 0);
		}
		int most = (store == StoreKind.KAFKA) ? 2 : 1;
		assertThat(battles).allSatisfy(
				(battle) -> assertThat(this.applications.handlers().ended("battles", battle)).hasSizeBetween(1, most));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
	void whenTheSameCallbackReachesBothNodesAtOnceThenItIsHandledOnce(StoreKind store) throws Exception {
		List<TestedApplication> nodes = List.of(this.applications.start(store), this.applications.start(store));
		for (int round = 0; round < 50; round++) {
			String battle = Battle.id("plain");
			assertThat(atOnce(nodes, (node) -> node.send(Battle.started(battle)).status())).isSubsetOf(200, 503);
			nodes.get(0).post(Battle.started(battle));
			this.applications.handlers().awaitHandled(battle);
		}
		assertThat(this.applications.handlers().duplicateCalls()).isZero();
	}

	private static List<Integer> atOnce(List<TestedApplication> nodes, Request request) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService clients = Executors.newFixedThreadPool(nodes.size());
		try {
			List<Future<Integer>> statuses = nodes.stream().map((node) -> clients.submit(() -> {
				start.await();
				return request.send(node);
			})).toList();
			start.countDown();
			List<Integer> received = new ArrayList<>();
			for (Future<Integer> status : statuses) {
				received.add(status.get(10, TimeUnit.SECONDS));
			}
			return received;
		}
		finally {
			clients.shutdownNow();
		}
	}

	private static List<String> battles(String conduct) {
		return Stream.generate(() -> Battle.id(conduct)).limit(6).toList();
	}

	private static List<String> concat(List<String> one, List<String> other) {
		return Stream.concat(one.stream(), other.stream()).toList();
	}

	/**
	 * A request to a node, of which only the status counts.
	 */
	private interface Request {

		int send(TestedApplication node) throws Exception;

	}

}
