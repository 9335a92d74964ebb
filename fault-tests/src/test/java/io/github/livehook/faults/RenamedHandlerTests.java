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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The next version of an application has its handler under another name.
 */
class RenamedHandlerTests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@Test
	void whenAHandlerIsRenamedWithItsIdThenTheNewMethodDoesTheWork() throws Exception {
		String battle = Battle.id("plain");
		TestedApplication application = startWithWork(StoreKind.H2, battle);
		application.start("spring.profiles.active=renamed");
		this.applications.handlers().awaitHandled(battle);
		assertThat(this.applications.handlers().ended("battles", battle)).extracting(HandlerCall::place)
			.containsExactly("begun");
	}

	@ParameterizedTest
	@EnumSource
	void whenAHandlersIdIsGoneThenItsWorkIsKeptAndShownAndDoneOnceTheIdIsBack(StoreKind store) throws Exception {
		String battle = Battle.id("plain");
		TestedApplication application = startWithWork(store, battle);
		application.start("spring.profiles.active=orphaned");
		application.awaitOrphans("battles");
		assertThat(this.applications.handlers().ended("battles")).isEmpty();
		application.kill();
		application.start();
		this.applications.handlers().awaitHandled(battle);
		application.awaitOrphans();
	}

	/**
	 * Start, take a callback, and end with the work undone.
	 */
	private TestedApplication startWithWork(StoreKind store, String battle) throws Exception {
		this.applications.hold("before-handler");
		TestedApplication application = this.applications.start(store, "livehook.delivery.jdbc.heartbeat-interval=2s");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHeld("before-handler");
		application.kill();
		this.applications.release("before-handler");
		return application;
	}

}
