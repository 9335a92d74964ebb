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

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is killed at a certain point, and started again.
 */
class KilledTests {

	private static final String HEARTBEAT = "livehook.delivery.jdbc.heartbeat-interval=1s";

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@ParameterizedTest
	@EnumSource
	void whenKilledBeforeAWorkerHasTakenWhatWasAcknowledgedThenItIsHandled(DatabaseKind database) throws Exception {
		this.applications.hold("in-handler");
		TestedApplication application = this.applications.start(database, HEARTBEAT,
				"livehook.delivery.jdbc.workers=1");
		String running = Battle.id("plain");
		String waiting = Battle.id("plain");
		application.post(Battle.started(running));
		this.applications.handlers().awaitHeld("in-handler");
		application.post(Battle.started(waiting));
		killAndStartAgain(application, "in-handler");
		this.applications.handlers().awaitHandled(running, waiting);
		assertThat(this.applications.handlers().started("battles", waiting)).singleElement()
			.extracting(HandlerCall::attempt)
			.isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledBetweenCommitAndHandlerThenItIsHandled(DatabaseKind database) throws Exception {
		this.applications.hold("before-handler");
		TestedApplication application = this.applications.start(database, HEARTBEAT);
		String battle = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHeld("before-handler");
		assertThat(this.applications.handlers().started("battles", battle)).isEmpty();
		killAndStartAgain(application, "before-handler");
		this.applications.handlers().awaitHandled(battle);
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledInAHandlerThenItIsCalledAgainAndThatIsAnotherAttempt(DatabaseKind database) throws Exception {
		this.applications.hold("in-handler");
		TestedApplication application = this.applications.start(database, HEARTBEAT);
		String battle = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHeld("in-handler");
		killAndStartAgain(application, "in-handler");
		this.applications.handlers().awaitHandled(battle);
		assertThat(this.applications.handlers().started("battles", battle)).extracting(HandlerCall::attempt)
			.containsExactly(1, 2);
		assertThat(this.applications.handlers().ended("battles", battle)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledBetweenHandlerAndCompletionThenItIsHandledTwice(DatabaseKind database) throws Exception {
		this.applications.hold("after-handler");
		TestedApplication application = this.applications.start(database, HEARTBEAT);
		String battle = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHeld("after-handler");
		killAndStartAgain(application, "after-handler");
		this.applications.handlers().awaitEnded("battles", battle, 2);
		assertThat(this.applications.handlers().ended("battles", battle)).extracting(HandlerCall::attempt)
			.containsExactly(1, 2);
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledThenARepeatOfWhatWasAcknowledgedIsStillOne(DatabaseKind database) throws Exception {
		TestedApplication application = this.applications.start(database, HEARTBEAT);
		String battle = Battle.id("plain");
		String next = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHandled(battle);
		application.kill();
		application.start();
		application.post(Battle.started(battle));
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		assertThat(this.applications.handlers().ended("battles", battle)).hasSize(1);
	}

	private void killAndStartAgain(TestedApplication application, String point) {
		application.kill();
		this.applications.release(point);
		application.start();
	}

}
