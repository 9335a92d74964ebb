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

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookWebAutoConfiguration}.
 */
class LivehookWebAutoConfigurationTests {

	private static final Instant LONG_AGO = Instant.parse("2022-12-01T05:21:52Z");

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@Test
	void whenPropertiesAreSetThenEndpointAnswers() {
		this.contextRunner.run(
				(context) -> assertThat(new Webhook(context).post(SignedQuery.now(), Samples.battle("1"))).hasStatusOk()
					.hasContentType("application/json")
					.bodyText()
					.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}"));
	}

	@Test
	void whenApplicationIsNotForTheWebThenNothingIsThere() {
		LivehookContexts.notWeb().run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenApplicationIsReactiveThenNothingIsThere() {
		LivehookContexts.reactive().run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		LivehookContexts.unconfigured()
			.withPropertyValues("livehook.enabled=false")
			.run(LivehookContexts.withoutLivehook());
	}

	@ParameterizedTest
	@ValueSource(classes = { DispatcherServlet.class, DispatcherServletPath.class })
	void whenClassIsMissingThenNothingIsThere(Class<?> missing) {
		LivehookContexts.unconfigured()
			.withClassLoader(new FilteredClassLoader(missing))
			.run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenPathIsSetThenEndpointIsThere() {
		this.contextRunner.withPropertyValues("livehook.path=/tencent/live").run((context) -> {
			Webhook webhook = new Webhook(context, "/tencent/live");
			assertThat(webhook.post(SignedQuery.now(), "{}")).hasStatusOk();
			assertThat(webhook.registration().getUrlPatterns()).containsExactly("/tencent/live");
			assertThat(new Webhook(context).post(SignedQuery.now(), "{}")).hasStatus(404);
		});
	}

	@Test
	void whenDispatcherHasPathThenFilterIsBelowIt() {
		this.contextRunner.withPropertyValues("spring.mvc.servlet.path=/api")
			.run((context) -> assertThat(new Webhook(context).registration().getUrlPatterns())
				.containsExactly("/api/webhooks/tencent-live"));
	}

	@Test
	void whenNothingIsSetThenEndpointComesRightAfterObservations() {
		this.contextRunner.run((context) -> {
			DelegatingFilterProxyRegistrationBean registration = new Webhook(context).registration();
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 2);
			assertThat(registration.getUrlPatterns()).containsExactly("/webhooks/tencent-live");
			assertThat(registration.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
		});
	}

	@Test
	void whenOrderIsSetThenEndpointHasIt() {
		this.contextRunner.withPropertyValues("livehook.filter.order=-99")
			.run((context) -> assertThat(new Webhook(context).registration().getOrder()).isEqualTo(-99));
	}

	@Test
	void whenContextStartsThenEndpointIsThereBeforeTheServerOpensItsPort() {
		this.contextRunner.withPropertyValues("spring.main.lazy-initialization=true").run((context) -> {
			assertThat(context.getBean(CallbackWarmUp.class).isRunning()).isTrue();
			assertThat(context.getBean(CallbackWarmUp.class).getPhase())
				.isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
			assertThat(context.getBeanFactory().containsSingleton("livehookEndpointFilter")).isTrue();
		});
	}

	@Test
	void whenApplicationHasVerifierThenItIsUsed() {
		LivehookContexts.unconfigured()
			.withBean(RequestVerifier.class,
					() -> (request) -> "open".equals(request.parameter("sesame")) ? Verification.accept()
							: Verification.fail(VerificationFailure.Reason.OTHER, "closed"))
			.run((context) -> {
				assertThat(new Webhook(context).post("sesame=open", "{}")).hasStatusOk();
				assertThat(new Webhook(context).post(SignedQuery.now(), "{}")).hasStatus(403);
			});
	}

	@Test
	void whenApplicationHasDeliveryThenItIsUsed() {
		CallbackDelivery delivery = (callbacks, progress) -> List.of(DeliveryResult.of(Status.SATURATED));
		this.contextRunner.withBean(CallbackDelivery.class, () -> delivery)
			.run((context) -> assertThat(new Webhook(context).post(SignedQuery.now(), "{}")).hasStatus(503));
	}

	@Test
	void whenApplicationHasListenersThenTheyAreToldInOrder() {
		this.contextRunner.withUserConfiguration(Listeners.class).run((context) -> {
			assertThat(new Webhook(context).post(SignedQuery.now(), "no JSON")).hasStatus(400);
			assertThat(context.getBean(Listeners.class).told).containsExactly("first BODY_INVALID",
					"second BODY_INVALID");
		});
	}

	@Test
	void whenApplicationHasClockThenItIsNotUsedAndNotDisturbed() {
		Clock clock = Clock.fixed(LONG_AGO, ZoneOffset.UTC);
		this.contextRunner.withBean("ownClock", Clock.class, () -> clock)
			.withUserConfiguration(TakesInstantSource.class)
			.run((context) -> {
				assertThat(new Webhook(context).post(SignedQuery.now(), "{}")).hasStatusOk();
				assertThat(context.getBean(Clock.class)).isSameAs(clock);
				assertThat(context.getBean(TakesInstantSource.class).source).isSameAs(clock);
			});
	}

	@Test
	void whenApplicationHasNoClockThenOursDoesNotStandIn() {
		this.contextRunner.withUserConfiguration(TakesInstantSource.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(UnsatisfiedDependencyException.class)
				.hasMessageContaining("java.time.InstantSource"));
	}

	@Test
	void whenAnotherAutoConfigurationBringsInstantSourceThenOursDoesNotReplaceIt() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(OtherAutoConfiguration.class))
			.run((context) -> assertThat(context).hasBean("otherInstantSource"));
	}

	@Test
	void whenApplicationNamesItsClockForLivehookThenItIsUsed() {
		this.contextRunner.withBean("livehookInstantSource", Clock.class, () -> Clock.fixed(LONG_AGO, ZoneOffset.UTC))
			.run((context) -> {
				Webhook webhook = new Webhook(context);
				assertThat(webhook.post(SignedQuery.now(), "{}")).hasStatus(403);
				assertThat(webhook.post(SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, LONG_AGO), "{}"))
					.hasStatusOk();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		private final List<String> told = new ArrayList<>();

		@Bean
		@Order(2)
		CallbackListener aSecond() {
			return listener("second");
		}

		@Bean
		@Order(1)
		CallbackListener bFirst() {
			return listener("first");
		}

		private CallbackListener listener(String name) {
			return new CallbackListener() {

				@Override
				public void requestInvalid(InvalidRequest reason, String detail) {
					Listeners.this.told.add(name + " " + reason);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TakesInstantSource {

		private final InstantSource source;

		TakesInstantSource(InstantSource source) {
			this.source = source;
		}

	}

	@AutoConfiguration(after = LivehookWebAutoConfiguration.class)
	static class OtherAutoConfiguration {

		@Bean
		@ConditionalOnMissingBean
		InstantSource otherInstantSource() {
			return InstantSource.system();
		}

	}

}
