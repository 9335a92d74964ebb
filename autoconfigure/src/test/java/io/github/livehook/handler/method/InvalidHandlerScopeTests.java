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

package io.github.livehook.handler.method;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

/**
 * Tests for handlers whose beans belong to a user's request or session.
 */
class InvalidHandlerScopeTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenScopeIsRequestThenContextFails() {
		assertFails(OfRequest.class, "request");
	}

	@Test
	void whenScopeIsRequestWithProxyThenContextFails() {
		assertFails(OfRequestWithProxy.class, "request");
	}

	@Test
	void whenScopeIsSessionThenContextFails() {
		assertFails(OfSession.class, "session");
	}

	@Test
	void whenScopeIsSessionWithProxyThenContextFails() {
		assertFails(OfSessionWithProxy.class, "session");
	}

	@Test
	void whenScopeIsSessionWithProxyOfInterfacesThenContextFails() {
		assertFails(OfSessionWithInterfaceProxy.class, "session");
	}

	private void assertFails(Class<?> configuration, String scope) {
		this.runner.withUserConfiguration(configuration)
			.run((context) -> HandlerRunner.assertFailed(context,
					Battles.class.getName() + ".on(BattleStarted) of bean 'battles' cannot handle callbacks: "
							+ "its bean has the scope '" + scope + "', and a callback belongs to no user's " + scope,
					"Move the method to a singleton."));
	}

	@Configuration(proxyBeanMethods = false)
	static class OfRequest {

		@Bean
		@Scope("request")
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfRequestWithProxy {

		@Bean
		@RequestScope
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfSession {

		@Bean
		@Scope("session")
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfSessionWithProxy {

		@Bean
		@SessionScope
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfSessionWithInterfaceProxy {

		@Bean
		@SessionScope(proxyMode = ScopedProxyMode.INTERFACES)
		Battles battles() {
			return new Battles();
		}

	}

	interface Named {

	}

	static class Battles implements Named {

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

}
