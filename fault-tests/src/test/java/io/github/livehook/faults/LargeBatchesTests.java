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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sender of batches that are as large as they may be does not get in the way of others.
 */
class LargeBatchesTests {

	private static final Logger logger = LoggerFactory.getLogger(LargeBatchesTests.class);

	private static final int CONNECTIONS = 6;

	private static final int EVENTS = 3600;

	private static final String[] LIMITS = { "livehook.max-batch-size=" + EVENTS, "livehook.max-body-tokens=100000" };

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whenBatchesHoldCopiesThenNoOtherCallbackIsTurnedAway(StoreKind store) throws Exception {
		beside(store, EVENTS, 1, LIMITS);
	}

	@ParameterizedTest
	@EnumSource
	void whenBatchesHoldManyCallbacksThenNoOtherIsTurnedAway(StoreKind store) throws Exception {
		beside(store, EVENTS, 600, LIMITS);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whenEventsHaveManyHandlersThenNoOtherIsTurnedAway(StoreKind store) throws Exception {
		beside(store, 100, 20, "faults.handlers=10");
	}

	private void beside(StoreKind store, int events, int distinct, String... properties) throws Exception {
		TestedApplication application = this.applications.start(store, properties);
		List<Sender> senders = new ArrayList<>();
		try (Load warmUp = Load.on(application, 2)) {
			warmUp.awaitFurther(100, 200);
		}
		for (int i = 0; i < CONNECTIONS; i++) {
			Sender sender = new Sender(application, events, distinct);
			senders.add(sender);
			sender.start();
		}
		try (Load load = Load.on(application, 4)) {
			load.awaitFurther(200, 200);
			load.stop();
			senders.forEach(Sender::end);
			logger.info("{}, {} distinct: {} batches beside {} callbacks, {} of these turned away", store, distinct,
					senders.stream().mapToInt((sender) -> sender.sent).sum(), load.responses().size(),
					load.responses(503).size());
			assertThat(load.responses(503)).isEmpty();
			assertThat(load.failures()).isEmpty();
			this.applications.handlers().awaitHandled(load.acknowledged());
		}
		finally {
			senders.forEach(Sender::end);
		}
		assertThat(senders).allSatisfy((sender) -> assertThat(sender.sent).isPositive());
	}

	/**
	 * Sends one batch after the other.
	 */
	private static final class Sender extends Thread {

		private final TestedApplication application;

		private final int events;

		private final int distinct;

		private volatile boolean stopped;

		private volatile int sent;

		Sender(TestedApplication application, int events, int distinct) {
			this.application = application;
			this.events = events;
			this.distinct = distinct;
		}

		@Override
		public void run() {
			while (!this.stopped) {
				try {
					this.application.send(batch());
					this.sent++;
				}
				catch (IOException | InterruptedException ex) {
					return;
				}
			}
		}

		private CallbackRequest batch() {
			List<String> ids = IntStream.range(0, this.distinct).mapToObj((i) -> Battle.id("plain")).toList();
			return CallbackRequest.raw(IntStream.range(0, this.events)
				.mapToObj((i) -> "{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\",\"BattleId\":\"%s\"}"
					.formatted(ids.get(i % this.distinct)))
				.collect(Collectors.joining(",", "{\"Events\":[", "]}")));
		}

		void end() {
			this.stopped = true;
			try {
				join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
