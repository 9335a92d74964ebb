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

package io.github.livehook.autoconfigure.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.delivery.before.DecisionThreads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how many questions are decided at the same time.
 */
class DecisionConcurrencyTests {

	private static final String MAX_CONCURRENCY = "livehook.decision.max-concurrency=";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	private final WebApplicationContextRunner tomcat = this.contextRunner
		.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class));

	private final WebApplicationContextRunner jetty = this.contextRunner
		.withConfiguration(AutoConfigurations.of(JettyServletWebServerAutoConfiguration.class))
		.withPropertyValues("server.jetty.threads.acceptors=2", "server.jetty.threads.selectors=3");

	@ParameterizedTest
	@CsvSource({ "200,50", "40,10", "11,2", "4,1", "2,1" })
	void whenNothingIsSetThenAQuarterOfTheThreadsMayWaitForDecisions(int threads, int concurrency) {
		this.tomcat.withPropertyValues("server.tomcat.threads.max=" + threads)
			.run((context) -> assertConcurrency(context, concurrency));
	}

	@ParameterizedTest
	@CsvSource({ "195,4", "160,39", "150,49", "149,50", "199,1" })
	void whenEventsTakeMoreThreadsThenQuestionsHaveTheRest(int forEvents, int concurrency) {
		this.tomcat.withPropertyValues("livehook.delivery.max-concurrency=" + forEvents)
			.run((context) -> assertConcurrency(context, concurrency));
	}

	@Test
	void whenServerIsUnknownThenFiftyMayWait() {
		this.contextRunner.run((context) -> assertConcurrency(context, 50));
	}

	@Test
	void whenSumIsBelowThreadsThenWhatIsSetIsUsed() {
		this.tomcat
			.withPropertyValues(MAX_CONCURRENCY + "4", "livehook.delivery.max-concurrency=5",
					"server.tomcat.threads.max=10")
			.run((context) -> assertConcurrency(context, 4));
		this.jetty.withPropertyValues(MAX_CONCURRENCY + "9", "server.jetty.threads.max=25")
			.run((context) -> assertConcurrency(context, 9));
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 6, Integer.MAX_VALUE })
	void whenSumIsNotBelowThreadsThenFailure(int concurrency) {
		this.tomcat
			.withPropertyValues(MAX_CONCURRENCY + concurrency, "livehook.delivery.max-concurrency=5",
					"server.tomcat.threads.max=10")
			.run(LivehookContexts.invalid("livehook.decision.max-concurrency", String.valueOf(concurrency),
					"Must be, together with livehook.delivery.max-concurrency, 5, below the number of threads that the "
							+ "web server has for requests, 10 (server.tomcat.threads.max), so that it answers a "
							+ "before-callback beyond the limit at once and does not let it wait in a queue."));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void whenConcurrencyIsNotPositiveThenFailure(int concurrency) {
		this.contextRunner.withPropertyValues(MAX_CONCURRENCY + concurrency)
			.run(LivehookContexts.invalid("livehook.decision.max-concurrency", String.valueOf(concurrency),
					"Must be 1 or more."));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenThreadsAreVirtualThenConcurrencyIsBoundedByItselfAlone() {
		WebApplicationContextRunner virtual = this.tomcat.withPropertyValues("spring.threads.virtual.enabled=true",
				"server.tomcat.threads.max=10");
		virtual.run((context) -> assertConcurrency(context, 256));
		virtual.withPropertyValues(MAX_CONCURRENCY + "5000").run((context) -> assertConcurrency(context, 5000));
	}

	private static void assertConcurrency(AssertableWebApplicationContext context, int concurrency) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(DecisionThreads.class)).extracting("concurrencyLimit.limit").isEqualTo(concurrency);
	}

}
