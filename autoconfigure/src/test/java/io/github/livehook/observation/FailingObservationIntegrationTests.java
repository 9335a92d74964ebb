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

package io.github.livehook.observation;

import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an {@link ObservationHandler} of the application that throws. Its error is
 * that of the code that it observes.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailingObservationIntegrationTests {

	@Test
	void whenItThrowsAroundACallThenTheCallHasFailed(CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(Battles.class, FailingCalls.class),
				"livehook.response-timeout=1900ms")) {
			Answers.assertFailed(server.client().post(Samples.battle("1")), 500);
			assertThat(output).contains("Battles.started", "observing fails as told");
		}
	}

	@Test
	void whenItThrowsAfterTheResponseThenItsErrorIsLogged(CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(Battles.class, FailingCallbacks.class),
				"livehook.response-timeout=1900ms")) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Answers.assertOk(server.client().post(Samples.battle("2")));
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("A request could not be processed",
						"observing fails as told"));
		}
	}

	static class FailingCalls implements ObservationHandler<HandlerObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof HandlerObservationContext;
		}

		@Override
		public void onStart(HandlerObservationContext context) {
			throw new IllegalStateException("observing fails as told");
		}

	}

	static class FailingCallbacks implements ObservationHandler<CallbackObservationContext> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof CallbackObservationContext;
		}

		@Override
		public void onStop(CallbackObservationContext context) {
			throw new IllegalStateException("observing fails as told");
		}

	}

}
