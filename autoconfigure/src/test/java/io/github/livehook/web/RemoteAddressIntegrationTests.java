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

package io.github.livehook.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.verification.VerificationMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A verifier that looks at the address of the caller, as the guide shows it.
 */
class RemoteAddressIntegrationTests {

	@ParameterizedTest
	@CsvSource({ "none, 403", "native, 200", "framework, 200" })
	void whenVerifierLooksAtAddressThenItIsThatOfTheForwardHeadersStrategy(String strategy, int status) {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, Callers.class),
				"server.forward-headers-strategy=" + strategy)) {
			CallbackClient client = server.client();
			assertThat(client
				.send(client.request(SignedQuery.now())
					.header("X-Forwarded-For", "198.51.100.7")
					.POST(BodyPublishers.ofString(Samples.battle("from-" + strategy))))
				.statusCode()).isEqualTo(status);
			assertThat(client.post(Samples.battle("from-nowhere")).statusCode()).isEqualTo(403);
			assertThat(client
				.send(client.request(SignedQuery.now().replace("Sign=", "Sign=0"))
					.header("X-Forwarded-For", "198.51.100.7")
					.POST(BodyPublishers.ofString("{}")))
				.statusCode()).isEqualTo(403);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Callers {

		@Bean
		RequestVerifier requestVerifier() {
			LivehookApps apps = LivehookApps
				.of(List.of(new LivehookApp(SignedQuery.APP_ID, List.of(SignedQuery.TOKEN))));
			RequestVerifier signatures = RequestVerifier.forSignatures(apps, Duration.ofSeconds(60),
					VerificationMode.ENFORCE);
			return (request) -> "198.51.100.7".equals(request.remoteAddress()) ? signatures.verify(request)
					: Verification.fail(VerificationFailure.Reason.OTHER, "The address is none of Tencent's");
		}

	}

}
