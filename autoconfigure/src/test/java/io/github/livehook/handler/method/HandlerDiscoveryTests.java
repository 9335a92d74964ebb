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

import io.github.livehook.callback.Callback;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.BaseOfAnotherPackage;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where handler methods are found.
 */
class HandlerDiscoveryTests {

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenMethodIsPackagePrivateThenItIsCalled() {
		assertCalledOnce(PackagePrivate.class);
	}

	@Test
	void whenMethodIsProtectedThenItIsCalled() {
		assertCalledOnce(Protected.class);
	}

	@Test
	void whenMethodIsPublicThenItIsCalled() {
		assertCalledOnce(Public.class);
	}

	@Test
	void whenBeanIsRecordThenItIsCalled() {
		assertCalledOnce(RecordBean.class);
	}

	@Test
	void whenClassIsNestedInAnotherThenItIsCalled() {
		assertCalledOnce(Outer.Nested.class);
	}

	@Test
	void whenMethodIsInheritedThenItIsCalled() {
		assertCalledOnce(Inheriting.class);
	}

	@Test
	void whenOverridingMethodIsNotAnnotatedThenItIsCalledOnce() {
		assertCalledOnce(Overriding.class);
	}

	@Test
	void whenMethodOfGenericBaseIsInheritedThenItTakesTheRecord() {
		assertCalledOnce(OfGenericBase.class);
	}

	@Test
	void whenMethodOfGenericBaseIsOverriddenThenItsBridgeIsNotCalledAsWell() {
		assertCalledOnce(OverridingGenericBase.class);
	}

	@Test
	void whenMethodIsPackagePrivateInBaseOfAnotherPackageThenItIsCalled() {
		this.runner.withBean("battles", OfAnotherPackage.class).run((context) -> {
			HandlerRunner.handle(context, this.battle);
			assertThat(context.getBean(OfAnotherPackage.class).battles()).hasSize(1);
		});
	}

	@Test
	void whenNoMethodIsAnnotatedThenThereAreNoHandlers() {
		this.runner.withBean(NotAnnotated.class).run((context) -> {
			CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
			assertThat(handlers.handlers()).isEmpty();
			assertThat(handlers.forCommand(BattleStarted.COMMAND)).isEmpty();
		});
	}

	@Test
	void whenHandlerIsDescribedThenItsMethodAndBeanAreNamed() {
		this.runner.withBean("battles", Inheriting.class).run((context) -> {
			CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
			assertThat(handler.description()).isEqualTo("io.github.livehook.handler.method.HandlerDiscoveryTests"
					+ "$AbstractBase.on(BattleStarted) of bean 'battles'");
		});
	}

	private void assertCalledOnce(Class<?> type) {
		this.runner.withBean("battles", type).run((context) -> {
			assertThat(HandlerRunner.ids(context)).containsExactly("battles.on");
			assertThat(HandlerRunner.handle(context, this.battle)).containsExactly(this.battle.payload());
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

	record RecordBean(Calls calls) {

		@OnBattleStart
		void on(BattleStarted battle) {
			this.calls.add(battle);
		}

	}

	static class Outer {

		static class Nested extends RecordingHandler {

			@OnBattleStart
			void on(BattleStarted battle) {
				called(battle);
			}

		}

	}

	abstract static class AbstractBase extends RecordingHandler {

		@OnBattleStart
		void on(BattleStarted battle) {
			called(battle);
		}

	}

	static class Inheriting extends AbstractBase {

	}

	static class Overriding extends AbstractBase {

		@Override
		void on(BattleStarted battle) {
			super.on(battle);
		}

	}

	abstract static class GenericBase<T extends CallbackPayload> extends RecordingHandler {

		@OnBattleStart
		void on(T event) {
			called(event);
		}

	}

	static class OfGenericBase extends GenericBase<BattleStarted> {

	}

	static class OverridingGenericBase extends GenericBase<BattleStarted> {

		@Override
		void on(BattleStarted event) {
			super.on(event);
		}

	}

	static class OfAnotherPackage extends BaseOfAnotherPackage {

	}

	static class NotAnnotated {

		void on(BattleStarted battle) {
		}

	}

}
