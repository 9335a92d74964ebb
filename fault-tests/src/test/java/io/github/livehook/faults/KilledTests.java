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

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is killed at a certain point, and started again.
 */
class KilledTests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	/**
	 * One kill meets four callbacks at different points.
	 */
	@ParameterizedTest
	@EnumSource
	void whenKilledBeforeInAndAfterHandlersThenEachAcknowledgedCallbackIsHandled(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store, store.property("workers=3"));
		String notCompleted = postAndHold(application, "after-handler");
		String inHandler = postAndHold(application, "in-handler");
		String beforeHandler = postAndHold(application, "before-handler");
		String waiting = Battle.id("plain");
		application.post(Battle.started(waiting));
		application.kill();
		this.applications.release("after-handler", "in-handler", "before-handler");
		HandlerCalls handlers = this.applications.handlers();
		assertThat(handlers.started("battles", beforeHandler)).isEmpty();
		application.start();
		handlers.awaitHandled(inHandler, beforeHandler, waiting);
		handlers.awaitEnded("battles", notCompleted, 2);
		int second = store.attemptAfterCrash();
		assertThat(attempts(handlers.ended("battles", notCompleted))).containsExactly(1, second);
		assertThat(attempts(handlers.started("battles", inHandler))).containsExactly(1, second);
		assertThat(attempts(handlers.ended("battles", inHandler))).containsExactly(second);
		assertThat(attempts(handlers.started("battles", waiting))).containsExactly(1);
	}

	/**
	 * What was handled is noted with Kafka before further callbacks are read, but not
	 * before those that are being read.
	 */
	private void awaitHandledAndNoted(TestedApplication application, String battle) {
		this.applications.handlers().awaitHandled(battle);
		for (int i = 0; i < 2; i++) {
			String further = Battle.id("plain");
			application.post(Battle.started(further));
			this.applications.handlers().awaitHandled(further);
		}
	}

	private String postAndHold(TestedApplication application, String point) throws Exception {
		this.applications.hold(point);
		String battle = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHeld(point);
		this.applications.handlers().awaitHandled("audit", List.of(battle));
		return battle;
	}

	private static List<Integer> attempts(List<HandlerCall> calls) {
		return calls.stream().map(HandlerCall::attempt).toList();
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledThenADuplicateOfWhatWasAcknowledgedIsStillOne(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store);
		String battle = Battle.id("plain");
		String next = Battle.id("plain");
		application.post(Battle.started(battle));
		awaitHandledAndNoted(application, battle);
		application.kill();
		application.start();
		application.post(Battle.started(battle));
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		assertThat(this.applications.handlers().ended("battles", battle)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void whenKilledAfterAForgeryThenTheGenuineCallbackIsHandledAndItsDuplicateIsNot(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store);
		String battle = Battle.id("plain");
		String next = Battle.id("plain");
		CallbackRequest genuine = Battle.started(battle);
		application.post(genuine.with("Forged", true));
		awaitHandledAndNoted(application, battle);
		application.kill();
		application.start();
		application.post(genuine);
		application.post(genuine);
		application.post(Battle.started(next));
		this.applications.handlers().awaitHandled(next);
		this.applications.handlers().awaitEnded("battles", battle, 2);
		assertThat(this.applications.handlers().ended("battles", battle)).hasSize(2);
	}

}
