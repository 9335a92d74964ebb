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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metrics of requests whose response is in time.
 */
class MetricsIntegrationTests {

	private static final String BATTLE = "Live.CallbackAfterStartBattle";

	private static final String GIFT = "Live.CallbackBeforeSendGift";

	private TestServer server;

	private CallbackClient client;

	private Meters meters;

	@BeforeEach
	void start() {
		this.server = TestServer.start(Battles.class, "livehook.response-timeout=1900ms");
		this.client = this.server.client();
		this.meters = new Meters(this.server.bean(MeterRegistry.class));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void whenCallbackIsHandledThenBothTimersHaveExactlyTheirKeys() {
		Answers.assertOk(this.client.post(Samples.battle("1")));
		awaitCallback(BATTLE, "handled");
		awaitHandler(BATTLE, "score", "succeeded", "none");
		this.meters.awaitCounter(1, "livehook.delivery.attempts", "handler", "score", "end", "succeeded");
		assertThat(keysOf("livehook.callback")).containsExactlyInAnyOrder("command", "outcome", "late", "error");
		assertThat(keysOf("livehook.callback.active")).containsExactlyInAnyOrder("command", "outcome", "late");
		assertThat(keysOf("livehook.handler")).containsExactlyInAnyOrder("command", "handler", "outcome", "error");
		assertThat(keysOf("livehook.handler.active")).containsExactlyInAnyOrder("command", "handler", "outcome");
	}

	@Test
	void whenResponseIsSentThenServerRequestsHaveThePath() {
		Answers.assertOk(this.client.post(Samples.battle("1")));
		Answers.assertFailed(this.client.send(this.client.request("").POST(BodyPublishers.ofString("{}"))), 403);
		Answers.assertFailed(this.client.send(this.client.request("").GET()), 405);
		for (String status : List.of("200", "403", "405")) {
			this.meters.awaitTimer(1, "http.server.requests", "uri", "/webhooks/tencent-live", "status", status);
		}
	}

	@Test
	void whenHandlerFailsThenBothSayIt() {
		Answers.assertFailed(this.client.post(Samples.battle("failing")), 500);
		awaitCallback(BATTLE, "failed");
		awaitHandler(BATTLE, "score", "failed", "IllegalStateException");
		this.meters.awaitCounter(1, "livehook.delivery.attempts", "handler", "score", "end", "failed");
	}

	@Test
	void whenBodyDoesNotFitThenBothSayIt() {
		Answers.assertFailed(this.client.post("{\"CallbackCommand\":\"" + BATTLE + "\",\"FromRoomInfo\":[1]}"), 400);
		awaitCallback(BATTLE, "unreadable");
		awaitHandler(BATTLE, "score", "unreadable", "UnreadableBodyException");
	}

	@Test
	void whenCallbackIsADuplicateThenHandlerIsNotMeasuredAgain() {
		Answers.assertOk(this.client.post(Samples.battle("1")));
		Answers.assertOk(this.client.post(Samples.battle("1")));
		awaitCallback(BATTLE, "handled");
		awaitCallback(BATTLE, "duplicate");
		this.meters.awaitCounter(1, "livehook.callbacks.duplicate", "command", BATTLE);
		this.meters.awaitTimer(1, "livehook.handler");
	}

	@Test
	void whenThereIsNoHandlerThenCommandIsThatOfCatalogOrOther() {
		Answers.assertOk(this.client.post(Samples.read("Follow.CallbackAfterFollowAdd.json")));
		Answers.assertOk(this.client.post("{\"CallbackCommand\":\"Live.Invented\"}"));
		awaitCallback("Follow.CallbackAfterFollowAdd", "no_handler");
		awaitCallback("other", "no_handler");
		this.meters.awaitCounter(1, "livehook.commands.unknown");
		this.meters.awaitCounter(2, "livehook.commands.differing");
	}

	@Test
	void whenDecisionIsMadeThenBothSayIt() {
		Answers.assertOk(this.client.post(Battles.gift("room")));
		awaitCallback(GIFT, "decided");
		awaitHandler(GIFT, "wallet", "succeeded", "none");
	}

	@Test
	void whenDecisionHandlerFailsThenBothSayIt() {
		assertThat(this.client.post(Battles.gift("failing")).body()).contains("\"ErrorCode\":1");
		awaitCallback(GIFT, "failed");
		awaitHandler(GIFT, "wallet", "failed", "IllegalStateException");
	}

	@Test
	void whenBeforeCallbackDoesNotFitThenBothSayIt() {
		Answers.assertAnswer(this.client.post("{\"CallbackCommand\":\"" + GIFT + "\",\"GiftWater\":[1]}"), 200, "OK",
				1);
		awaitCallback(GIFT, "unreadable");
		awaitHandler(GIFT, "wallet", "unreadable", "UnreadableBodyException");
	}

	@Test
	void whenThereIsNoDecisionHandlerThenCallbackSaysIt() {
		Answers.assertOk(this.client.post(Samples.read("Group.CallbackBeforeSendMsg.json")));
		awaitCallback("Group.CallbackBeforeSendMsg", "no_decision_handler");
	}

	@Test
	void whenVerificationFailsThenReasonIsCountedAndNoCallback() {
		Answers.assertFailed(post(SignedQuery.of(SignedQuery.APP_ID, "wrong", Instant.now())), 403);
		Answers.assertFailed(post(SignedQuery.of("1499999999", SignedQuery.TOKEN, Instant.now())), 403);
		Answers.assertFailed(post(SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, Instant.EPOCH)), 403);
		this.meters.awaitCounter(1, "livehook.verification.failures", "reason", "wrong_signature");
		this.meters.awaitCounter(1, "livehook.verification.failures", "reason", "unknown_app");
		this.meters.awaitCounter(1, "livehook.verification.failures", "reason", "clock_skew");
		assertThat(this.meters.registry().find("livehook.callback").meters()).isEmpty();
	}

	@Test
	void whenRequestIsInvalidThenReasonIsCounted() {
		Answers.assertFailed(this.client.post("[]"), 400);
		Answers.assertFailed(this.client.send(this.client.request(SignedQuery.now()).GET()), 405);
		this.meters.awaitCounter(1, "livehook.requests.invalid", "reason", "body_invalid");
		this.meters.awaitCounter(1, "livehook.requests.invalid", "reason", "method_not_allowed");
	}

	@Test
	void whenNothingHasHappenedThenCountersAreThere() {
		assertThat(this.meters.registry().find("livehook.verification.failures").counters()).hasSize(10);
		assertThat(this.meters.registry().find("livehook.callbacks.saturated").counters()).hasSize(2);
		assertThat(this.meters.registry().find("livehook.delivery.attempts").counters()).hasSize(5);
		assertThat(this.meters.gauge("livehook.concurrency.active", "kind", "event")).isZero();
		assertThat(this.meters.gauge("livehook.concurrency.limit", "kind", "event")).isEqualTo(100);
		assertThat(this.meters.gauge("livehook.concurrency.active", "kind", "decision")).isZero();
		assertThat(this.meters.gauge("livehook.concurrency.limit", "kind", "decision")).isEqualTo(50);
	}

	private HttpResponse<String> post(String query) {
		return this.client.send(this.client.request(query).POST(BodyPublishers.ofString(Samples.battle("1"))));
	}

	private void awaitCallback(String command, String outcome) {
		this.meters.awaitTimer(1, "livehook.callback", "command", command, "outcome", outcome, "late", "false", "error",
				"none");
	}

	private void awaitHandler(String command, String handler, String outcome, String error) {
		this.meters.awaitTimer(1, "livehook.handler", "command", command, "handler", handler, "outcome", outcome,
				"error", error);
	}

	private Set<String> keysOf(String name) {
		return this.meters.registry()
			.get(name)
			.meter()
			.getId()
			.getTags()
			.stream()
			.map(Tag::getKey)
			.collect(Collectors.toSet());
	}

}
