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

package io.github.livehook.autoconfigure.security;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

import io.github.livehook.TestServer;
import io.github.livehook.autoconfigure.LivehookContexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Applications whose own filter chain keeps callbacks from that of Livehook.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnreachableCallbackChainTests {

	private static final String ACTION = "Give that chain an @Order after -2147483548, or none, or limit it with "
			+ "securityMatcher(...). Or set livehook.security.enabled=false, and permit POST on the path of the endpoint "
			+ "and switch CSRF protection off for it in a chain of your own.";

	private static final String FILTERS = "[DisableEncodeUrl, WebAsyncManagerIntegration, SecurityContextHolder, "
			+ "HeaderWriter, Csrf, Logout, RequestCacheAware, SecurityContextHolderAwareRequest, "
			+ "AnonymousAuthentication, ExceptionTranslation, Authorization]";

	@Test
	void whenAnEarlierChainIsForAnyRequestThenStartupFails(CapturedOutput output) {
		start(AnyRequest.class);
		assertFailure(output,
				"A SecurityFilterChain of the application matches every request and comes before that of Livehook, so "
						+ "callbacks would be refused: DefaultSecurityFilterChain defined as 'everything' in ["
						+ AnyRequest.class.getName() + "] matching [any request] and having filters " + FILTERS);
	}

	@Test
	void whenEveryRequestIsIgnoredThenStartupFails(CapturedOutput output) {
		start(Ignoring.class);
		assertFailure(output,
				"A SecurityFilterChain of the application matches every request and comes before that of Livehook, so "
						+ "callbacks would be refused: DefaultSecurityFilterChain matching [any request] and having "
						+ "filters []");
	}

	@Test
	void whenAnEarlierChainIsForAllPathsThenStartupFails(CapturedOutput output) {
		start(AllPaths.class);
		assertFailure(output,
				"A SecurityFilterChain of the application takes POST /webhooks/tencent-live and comes before that of "
						+ "Livehook, so callbacks would not reach it: DefaultSecurityFilterChain defined as "
						+ "'everything' in [" + AllPaths.class.getName()
						+ "] matching [Or [PathPattern [/**]]] and having filters " + FILTERS);
	}

	@Test
	void whenAnEarlierChainIsOfAnotherTypeThenStartupFails(CapturedOutput output) {
		start(OwnType.class);
		assertFailure(output,
				"A SecurityFilterChain of the application takes POST /webhooks/tencent-live and comes before that of "
						+ "Livehook, so callbacks would not reach it: a chain of another type");
	}

	@Test
	void whenDispatcherHasAPathThenItCounts(CapturedOutput output) {
		start(AllPaths.class, "spring.mvc.servlet.path=/api");
		assertThat(output).contains("A SecurityFilterChain of the application takes POST /api/webhooks/tencent-live ");
	}

	@ParameterizedTest
	@ValueSource(classes = { OfAnAddress.class, OfAHost.class })
	void whenEarlierChainDependsOnMoreThanThePathThenApplicationStarts(Class<?> chain) {
		run(chain).close();
	}

	@Test
	void whenSwitchedOffThenApplicationStarts() {
		run(AllPaths.class, "livehook.security.enabled=false").close();
	}

	private static void start(Class<?> chain, String... properties) {
		assertThatException().isThrownBy(() -> run(chain, properties).close());
	}

	private static ConfigurableApplicationContext run(Class<?> chain, String... properties) {
		List<String> all = new ArrayList<>(List.of(LivehookContexts.REQUIRED));
		all.addAll(List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
				TestServer.WITH_SECURITY));
		all.addAll(List.of(properties));
		return new SpringApplicationBuilder(Application.class, chain).properties(all.toArray(String[]::new)).run();
	}

	private static void assertFailure(CapturedOutput output, String description) {
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("\nDescription:\n\n" + description + "\n\nAction:\n\n" + ACTION + "\n");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyRequest {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain everything(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AllPaths {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain everything(HttpSecurity http) {
			return http.securityMatcher("/**")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ignoring {

		@Bean
		WebSecurityCustomizer nothing() {
			return (security) -> security.ignoring().requestMatchers(AnyRequestMatcher.INSTANCE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnType {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain everything() {
			return new SecurityFilterChain() {

				@Override
				public boolean matches(HttpServletRequest request) {
					return true;
				}

				@Override
				public List<Filter> getFilters() {
					return List.of();
				}

				@Override
				public String toString() {
					return "a chain of another type";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfAnAddress {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain office(HttpSecurity http) {
			return http.securityMatcher((request) -> request.getRemoteAddr().startsWith("10."))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfAHost {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain admin(HttpSecurity http) {
			return http.securityMatcher((request) -> request.getServerName().startsWith("admin."))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

	}

}
