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

package io.github.livehook.observation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.observation.ServerRequestObservationContext;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the parents of observations.
 */
class ObservationIntegrationTests {

	@Test
	void whenCallbackIsHandledThenCallIsPartOfItAndItOfTheRequest() {
		try (TestServer server = start("livehook.response-timeout=1900ms")) {
			StoppedObservations stopped = server.bean(StoppedObservations.class);
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Answers.assertOk(server.client().post(Samples.battle("2")));
			awaitStopped(stopped, 2, 2);
			assertPartOfCallback(stopped);
			assertThat(stopped.callbacks()).extracting(StoppedObservations::parentOf)
				.allMatch(ServerRequestObservationContext.class::isInstance)
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void whenEventsComeInABatchThenEachCallIsPartOfItsOwn() {
		try (TestServer server = start("livehook.response-timeout=1900ms")) {
			StoppedObservations stopped = server.bean(StoppedObservations.class);
			Answers.assertOk(server.client()
				.post(Stream.of("1", "2", "3")
					.map(Samples::battle)
					.collect(Collectors.joining(",", "{\"Events\":[", "]}"))));
			awaitStopped(stopped, 3, 3);
			assertPartOfCallback(stopped);
			assertThat(stopped.callbacks()).extracting(StoppedObservations::parentOf)
				.allMatch(ServerRequestObservationContext.class::isInstance);
			assertThat(stopped.callbacks().stream().map(StoppedObservations::parentOf).distinct()).hasSize(1);
		}
	}

	@Test
	void whenBeforeCallbackIsDecidedAndWatchedThenBothArePartOfIt() {
		try (TestServer server = start("livehook.response-timeout=1900ms")) {
			StoppedObservations stopped = server.bean(StoppedObservations.class);
			Answers.assertOk(server.client().post(Battles.gift("room")));
			awaitStopped(stopped, 1, 2);
			assertThat(stopped.handlers()).extracting((call) -> call.getHandler().id())
				.containsExactlyInAnyOrder("wallet", "watcher");
			assertPartOfCallback(stopped);
		}
	}

	@Test
	void whenDecisionIsLateThenItIsPartOfItsCallbackAndSoIsTheListener() throws Exception {
		try (TestServer server = start("livehook.response-timeout=300ms")) {
			StoppedObservations stopped = server.bean(StoppedObservations.class);
			Listener listener = server.bean(Listener.class);
			assertThat(server.client().post(Battles.gift("slow")).body()).contains("\"ErrorCode\":1");
			Awaitility.await().until(() -> stopped.callbacks().size() == 1);
			server.bean(Battles.class).release.countDown();
			assertThat(listener.notified.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
			awaitStopped(stopped, 1, 2);
			assertPartOfCallback(stopped);
			assertThat(listener.current).containsExactly("livehook.callback");
			assertThat(stopped.callbacks().get(0).getOutcome()).isEqualTo("late");
		}
	}

	private static TestServer start(String property) {
		return TestServer.start(List.of(Battles.class, Watcher.class, Listener.class, StoppedObservations.class),
				property);
	}

	private static void awaitStopped(StoppedObservations stopped, int callbacks, int calls) {
		Awaitility.await().untilAsserted(() -> {
			assertThat(stopped.callbacks()).hasSize(callbacks);
			assertThat(stopped.handlers()).hasSize(calls);
		});
	}

	private static void assertPartOfCallback(StoppedObservations stopped) {
		assertThat(stopped.handlers()).isNotEmpty()
			.allSatisfy((call) -> assertThat(StoppedObservations.parentOf(call)).isInstanceOfSatisfying(
					CallbackObservationContext.class,
					(callback) -> assertThat(callback.getMetadata()).isSameAs(call.getMetadata())));
	}

	static class Watcher {

		@OnCallback(value = GiftRequest.COMMAND, id = "watcher")
		void watch(GiftRequest gift) {
		}

	}

	static class Listener implements CallbackListener {

		final List<String> current = new CopyOnWriteArrayList<>();

		final Semaphore notified = new Semaphore(0);

		private final ObservationRegistry registry;

		Listener(ObservationRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
			Observation observation = this.registry.getCurrentObservation();
			this.current.add((observation != null) ? String.valueOf(observation.getContextView().getName()) : "none");
			this.notified.release();
		}

	}

}
