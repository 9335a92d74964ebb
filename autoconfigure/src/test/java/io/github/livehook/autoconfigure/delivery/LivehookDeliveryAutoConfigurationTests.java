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

import java.util.List;

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
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.delivery.CallbackDelivery;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookDeliveryAutoConfiguration}.
 */
class LivehookDeliveryAutoConfigurationTests {

	private static final String BELOW_THREADS = "Must be below the number of threads that the web server has for "
			+ "requests, %d (%s), so that it answers a callback beyond the limit with 503 at once and does not let it "
			+ "wait in a queue.";

	private static final String MAX_CONCURRENCY = "livehook.delivery.max-concurrency=";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	private final WebApplicationContextRunner tomcat = this.contextRunner
		.withConfiguration(AutoConfigurations.of(TomcatServletWebServerAutoConfiguration.class));

	private final WebApplicationContextRunner jetty = this.contextRunner
		.withConfiguration(AutoConfigurations.of(JettyServletWebServerAutoConfiguration.class))
		.withPropertyValues("server.jetty.threads.acceptors=2", "server.jetty.threads.selectors=3");

	@Test
	void whenNothingIsSetThenDeliveryIsInMemory() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CallbackDelivery.class)
			.getBean(CallbackDelivery.class)
			.extracting((delivery) -> delivery.getClass().getSimpleName())
			.isEqualTo("InMemoryCallbackDelivery"));
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenApplicationHasDeliveryThenItIsUsed() {
		CallbackDelivery delivery = (callbacks, progress) -> List.of();
		this.contextRunner.withBean("ownDelivery", CallbackDelivery.class, () -> delivery)
			.run((context) -> assertThat(context).getBean(CallbackDelivery.class).isSameAs(delivery));
	}

	@Test
	void whenModeIsNotKnownThenStartUpFails() {
		this.contextRunner.withPropertyValues("livehook.delivery.mode=paper")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Mode.paper"));
	}

	@ParameterizedTest
	@CsvSource({ "200, 100", "2, 1", "11, 5" })
	void whenServerIsTomcatThenHalfOfItsThreadsMayHandle(int threads, int concurrency) {
		this.tomcat.withPropertyValues("server.tomcat.threads.max=" + threads)
			.run((context) -> assertConcurrency(context, concurrency));
	}

	@Test
	void whenServerIsTomcatWithDefaultsThenAHundredMayHandle() {
		this.tomcat.run((context) -> assertConcurrency(context, 100));
	}

	@Test
	void whenServerIsJettyThenHalfOfTheThreadsForRequestsMayHandle() {
		this.jetty.withPropertyValues("server.jetty.threads.max=25").run((context) -> assertConcurrency(context, 10));
	}

	@Test
	void whenServerIsUnknownThenAHundredMayHandle() {
		this.contextRunner.run((context) -> assertConcurrency(context, 100));
	}

	@Test
	void whenConcurrencyIsJustBelowThreadsThenItIsUsed() {
		this.tomcat.withPropertyValues(MAX_CONCURRENCY + "9", "server.tomcat.threads.max=10")
			.run((context) -> assertConcurrency(context, 9));
		this.jetty.withPropertyValues(MAX_CONCURRENCY + "19", "server.jetty.threads.max=25")
			.run((context) -> assertConcurrency(context, 19));
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 11 })
	void whenConcurrencyIsNotBelowThreadsOfTomcatThenFailure(int concurrency) {
		this.tomcat.withPropertyValues(MAX_CONCURRENCY + concurrency, "server.tomcat.threads.max=10")
			.run(LivehookContexts.invalid("livehook.delivery.max-concurrency", String.valueOf(concurrency),
					BELOW_THREADS.formatted(10, "server.tomcat.threads.max")));
	}

	@Test
	void whenConcurrencyIsNotBelowThreadsOfJettyThenFailure() {
		this.jetty.withPropertyValues(MAX_CONCURRENCY + "20", "server.jetty.threads.max=25")
			.run(LivehookContexts.invalid("livehook.delivery.max-concurrency", "20",
					BELOW_THREADS.formatted(20, "server.jetty.threads.max")));
	}

	@Test
	void whenServerIsASubclassThenItsThreadsCountAsWell() {
		ServletWebServerFactory customized = new TomcatServletWebServerFactory() {
		};
		this.tomcat.withBean(ServletWebServerFactory.class, () -> customized)
			.withPropertyValues("server.tomcat.threads.max=10")
			.run((context) -> assertConcurrency(context, 5));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void whenConcurrencyIsNotPositiveThenFailure(int concurrency) {
		this.tomcat.withPropertyValues(MAX_CONCURRENCY + concurrency)
			.run(LivehookContexts.invalid("livehook.delivery.max-concurrency", String.valueOf(concurrency),
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

	@Test
	void whenDeduplicationWindowIsNegativeThenFailureNamesTheProperty() {
		this.contextRunner.withPropertyValues("livehook.deduplication.window=-1s")
			.run(LivehookContexts.invalid("livehook.deduplication.window", "PT-1S", "Must be 0 or more, such as 10m."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "100000001", "2147483647" })
	void whenDeduplicationEntriesAreOutOfRangeThenFailureNamesTheProperty(String entries) {
		this.contextRunner.withPropertyValues("livehook.deduplication.max-entries=" + entries)
			.run(LivehookContexts.invalid("livehook.deduplication.max-entries", entries,
					"Must be between 0 and 100000000, such as 100000."));
	}

	@Test
	void whenDeduplicationIsZeroThenApplicationStarts() {
		this.contextRunner.withPropertyValues("livehook.deduplication.window=0", "livehook.deduplication.max-entries=0")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "P106751991167D", "PT2562047788015215H" })
	void whenDeduplicationWindowIsHugeThenApplicationStarts(String window) {
		this.contextRunner.withPropertyValues("livehook.deduplication.window=" + window)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertConcurrency(AssertableWebApplicationContext context, int concurrency) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBean(CallbackDelivery.class)).extracting("concurrencyLimit.limit").isEqualTo(concurrency);
	}

}
