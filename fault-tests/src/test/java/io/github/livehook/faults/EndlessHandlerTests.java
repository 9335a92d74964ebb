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
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler does not end by itself.
 */
class EndlessHandlerTests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	/**
	 * Post more endless battles than there are workers, and others after them.
	 */
	@ParameterizedTest
	@CsvSource({ "H2, waits, 2", "H2, restores_interrupt, 2", "POSTGRESQL, ignores_interrupts, 1", "KAFKA, waits, 2",
			"KAFKA, ignores_interrupts, 1" })
	void whenAHandlerDoesNotEndThenItIsADeadLetterAndOthersAreHandled(StoreKind store, String conduct, int attempts)
			throws Exception {
		TestedApplication application = this.applications.start(store, "livehook.delivery.handler-timeout=1s",
				"livehook.delivery.retry.max-attempts=2", "livehook.delivery.retry.delay=100ms",
				store.property("workers=2"));
		List<String> endless = battles(conduct);
		List<String> others = battles("plain");
		for (String battle : Stream.concat(endless.stream(), others.stream()).toList()) {
			application.post(Battle.started(battle));
		}
		this.applications.handlers().awaitHandled(others);
		application.awaitDeadLetters(endless.size(), attempts);
		assertThat(endless).allSatisfy(
				(battle) -> assertThat(this.applications.handlers().started("battles", battle)).hasSize(attempts));
		List<String> later = battles("plain");
		for (String battle : later) {
			application.post(Battle.started(battle));
		}
		this.applications.handlers().awaitHandled(later);
	}

	private static List<String> battles(String conduct) {
		return Stream.generate(() -> Battle.id(conduct)).limit(4).toList();
	}

}
