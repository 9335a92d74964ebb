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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metrics of handlers and decision handlers that take their time.
 */
class LateMetricsIntegrationTests {

	private static final String BATTLE = "Live.CallbackAfterStartBattle";

	private static final String GIFT = "Live.CallbackBeforeSendGift";

	@Test
	void whenHandlerIsRunningThenGaugesFollowAndNextOneIsSaturated() throws Exception {
		try (TestServer server = TestServer.start(Battles.class, "livehook.response-timeout=1900ms",
				"livehook.delivery.max-concurrency=1")) {
			Battles battles = server.bean(Battles.class);
			Meters meters = new Meters(server.bean(MeterRegistry.class));
			CompletableFuture<HttpResponse<String>> running = server.client().postAsync(Samples.battle("slow"));
			battles.awaitEntered();
			assertThat(meters.gauge("livehook.concurrency.active", "kind", "event")).isEqualTo(1);
			assertThat(meters.gauge("livehook.concurrency.limit", "kind", "event")).isEqualTo(1);
			Answers.assertFailed(server.client().post(Samples.battle("next")), 503);
			meters.awaitCounter(1, "livehook.callbacks.saturated", "kind", "event");
			meters.awaitTimer(1, "livehook.callback", "command", BATTLE, "outcome", "saturated", "late", "false");
			battles.release.countDown();
			Answers.assertOk(running.join());
			meters.awaitGauge(0, "livehook.concurrency.active", "kind", "event");
		}
	}

	@Test
	void whenHandlerEndsAfterTheResponseThenCallbackWasLate() throws Exception {
		try (TestServer server = TestServer.start(Battles.class, "livehook.response-timeout=300ms")) {
			Battles battles = server.bean(Battles.class);
			Meters meters = new Meters(server.bean(MeterRegistry.class));
			Answers.assertOk(server.client().post(Samples.battle("slow")));
			battles.awaitEntered();
			assertThat(meters.counter("livehook.responses.late")).isZero();
			battles.release.countDown();
			meters.awaitCounter(1, "livehook.responses.late", "command", BATTLE);
			meters.awaitTimer(1, "livehook.callback", "command", BATTLE, "outcome", "handled", "late", "true");
			meters.awaitTimer(1, "livehook.handler", "handler", "score", "outcome", "succeeded");
		}
	}

	@Test
	void whenDecisionHandlerIsLateThenCallbackResponseAndDecisionAreCounted() throws Exception {
		try (TestServer server = TestServer.start(Battles.class, "livehook.response-timeout=300ms",
				"livehook.decision.max-concurrency=1")) {
			Battles battles = server.bean(Battles.class);
			Meters meters = new Meters(server.bean(MeterRegistry.class));
			assertThat(server.client().post(Battles.gift("slow")).body()).contains("\"ErrorCode\":1");
			meters.awaitTimer(1, "livehook.callback", "command", GIFT, "outcome", "late");
			meters.awaitCounter(1, "livehook.responses.late", "command", GIFT);
			assertThat(meters.gauge("livehook.concurrency.active", "kind", "decision")).isEqualTo(1);
			assertThat(server.client().post(Battles.gift("next")).body()).contains("\"ErrorCode\":1");
			meters.awaitTimer(1, "livehook.callback", "command", GIFT, "outcome", "saturated");
			meters.awaitCounter(1, "livehook.callbacks.saturated", "kind", "decision");
			assertThat(meters.counter("livehook.decisions.late")).isZero();
			battles.release.countDown();
			meters.awaitCounter(1, "livehook.decisions.late", "command", GIFT);
			meters.awaitTimer(1, "livehook.handler", "handler", "wallet", "outcome", "succeeded");
			meters.awaitGauge(0, "livehook.concurrency.active", "kind", "decision");
		}
	}

	@Test
	void whenVerificationReportsThenFailureIsCounted() {
		try (TestServer server = TestServer.start(Battles.class, "livehook.verification=report")) {
			Answers.assertOk(server.client()
				.send(server.client()
					.request("SdkAppid=" + SignedQuery.APP_ID)
					.POST(BodyPublishers.ofString(Samples.battle("1")))));
			new Meters(server.bean(MeterRegistry.class)).awaitCounter(1, "livehook.verification.reported", "reason",
					"missing_parameter");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void whenBeansAreCreatedAtTheFirstRequestThenItIsMeasuredAllTheSame(boolean observedByServer) {
		try (TestServer server = TestServer.start(List.of(Battles.class), "spring.main.lazy-initialization=true",
				"spring.autoconfigure.exclude=" + excluded(observedByServer))) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Meters meters = new Meters(server.bean(MeterRegistry.class));
			meters.awaitTimer(1, "livehook.callback", "command", BATTLE, "outcome", "handled");
			meters.awaitTimer(1, "livehook.handler", "handler", "score", "outcome", "succeeded");
			assertThat(meters.registry().find("livehook.verification.failures").counters()).hasSize(10);
			meters.awaitGauge(0, "livehook.concurrency.active", "kind", "event");
		}
	}

	private static String excluded(boolean observedByServer) {
		String others = TestServer.ON_TOMCAT.substring("spring.autoconfigure.exclude=".length());
		return observedByServer ? others
				: others + ",org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration";
	}

}
