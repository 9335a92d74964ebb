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
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The clock is set back by an hour.
 */
class ClockSetBackTests {

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private static final String[] PROPERTIES = { "spring.profiles.active=steered-clock",
			"livehook.delivery.jdbc.workers=1", "livehook.delivery.retry.delay=3s" };

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@BeforeEach
	void setClock() {
		this.applications.setClock(Duration.ZERO);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KAFKA")
	void whenTheClockIsSetBackWhileWorkWaitsThenItIsHandled(StoreKind store) throws Exception {
		this.applications.hold("in-handler");
		TestedApplication application = this.applications.start(store, PROPERTIES);
		String running = Battle.id("plain");
		String waiting = Battle.id("plain");
		application.post(Battle.started(running));
		this.applications.handlers().awaitHeld("in-handler");
		application.post(Battle.started(waiting));
		this.applications.setClock(AN_HOUR.negated());
		this.applications.release("in-handler");
		this.applications.handlers().awaitHandled(running, waiting);
		String later = Battle.id("plain");
		application.post(Battle.started(later).time(Instant.now().minus(AN_HOUR)));
		this.applications.handlers().awaitHandled(later);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KAFKA")
	void whenTheClockIsSetBackWhileARetryWaitsThenItIsTried(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store, PROPERTIES);
		String battle = Battle.id("fails_at_first");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitStarted("battles", battle, 1);
		this.applications.setClock(AN_HOUR.negated());
		this.applications.handlers().awaitHandled(battle);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KAFKA")
	void whenTheClockIsSetBackBetweenTwoRunsThenWhatWasBeingHandledIsHandled(StoreKind store) throws Exception {
		this.applications.hold("in-handler");
		TestedApplication application = this.applications.start(store, PROPERTIES);
		String running = Battle.id("plain");
		String waiting = Battle.id("plain");
		application.post(Battle.started(running));
		this.applications.handlers().awaitHeld("in-handler");
		application.post(Battle.started(waiting));
		application.kill();
		this.applications.setClock(AN_HOUR.negated());
		this.applications.release("in-handler");
		application.start();
		this.applications.handlers().awaitHandled(running, waiting);
	}

}
