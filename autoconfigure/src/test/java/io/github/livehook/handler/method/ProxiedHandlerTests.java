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

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.BaseOfAnotherPackage;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for handlers whose class is proxied.
 */
class ProxiedHandlerTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner()
		.withUserConfiguration(ProxyConfiguration.Cglib.class);

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenMethodOfProxiedClassIsPackagePrivateThenItIsAdvised() {
		assertAdvised(PackagePrivate.class);
	}

	@Test
	void whenMethodOfProxiedClassIsProtectedThenItIsAdvised() {
		assertAdvised(Protected.class);
	}

	@Test
	void whenMethodOfProxiedClassIsPublicThenItIsAdvised() {
		assertAdvised(Public.class);
	}

	@Test
	void whenMethodOfProxiedClassIsInheritedThenItIsAdvised() {
		assertAdvised(Inheriting.class);
	}

	@Test
	void whenMethodOfProxiedClassIsOfGenericBaseThenItIsAdvised() {
		assertAdvised(OverridingGenericBase.class);
	}

	@Test
	void whenProxiedHandlerThrowsThenTheExceptionIsItsOwn() {
		this.runner.withBean("battles", Failing.class).run((context) -> {
			CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> handler.handle(this.battle))
				.withMessage("no disk");
		});
	}

	@Test
	void whenMethodOfProxiedClassIsOutOfSightOfTheProxyThenContextFails() {
		this.runner.withBean("battles", OfAnotherPackage.class)
			.run((context) -> HandlerRunner.assertFailed(context,
					"io.github.livehook.handler.BaseOfAnotherPackage.on(BattleStarted) of bean 'battles' cannot handle "
							+ "callbacks: it is package-private, and the proxy of its bean is in another package",
					"Make it protected or public."));
	}

	private void assertAdvised(Class<?> type) {
		this.runner.withBean("battles", type).run((context) -> {
			assertThat(context.getBean("battles")).matches(AopUtils::isCglibProxy);
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly("advice", this.battle.payload());
		});
	}

	static class PackagePrivate extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class Protected extends RecordingHandler {

		@OnBattleStart
		protected void on(BattleStarted battle) {
			called(battle);
		}

	}

	public static class Public extends RecordingHandler {

		@OnBattleStart
		public void on(BattleStarted battle) {
			called(battle);
		}

	}

	abstract static class Base extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class Inheriting extends Base {

	}

	abstract static class GenericBase<T extends CallbackPayload> extends RecordingHandler {

		@OnBattleStart
		abstract void on(T event);

	}

	static class OverridingGenericBase extends GenericBase<BattleStarted> {

		@Override
		void on(BattleStarted event) {
			called(event);
		}

	}

	static class Failing {

		@OnBattleStart
		void on() throws IOException {
			throw new IOException("no disk");
		}

	}

	static class OfAnotherPackage extends BaseOfAnotherPackage {

	}

}
