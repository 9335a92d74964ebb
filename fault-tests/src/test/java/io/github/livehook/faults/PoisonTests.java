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
import java.util.Map;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A callback that cannot be handled, and may take the process with it.
 */
class PoisonTests {

	private static final String TWO_ATTEMPTS = "livehook.delivery.retry.max-attempts=2";

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@ParameterizedTest
	@EnumSource
	void whenABodyDoesNotFitItsRecordThenItIsADeadLetterAndOthersAreHandled(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store);
		String poison = Battle.id("plain");
		String next = Battle.id("plain");
		application.post(Battle.started(poison).with("Duration", Map.of("Seconds", 60)));
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		this.applications.handlers().awaitHandled("audit", List.of(poison));
		application.awaitDeadLetters(1, 1);
		assertThat(this.applications.handlers().started("battles", poison)).isEmpty();
	}

	/**
	 * Kafka counts attempts from the third one at the same place on.
	 */
	@ParameterizedTest
	@CsvSource({ "H2, 2", "KAFKA, 4" })
	void whenAHandlerEndsTheProcessThenItIsADeadLetterAfterTheLastAttemptAndOthersAreHandled(StoreKind store, int calls)
			throws Exception {
		this.applications.hold("in-handler");
		TestedApplication application = this.applications.start(store, TWO_ATTEMPTS,
				"livehook.delivery.jdbc.heartbeat-interval=2s", "livehook.delivery.handler-timeout=5s",
				"spring.lifecycle.timeout-per-shutdown-phase=1s");
		String poison = Battle.id("exits");
		application.post(Battle.started(poison));
		this.applications.handlers().awaitHeld("in-handler");
		this.applications.release("in-handler");
		for (int call = 1; call <= calls; call++) {
			this.applications.handlers().awaitStarted("battles", poison, call);
			application.awaitEnd();
			application.start();
		}
		String next = Battle.id("plain");
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		application.awaitDeadLetters(1, 2);
		assertThat(this.applications.handlers().started("battles", poison)).hasSize(calls);
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "KAFKA" })
	void whenAHandlerFillsTheHeapThenItIsADeadLetterAfterTheLastAttemptAndOthersAreHandled(StoreKind store)
			throws Exception {
		TestedApplication application = this.applications.start(store, TWO_ATTEMPTS,
				"livehook.delivery.retry.delay=100ms");
		String poison = Battle.id("fills_the_heap");
		application.post(Battle.started(poison));
		this.applications.handlers().awaitStarted("battles", poison, 2);
		String next = Battle.id("plain");
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		application.awaitDeadLetters(1, 2);
		assertThat(this.applications.handlers().started("battles", poison)).hasSize(2);
	}

}
