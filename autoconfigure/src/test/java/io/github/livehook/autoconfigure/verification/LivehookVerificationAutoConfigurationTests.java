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

package io.github.livehook.autoconfigure.verification;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.Verification.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookVerificationAutoConfiguration}.
 */
class LivehookVerificationAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class))
		.withPropertyValues(LivehookContexts.REQUIRED);

	@Test
	void whenPropertiesAreSetThenAppAndVerifierAreThere() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(LivehookApps.class)
				.hasSingleBean(RequestVerifier.class)
				.hasSingleBean(LivehookProperties.class);
			assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp(SignedQuery.APP_ID, List.of(SignedQuery.TOKEN)));
			assertThat(verify(context.getBean(RequestVerifier.class), 0).outcome()).isEqualTo(Outcome.ACCEPTED);
		});
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class))
			.withPropertyValues("livehook.enabled=false")
			.run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenMaxClockSkewIsNotSetThenItIsAMinute() {
		this.contextRunner.run((context) -> {
			RequestVerifier verifier = context.getBean(RequestVerifier.class);
			assertThat(verify(verifier, 60).outcome()).isEqualTo(Outcome.ACCEPTED);
			assertThat(verify(verifier, -60).outcome()).isEqualTo(Outcome.ACCEPTED);
			assertThat(verify(verifier, 61).outcome()).isEqualTo(Outcome.FAILED);
			assertThat(verify(verifier, -61).outcome()).isEqualTo(Outcome.FAILED);
		});
	}

	@Test
	void whenMaxClockSkewIsSetThenItIsUsed() {
		this.contextRunner.withPropertyValues("livehook.max-clock-skew=5s").run((context) -> {
			RequestVerifier verifier = context.getBean(RequestVerifier.class);
			assertThat(verify(verifier, 5).outcome()).isEqualTo(Outcome.ACCEPTED);
			assertThat(verify(verifier, 6).outcome()).isEqualTo(Outcome.FAILED);
		});
	}

	@Test
	void whenVerificationReportsThenWrongSignatureIsAcceptedWithItsReason() {
		this.contextRunner.withPropertyValues("livehook.verification=report").run((context) -> {
			Verification verification = verify(context.getBean(RequestVerifier.class), 3600);
			assertThat(verification.outcome()).isEqualTo(Outcome.ACCEPTED);
			assertThat(verification.failure()).isNotNull();
		});
	}

	@Test
	void whenVerificationIsOffThenSignatureIsNotLookedAt() {
		this.contextRunner.withPropertyValues("livehook.verification=off")
			.run((context) -> assertThat(verify(context.getBean(RequestVerifier.class), 3600))
				.isEqualTo(Verification.accept()));
	}

	@Test
	void whenApplicationHasAppsThenTheyAreUsedAndPropertiesAreNotNeeded() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class))
			.withUserConfiguration(OwnApps.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(LivehookApps.class).hasBean("ownApps");
				assertThat(verify(context.getBean(RequestVerifier.class), 0).outcome()).isEqualTo(Outcome.ACCEPTED);
			});
	}

	@Test
	void whenApplicationHasVerifierThenItIsUsedAndPropertiesAreNotNeeded() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class))
			.withUserConfiguration(OwnVerifier.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RequestVerifier.class)
				.hasBean("ownVerifier")
				.doesNotHaveBean(LivehookApps.class));
	}

	@Test
	void whenApplicationHasBothThenBothAreUsed() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class))
			.withUserConfiguration(OwnApps.class, OwnVerifier.class)
			.run((context) -> assertThat(context).hasNotFailed().hasBean("ownApps").hasBean("ownVerifier"));
	}

	private static Verification verify(RequestVerifier verifier, int secondsOld) {
		Instant now = Instant.parse("2026-01-01T12:00:00Z");
		String query = SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now.minusSeconds(secondsOld));
		return verifier.verify(new InboundRequest(now, query, null, (header) -> null));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnApps {

		@Bean
		LivehookApps ownApps() {
			return LivehookApps.of(List.of(new LivehookApp(SignedQuery.APP_ID, List.of(SignedQuery.TOKEN))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnVerifier {

		@Bean
		RequestVerifier ownVerifier() {
			return (request) -> Verification.accept();
		}

	}

}
