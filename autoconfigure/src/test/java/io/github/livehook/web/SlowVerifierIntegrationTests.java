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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A verifier of the application, with which all kinds of things can happen.
 */
@Timeout(60)
class SlowVerifierIntegrationTests {

	@Test
	void whenVerifierMisbehavesThenRequestIsNeverAccepted() {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class, OwnVerifier.class),
				"livehook.response-timeout=300ms")) {
			CallbackClient client = server.client();
			HttpResponse<String> refused = send(client, "refuse");
			Answers.assertFailed(refused, 403);
			HttpResponse<String> failed = send(client, "throw");
			Answers.assertFailed(failed, 403);
			assertThat(failed.body()).isEqualTo(refused.body());
			for (String way : List.of("null", "error")) {
				HttpResponse<String> broken = send(client, way);
				assertThat(broken.statusCode()).isIn(403, 500);
				Answers.assertFailed(broken, broken.statusCode());
			}
			long start = System.nanoTime();
			HttpResponse<String> late = send(client, "block");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1900));
			server.bean(OwnVerifier.class).release.countDown();
			Answers.assertFailed(late, 503);
			assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(late.headers().firstValue("Connection")).hasValue("close");
			Answers.assertOk(send(client, "accept"));
			assertThat(server.bean(RecordingHandler.class).battles).singleElement()
				.satisfies((battle) -> assertThat(battle.battleId()).isEqualTo("accept"));
		}
	}

	private static HttpResponse<String> send(CallbackClient client, String way) {
		return client.send(client.request("SdkAppid=1400000000")
			.header("X-Way", way)
			.POST(BodyPublishers.ofString(Samples.battle(way))));
	}

	static class OwnVerifier implements RequestVerifier {

		final CountDownLatch release = new CountDownLatch(1);

		@Override
		public Verification verify(InboundRequest request) {
			switch (String.valueOf(request.header("x-way"))) {
				case "accept" -> {
					return Verification.accept();
				}
				case "throw" -> throw new IllegalStateException("thrown by the verifier");
				case "error" -> throw new NoClassDefFoundError("thrown by the verifier");
				case "null" -> {
					return null;
				}
				case "block" -> await();
				default -> {
				}
			}
			return Verification.fail(VerificationFailure.Reason.OTHER, "as told");
		}

		private void await() {
			try {
				this.release.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
