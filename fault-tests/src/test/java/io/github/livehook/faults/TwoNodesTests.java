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

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes share one PostgreSQL.
 */
class TwoNodesTests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@Test
	void whenOneOfTwoNodesIsKilledThenTheOtherTakesOverItsWork() throws Exception {
		TestedApplication killed = this.applications.start(DatabaseKind.POSTGRESQL);
		TestedApplication survivor = this.applications.start(DatabaseKind.POSTGRESQL);
		this.applications.hold("in-handler");
		List<String> battles = List.of(Battle.id("plain"), Battle.id("plain"), Battle.id("plain"));
		for (String battle : battles) {
			killed.post(Battle.started(battle));
		}
		this.applications.handlers().awaitHeld("in-handler", battles.size());
		killed.kill();
		this.applications.release("in-handler");
		this.applications.handlers().awaitHandled(battles);
		assertThat(this.applications.handlers().ended("battles")).extracting(HandlerCall::pid)
			.containsOnly(survivor.pid());
	}

	@Test
	void whenOneOfTwoNodesIsKilledUnderLoadThenTheOtherHandlesWhatBothAcknowledged() throws Exception {
		TestedApplication killed = this.applications.start(DatabaseKind.POSTGRESQL);
		TestedApplication survivor = this.applications.start(DatabaseKind.POSTGRESQL);
		try (Load first = Load.on(killed, 4); Load second = Load.on(survivor, 4)) {
			first.awaitFurther(100, 200);
			killed.kill();
			second.awaitFurther(100, 200);
			first.stop();
			second.stop();
			this.applications.handlers().awaitHandled(first.acknowledged());
			this.applications.handlers().awaitHandled(second.acknowledged());
		}
	}

	@Test
	void whenTheSameCallbackReachesBothNodesAtOnceThenItIsHandledOnce() throws Exception {
		List<TestedApplication> nodes = List.of(this.applications.start(DatabaseKind.POSTGRESQL),
				this.applications.start(DatabaseKind.POSTGRESQL));
		ExecutorService clients = Executors.newFixedThreadPool(2);
		try {
			for (int round = 0; round < 50; round++) {
				postAtOnce(clients, nodes, Battle.id("plain"));
			}
		}
		finally {
			clients.shutdownNow();
		}
		assertThat(this.applications.handlers().duplicateCalls()).isZero();
	}

	private void postAtOnce(ExecutorService clients, List<TestedApplication> nodes, String battle) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		List<Future<Integer>> responses = nodes.stream().map((node) -> clients.submit(() -> {
			start.await();
			return node.send(Battle.started(battle)).status();
		})).toList();
		start.countDown();
		for (Future<Integer> response : responses) {
			assertThat(response.get()).isIn(200, 503);
		}
		nodes.get(0).post(Battle.started(battle));
		this.applications.handlers().awaitHandled(battle);
	}

}
