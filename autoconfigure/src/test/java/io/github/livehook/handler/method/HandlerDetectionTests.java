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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import io.github.livehook.event.BattleStarted;
import io.github.livehook.event.LiveEvent;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome.Status;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerDetectionTests {

	private static final List<String> calls = new CopyOnWriteArrayList<>();

	private static final List<String> advised = new CopyOnWriteArrayList<>();

	private static final List<String> created = new CopyOnWriteArrayList<>();

	private final HandlerContext context = new HandlerContext();

	@BeforeEach
	void clear() {
		calls.clear();
		advised.clear();
		created.clear();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenBeansAreOfEveryShapeThenEachHandlerIsCalledOnce(boolean lazy) {
		this.context.run(lazy ? LazyShapes.class : Shapes.class, (started) -> {
			assertThat(started).hasNotFailed();
			assertThat(HandlerContext.handlers(started)).extracting(CallbackHandler::id)
				.map((id) -> id.replaceFirst(".*hapes.started", "shapes.started"))
				.containsExactlyInAnyOrder("packagePrivate.started", "record.started", "inheriting.inherited",
						"generic.on", "byInterface.started", "byDefaultMethod.started", "prototype.started",
						"lazyBean.started", "scoped.started", "declaredByInterface.started", "shapes.started",
						"product.started");
			assertThat(created).doesNotContain("lazyBean", "prototype");
			assertThat(HandlerContext.dispatch(started)).hasSize(12).containsOnly(Status.SUCCEEDED);
			assertThat(calls).containsExactlyInAnyOrder("packagePrivate", "record", "inherited", "generic",
					"byInterface", "byDefaultMethod", "prototype", "lazyBean", "scoped", "declaredByInterface",
					"shapes", "product");
			HandlerContext.dispatch(started);
			assertThat(created).containsOnlyOnce("lazyBean").filteredOn("prototype"::equals).hasSize(2);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "jdk-lazy", "cglib", "cglib-lazy" })
	void whenBeanIsBehindProxyThenAdviceAndHandlerRun(String kind) {
		Class<?> configuration = switch (kind) {
			case "jdk" -> JdkProxies.class;
			case "jdk-lazy" -> LazyJdkProxies.class;
			case "cglib" -> ClassProxies.class;
			default -> LazyClassProxies.class;
		};
		this.context.run(configuration, (started) -> {
			assertThat(started).hasNotFailed();
			assertThat(HandlerContext.dispatch(started)).isNotEmpty().containsOnly(Status.SUCCEEDED);
			assertThat(calls).hasSameSizeAs(HandlerContext.handlers(started)).doesNotHaveDuplicates();
			assertThat(advised).hasSameSizeAs(calls);
		});
	}

	@Test
	void whenTwoBeansAreOfOneClassThenBothAreCalled() {
		this.context.run(Twins.class, (started) -> {
			assertThat(HandlerContext.handlers(started)).extracting(CallbackHandler::id)
				.containsExactly("one.started", "two.started");
			assertThat(HandlerContext.dispatch(started)).hasSize(2);
		});
	}

	@Configuration
	static class Shapes {

		@Bean
		PackagePrivate packagePrivate() {
			return new PackagePrivate("packagePrivate");
		}

		@Bean
		RecordHandler record() {
			return new RecordHandler("record");
		}

		@Bean
		Inheriting inheriting() {
			return new Inheriting();
		}

		@Bean
		Generic generic() {
			return new Generic();
		}

		@Bean
		ByInterface byInterface() {
			return new ByInterface();
		}

		@Bean
		Object byDefaultMethod() {
			return new DefaultMethod() {
			};
		}

		@Bean
		@Scope("prototype")
		PackagePrivate prototype() {
			return new PackagePrivate("prototype");
		}

		@Bean
		@Lazy
		PackagePrivate lazyBean() {
			return new PackagePrivate("lazyBean");
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Proxied scoped() {
			return new Proxied("scoped");
		}

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("thread", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		Started declaredByInterface() {
			return new Started() {

				@Override
				public void started() {
					calls.add("declaredByInterface");
				}

			};
		}

		@Bean
		ProductFactory product() {
			return new ProductFactory();
		}

		@OnBattleStart
		void started() {
			calls.add("shapes");
		}

	}

	@Configuration
	static class LazyShapes extends Shapes {

		@Bean
		static LazyInitializationBeanFactoryPostProcessor lazyInitialization() {
			return new LazyInitializationBeanFactoryPostProcessor();
		}

		// An interface tells nothing of a bean that is created later
		@Override
		@Bean
		@Lazy(false)
		Object byDefaultMethod() {
			return super.byDefaultMethod();
		}

	}

	static class PackagePrivate {

		private final String name;

		PackagePrivate(String name) {
			this.name = name;
			created.add(name);
		}

		@OnBattleStart
		protected void started(BattleStarted battle) {
			assertThat(battle.battleId()).isEqualTo("battle");
			calls.add(this.name);
		}

	}

	static class Proxied {

		private final String name;

		Proxied(String name) {
			this.name = name;
		}

		protected Proxied() {
			this("proxy");
		}

		@OnBattleStart
		void started() {
			calls.add(this.name);
		}

	}

	record RecordHandler(String name) {

		@OnBattleStart
		void started(BattleStarted battle) {
			calls.add(this.name);
		}

	}

	abstract static class Base {

		@OnBattleStart
		void inherited() {
			calls.add("inherited");
		}

	}

	static class Inheriting extends Base {

	}

	abstract static class GenericBase<T extends LiveEvent> {

		@OnBattleStart
		void on(T event) {
			take(event);
		}

		abstract void take(T event);

	}

	static class Generic extends GenericBase<BattleStarted> {

		@Override
		void take(BattleStarted event) {
			calls.add("generic");
		}

	}

	interface Started {

		@OnBattleStart
		void started();

	}

	static class ByInterface implements Started {

		@Override
		public void started() {
			calls.add("byInterface");
		}

	}

	interface DefaultMethod {

		@OnBattleStart
		default void started() {
			calls.add("byDefaultMethod");
		}

	}

	static class ProductFactory implements FactoryBean<PackagePrivate> {

		@Override
		public PackagePrivate getObject() {
			return new PackagePrivate("product");
		}

		@Override
		public Class<?> getObjectType() {
			return PackagePrivate.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy
	static class JdkProxies {

		@Bean
		ByInterface byInterface() {
			return new ByInterface();
		}

		@Bean
		static Advice advice() {
			return new Advice();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class ClassProxies {

		@Bean
		Proxied byClass() {
			return new Proxied("byClass");
		}

		@Bean
		Started byInterface() {
			return new ByInterface();
		}

		@Bean
		Inheriting inheriting() {
			return new Inheriting();
		}

		@Bean
		static Advice advice() {
			return new Advice();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyJdkProxies extends JdkProxies {

		@Bean
		static LazyInitializationBeanFactoryPostProcessor lazyInitialization() {
			return new LazyInitializationBeanFactoryPostProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyClassProxies extends ClassProxies {

		@Bean
		static LazyInitializationBeanFactoryPostProcessor lazyInitialization() {
			return new LazyInitializationBeanFactoryPostProcessor();
		}

	}

	@Aspect
	static class Advice {

		@Around("@annotation(io.github.livehook.handler.OnBattleStart) || execution(* *..ByInterface.started(..))")
		Object around(ProceedingJoinPoint call) throws Throwable {
			advised.add(call.getSignature().getName());
			return call.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Twins {

		@Bean
		PackagePrivate one() {
			return new PackagePrivate("one");
		}

		@Bean
		PackagePrivate two() {
			return new PackagePrivate("two");
		}

	}

}
