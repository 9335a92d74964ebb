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

package io.github.livehook.autoconfigure.handler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.web.context.annotation.SessionScope;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what an application says when a handler stops its start-up.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerFailureReportTests {

	private static final String NAME = HandlerFailureReportTests.class.getName();

	@Test
	void whenMethodIsPrivateThenFailureIsExplained(CapturedOutput output) {
		fail(WithPrivate.class);
		assertExplained(output,
				NAME + "$Private.on(BattleStarted) of bean 'battles' cannot handle callbacks: it is private",
				"Make it package-private or more visible.");
	}

	@Test
	void whenScopeIsSessionThenFailureIsExplained(CapturedOutput output) {
		fail(WithSession.class);
		assertExplained(output,
				NAME + "$Battles.on(BattleStarted) of bean 'battles' cannot handle callbacks: "
						+ "its bean has the scope 'session', and a callback belongs to no user's session",
				"Move the method to a singleton.");
	}

	@Test
	void whenIdIsThereTwiceThenFailureIsExplained(CapturedOutput output) {
		fail(WithSameId.class);
		assertExplained(output,
				NAME + "$WithId.on() of bean 'first' and " + NAME
						+ "$WithId.on() of bean 'second' have the same handler id 'battles'",
				"Give one of them an id of its own, for example @OnBattleStart(id = \"...\").");
	}

	@Test
	void whenCreationOfBeanFailsThenFailureIsExplained(CapturedOutput output) {
		fail(WithFinal.class);
		assertExplained(output, NAME + "$Final.on(BattleStarted) of bean 'battles' cannot handle callbacks: "
				+ "it is final and its bean is a proxy", "Remove the modifier final.");
	}

	private static void fail(Class<?> configuration) {
		SpringApplication application = new SpringApplication(Application.class, configuration);
		application.setApplicationContextFactory(
				ApplicationContextFactory.of(AnnotationConfigServletWebApplicationContext::new));
		application.setRegisterShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run("--spring.main.banner-mode=off"));
	}

	private static void assertExplained(CapturedOutput output, String description, String action) {
		assertThat(output.toString().replaceAll("\\R", "\n"))
			.contains("APPLICATION FAILED TO START", "Description:\n\n" + description + "\n\n",
					"Action:\n\n" + action + "\n")
			.doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithPrivate {

		@Bean
		Private battles() {
			return new Private();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithSession {

		@Bean
		@SessionScope
		Battles battles() {
			return new Battles();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithSameId {

		@Bean
		WithId first() {
			return new WithId();
		}

		@Bean
		WithId second() {
			return new WithId();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAspectJAutoProxy(proxyTargetClass = true)
	static class WithFinal {

		@Bean
		Final battles() {
			return new Final();
		}

		@Bean
		static NothingAspect aspect() {
			return new NothingAspect();
		}

	}

	static class Private {

		@OnBattleStart
		private void on(BattleStarted battle) {
		}

	}

	static class Battles {

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	static class WithId {

		@OnBattleStart(id = "battles")
		void on() {
		}

	}

	static class Final {

		@OnBattleStart
		final void on(BattleStarted battle) {
		}

		void other() {
		}

	}

}
