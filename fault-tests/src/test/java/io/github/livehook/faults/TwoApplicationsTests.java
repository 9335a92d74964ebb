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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications share one PostgreSQL, and their handlers have the same ids.
 */
class TwoApplicationsTests {

	// A lease, and the time to find what nobody has
	private static final long TAKE_OVER_MILLIS = 15_000;

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@Test
	void whenOneIsKilledThenTheOtherLeavesItsWorkAlone() throws Exception {
		TestedApplication shop = this.applications.start(StoreKind.POSTGRESQL, "spring.application.name=shop");
		TestedApplication game = this.applications.start(StoreKind.POSTGRESQL, "livehook.delivery.application=game");
		this.applications.hold("in-handler");
		String ofShop = Battle.id("plain");
		shop.post(Battle.started(ofShop));
		this.applications.handlers().awaitHeld("in-handler", 1);
		shop.kill();
		this.applications.release("in-handler");
		String ofGame = Battle.id("plain");
		game.post(Battle.started(ofGame));
		this.applications.handlers().awaitHandled(ofGame);
		Thread.sleep(TAKE_OVER_MILLIS);
		assertThat(this.applications.handlers().ended("battles", ofShop)).isEmpty();
		shop.start();
		this.applications.handlers().awaitHandled(ofShop);
		assertThat(this.applications.handlers().ended("battles", ofShop)).extracting(HandlerCall::pid)
			.containsOnly(shop.pid());
		assertThat(this.applications.handlers().ended("battles", ofGame)).extracting(HandlerCall::pid)
			.containsOnly(game.pid());
	}

	@Test
	void whenTheSameCallbackReachesBothThenBothHandleIt() throws Exception {
		List<TestedApplication> both = List.of(
				this.applications.start(StoreKind.POSTGRESQL, "spring.application.name=shop"),
				this.applications.start(StoreKind.POSTGRESQL, "spring.application.name=game"));
		String battle = Battle.id("plain");
		for (TestedApplication application : both) {
			application.post(Battle.started(battle));
		}
		this.applications.handlers().awaitEnded("battles", battle, 2);
		assertThat(this.applications.handlers().ended("battles", battle)).extracting(HandlerCall::pid)
			.containsExactlyInAnyOrder(both.get(0).pid(), both.get(1).pid());
	}

}
