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

package io.github.livehook.autoconfigure.web;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ForwardedHeaderFilter;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedAddresses}.
 */
class ForwardedAddressesTests {

	private static final String ALLOWED = "livehook.allowed-addresses=203.0.113.0/24";

	private static final String FILTER = "livehook.allowed-addresses is set, but a ForwardedHeaderFilter, which "
			+ "server.forward-headers-strategy=framework adds, takes the address of a caller from headers that "
			+ "everybody can send";

	private static final String JETTY = "livehook.allowed-addresses is set, but Jetty with "
			+ "server.forward-headers-strategy=native takes the address of a caller from headers that everybody can "
			+ "send";

	private static final String ACTION = "Set server.forward-headers-strategy to native on Tomcat, which believes only "
			+ "proxies in the local network, or to none where there is no proxy. Otherwise let the proxy check the "
			+ "addresses, and remove livehook.allowed-addresses.";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@ParameterizedTest
	@ValueSource(classes = { OfApplication.class, RegisteredByApplication.class })
	void whenFilterOfApplicationBelievesHeadersThenFailure(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration)
			.withPropertyValues(ALLOWED)
			.run(LivehookContexts.failure(FILTER, ACTION));
	}

	@ParameterizedTest
	@ValueSource(classes = { OfApplication.class, RegisteredByApplication.class })
	void whenNoAddressesAreSetThenHeadersMayBeBelieved(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration)
			.withPropertyValues("livehook.allowed-addresses=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenFilterComesLaterThenItChangesNothing() {
		this.contextRunner.withUserConfiguration(Later.class)
			.withPropertyValues(ALLOWED)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenStrategyIsFrameworkThenFailure() {
		LivehookContexts.on(TomcatServletWebServerAutoConfiguration.class)
			.withPropertyValues(ALLOWED, "server.forward-headers-strategy=framework")
			.run(LivehookContexts.failure(FILTER, ACTION));
	}

	@Test
	void whenJettyBelievesHeadersThenFailure() {
		LivehookContexts.on(JettyServletWebServerAutoConfiguration.class)
			.withPropertyValues(ALLOWED, "server.forward-headers-strategy=native")
			.run(LivehookContexts.failure(JETTY, ACTION));
		// Spring Boot's default there
		LivehookContexts.on(JettyServletWebServerAutoConfiguration.class)
			.withPropertyValues(ALLOWED, "spring.main.cloud-platform=kubernetes")
			.run(LivehookContexts.failure(JETTY, ACTION));
	}

	@Test
	void whenHeadersAreBelievedFromNobodyOrFromProxiesThenApplicationStarts() {
		LivehookContexts.on(TomcatServletWebServerAutoConfiguration.class)
			.withPropertyValues(ALLOWED, "server.forward-headers-strategy=native")
			.run((context) -> assertThat(context).hasNotFailed());
		LivehookContexts.on(JettyServletWebServerAutoConfiguration.class)
			.withPropertyValues(ALLOWED, "server.forward-headers-strategy=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "enforce", "report", "off" })
	void whenAddressIsNotAllowedThenAnswers403InEveryMode(String mode) {
		this.contextRunner.withPropertyValues(ALLOWED, "livehook.verification=" + mode).run((context) -> {
			Webhook webhook = new Webhook(context);
			for (String query : List.of(SignedQuery.now(), "", "SdkAppid=" + SignedQuery.APP_ID)) {
				assertThat(webhook.post(query, "{}")).as(query).hasStatus(HttpStatus.FORBIDDEN);
				assertThat(webhook.post(query, "")).as(query).hasStatus(HttpStatus.FORBIDDEN);
			}
		});
	}

	@Test
	void whenApplicationVerifiesRequestsItselfThenAddressesAreCheckedAllTheSame() {
		this.contextRunner.withBean(RequestVerifier.class, () -> (request) -> Verification.accept())
			.withPropertyValues("livehook.allowed-addresses=203.0.113.0/24")
			.run((context) -> assertThat(new Webhook(context).post("", "{}")).hasStatus(HttpStatus.FORBIDDEN));
		this.contextRunner.withBean(RequestVerifier.class, () -> (request) -> Verification.accept())
			.withPropertyValues("livehook.allowed-addresses[0]=203.0.113.0/24",
					"livehook.allowed-addresses[1]=127.0.0.1")
			.run((context) -> assertThat(new Webhook(context).post("", "{}")).hasStatusOk());
	}

	@Test
	void whenNothingOfJettyIsThereThenAddressesAreChecked() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.jetty", "org.eclipse.jetty"))
			.withPropertyValues(ALLOWED)
			.run((context) -> assertThat(new Webhook(context).post(SignedQuery.now(), Samples.battle("1")))
				.hasStatus(HttpStatus.FORBIDDEN));
	}

	@Configuration(proxyBeanMethods = false)
	static class OfApplication {

		@Bean
		ForwardedHeaderFilter forwardedHeaders() {
			return new OrderedFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredByApplication {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeaders() {
			FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(
					new ForwardedHeaderFilter());
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Later {

		@Bean
		ForwardedHeaderFilter forwardedHeaders() {
			return new ForwardedHeaderFilter();
		}

	}

	static class OrderedFilter extends ForwardedHeaderFilter implements Ordered {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
