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

import java.lang.reflect.Method;

import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ReflectionUtils;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerMethodAotProcessorTests {

	private final RuntimeHints hints = generate(PackagePrivate.class, Inheriting.class, OfInterface.class,
			OfGeneric.class, NoHandler.class);

	@Test
	void whenMethodIsPackagePrivateThenItCanBeFoundAndCalled() {
		assertThat(RuntimeHintsPredicates.reflection().onType(PackagePrivate.class)).accepts(this.hints);
		assertCallable(method(PackagePrivate.class, "started", BattleStarted.class));
	}

	@Test
	void whenMethodTakesRecordOfApplicationThenItCanBeRead() {
		assertCallable(method(PackagePrivate.class, "other", Mine.class, CallbackMetadata.class));
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Mine.class.getDeclaredConstructors()[0]))
			.accepts(this.hints);
		assertCallable(method(Mine.class, "inner"));
		assertCallable(method(Inner.class, "text"));
	}

	@Test
	void whenMethodIsInheritedThenThatOfBaseCanBeCalled() {
		assertCallable(method(Base.class, "inherited", BattleStarted.class));
	}

	@Test
	void whenMethodIsOfInterfaceThenBothCanBeCalled() {
		assertCallable(method(Contract.class, "agreed", BattleStarted.class));
		assertCallable(method(OfInterface.class, "agreed", BattleStarted.class));
	}

	@Test
	void whenMethodIsOfGenericTypeThenItCanBeCalledAndItsTypeRead() {
		assertCallable(method(Generic.class, "agreed", Object.class));
		assertCallable(method(OfGeneric.class, "agreed", Agreed.class));
		assertCallable(method(Agreed.class, "text"));
		assertCallable(method(GenericBase.class, "inherited", Object.class));
		assertCallable(method(Inherited.class, "text"));
	}

	@Test
	void whenMethodIsNoHandlerThenThereIsNoHintForIt() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(method(NoHandler.class, "started", BattleStarted.class))).rejects(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method(PackagePrivate.class, "unrelated")))
			.rejects(this.hints);
	}

	private void assertCallable(Method method) {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).as("%s", method).accepts(this.hints);
	}

	private static Method method(Class<?> type, String name, Class<?>... parameterTypes) {
		Method method = ReflectionUtils.findMethod(type, name, parameterTypes);
		assertThat(method).isNotNull();
		return method;
	}

	private static RuntimeHints generate(Class<?>... beans) {
		GenericApplicationContext context = new GenericApplicationContext();
		new AnnotatedBeanDefinitionReader(context).register(beans);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("io.github.livehook.handler.method", "Test")),
				new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

	static class PackagePrivate {

		@OnBattleStart
		void started(BattleStarted battle) {
		}

		@OnCallback("Test.Command")
		void other(Mine mine, CallbackMetadata metadata) {
		}

		void unrelated() {
		}

	}

	static class NoHandler {

		void started(BattleStarted battle) {
		}

	}

	abstract static class Base {

		@OnBattleStart
		void inherited(BattleStarted battle) {
		}

	}

	static class Inheriting extends Base {

	}

	interface Contract {

		@OnBattleStart
		void agreed(BattleStarted battle);

	}

	static class OfInterface implements Contract {

		@Override
		public void agreed(BattleStarted battle) {
		}

	}

	interface Generic<E> {

		@OnCallback("Test.Generic")
		void agreed(E event);

	}

	abstract static class GenericBase<E> {

		@OnCallback("Test.Base")
		void inherited(E event) {
		}

	}

	static class OfGeneric extends GenericBase<Inherited> implements Generic<Agreed> {

		@Override
		public void agreed(Agreed event) {
		}

	}

	record Agreed(String text) {

	}

	record Inherited(String text) {

	}

	record Mine(Inner inner) {

	}

	record Inner(String text) {

	}

}
