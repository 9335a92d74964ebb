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
import org.springframework.scheduling.annotation.Async;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

/**
 * Tests for methods that can never be called with a callback.
 */
class InvalidHandlerMethodTests {

	private static final String PREFIX = "io.github.livehook.handler.method.InvalidHandlerMethodTests$";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenMethodIsPrivateThenContextFails() {
		assertFails(Private.class, "Private.on(BattleStarted)", "it is private",
				"Make it package-private or more visible.");
	}

	@Test
	void whenInheritedMethodIsPrivateThenContextFails() {
		assertFails(InheritingPrivate.class, "Private.on(BattleStarted)", "it is private",
				"Make it package-private or more visible.");
	}

	@Test
	void whenMethodIsStaticThenContextFails() {
		assertFails(Static.class, "Static.on(BattleStarted)", "it is static", "Make it an instance method.");
	}

	@Test
	void whenFinalMethodIsOfProxiedClassThenContextFails() {
		this.runner.withUserConfiguration(ProxyConfiguration.Cglib.class)
			.withBean("battles", Final.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					message("Final.on(BattleStarted)", "it is final and its bean is a proxy"),
					"Remove the modifier final."));
	}

	@Test
	void whenFinalMethodIsNotProxiedThenContextStarts() {
		this.runner.withBean("battles", Final.class).run((context) -> HandlerRunner.assertIds(context, "battles.on"));
	}

	@Test
	void whenJdkProxyHidesMethodThenContextFails() {
		this.runner.withUserConfiguration(ProxyConfiguration.Jdk.class)
			.withBean("battles", NotOfInterface.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					message("NotOfInterface.on(BattleStarted)", "the proxy of its bean hides it"),
					"Declare the method in an interface of the bean, or have the class itself proxied "
							+ "(proxyTargetClass=true)."));
	}

	@Test
	void whenMethodIsAsyncThenContextFails() {
		assertFails(AsyncMethod.class, "AsyncMethod.on(BattleStarted)",
				"it is @Async, so the callback would count as handled before it ran",
				"Remove @Async: the response is sent in time by itself.");
	}

	@Test
	void whenClassIsAsyncThenContextFails() {
		assertFails(AsyncClass.class, "AsyncClass.on(BattleStarted)",
				"it is @Async, so the callback would count as handled before it ran",
				"Remove @Async: the response is sent in time by itself.");
	}

	@Test
	void whenBaseClassIsAsyncThenContextFails() {
		assertFails(InheritingAsync.class, "AsyncClass.on(BattleStarted)",
				"it is @Async, so the callback would count as handled before it ran",
				"Remove @Async: the response is sent in time by itself.");
	}

	private void assertFails(Class<?> type, String method, String problem, String action) {
		this.runner.withBean("battles", type)
			.run((context) -> HandlerRunner.assertFailed(context, message(method, problem), action));
	}

	private static String message(String method, String problem) {
		return PREFIX + method + " of bean 'battles' cannot handle callbacks: " + problem;
	}

	static class Private {

		@OnBattleStart
		private void on(BattleStarted battle) {
		}

	}

	static class InheritingPrivate extends Private {

	}

	static class Static {

		@OnBattleStart
		static void on(BattleStarted battle) {
		}

	}

	static class Final {

		@OnBattleStart
		final void on(BattleStarted battle) {
		}

	}

	static class NotOfInterface implements Runnable {

		@Override
		public void run() {
		}

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	static class AsyncMethod {

		@Async
		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	@Async
	static class AsyncClass {

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	static class InheritingAsync extends AsyncClass {

	}

}
