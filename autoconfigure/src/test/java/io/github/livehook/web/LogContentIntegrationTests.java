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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent, no secret and nothing of a body is logged, and nobody can write lines
 * of his own into the log.
 */
@ExtendWith(OutputCaptureExtension.class)
class LogContentIntegrationTests {

	private static final String BODY_WORD = "zanzibar";

	@Test
	void whenEverythingGoesWrongThenLogHoldsNoSecret(CapturedOutput output) {
		try (TestServer server = TestServer.start(List.of(FailingHandler.class), "livehook.max-body-size=2KB",
				"logging.level.org.springframework.web=INFO")) {
			CallbackClient client = server.client();
			for (String body : bodies()) {
				for (String query : queries()) {
					client.send(client.request(query).POST(BodyPublishers.ofString(body)));
					client.send(client.request(query).PUT(BodyPublishers.ofString(body)));
				}
			}
		}
		assertThat(output).contains("METHOD_NOT_ALLOWED", "BODY_TOO_LARGE", "BODY_INVALID", "UNKNOWN_APP",
				"WRONG_SIGNATURE", "CLOCK_SKEW", "REPEATED_PARAMETER", "MISSING_PARAMETER", "MALFORMED_PARAMETER",
				"FailingHandler.started(BattleStarted)");
		assertThat(output).doesNotContain(SignedQuery.TOKEN, "other-token", "Sign=", "RequestTime=1", "ClientIP=",
				BODY_WORD);
		for (String query : queries()) {
			String sign = query.replaceFirst(".*Sign=([^&]*).*", "$1");
			if (sign.length() == 64) {
				assertThat(output).doesNotContain(sign);
			}
		}
	}

	@Test
	void whenEverythingIsLoggedThenCallbacksAreNamedAndNothingIsSecret(CapturedOutput output) {
		Instant now = Instant.now();
		String sign = SignedQuery.sign(SignedQuery.TOKEN, String.valueOf(now.getEpochSecond()));
		try (TestServer server = TestServer.start(List.of(FailingHandler.class, Gifts.class),
				"livehook.max-body-size=64KB", "livehook.response-timeout=1900ms",
				"logging.level.io.github.livehook=trace")) {
			CallbackClient client = server.client();
			for (String query : List.of(SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now),
					SignedQuery.of(SignedQuery.APP_ID, "other-token", now),
					SignedQuery.of("1400000001", SignedQuery.TOKEN, now), "Sign=" + sign)) {
				tracedBodies().forEach((body) -> client
					.send(client.request(query).header("X-Traced", BODY_WORD).POST(BodyPublishers.ofString(body))));
			}
			server.bean(Gifts.class).release.countDown();
		}
		finally {
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.github.livehook", null);
		}
		assertThat(output).contains(
				"Live.CallbackAfterStartBattle of app 1400000000 was delivered: FAILED (callback battle-1)",
				"Live.CallbackAfterEndBattle of app 1400000000 was delivered: HANDLED (callback battle-2)",
				"Live.CallbackBeforeSendGift of app 1400000000 was decided (without an id)",
				"Live.CallbackBeforeSendGift was answered with code 1, since its decision handler has failed",
				"Live.CallbackBeforeSendGift was answered with code 1, since there was no decision in time",
				"Live.CallbackBeforeSendGift was answered with code 1: The field GiftWater", "BODY_INVALID",
				"BODY_TOO_LARGE", "WRONG_SIGNATURE", "UNKNOWN_APP", "MISSING_PARAMETER");
		assertThat(output).doesNotContain(SignedQuery.TOKEN, "other-token", "Sign=", "RequestTime=1", "ClientIP=",
				BODY_WORD, sign, SignedQuery.sign("other-token", String.valueOf(now.getEpochSecond())));
	}

	private static List<String> tracedBodies() {
		String word = "\"Word\":\"" + BODY_WORD + "\"}";
		String failed = "{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\",\"BattleId\":\"battle-1\"," + word;
		String ended = "{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\",\"BattleId\":\"battle-2\"," + word;
		String gift = "{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"RoomId\":\"%s\"," + word;
		return List.of(failed, ended, gift.formatted("allowed"), gift.formatted("failing"), gift.formatted("late"),
				"{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"GiftWater\":[\"" + BODY_WORD + "\"]}",
				"{\"Events\":[" + failed + "," + ended + "]}",
				"{\"CallbackCommand\":\"Live.CallbackAfterStartBattle\",\"FromRoomInfo\":[\"" + BODY_WORD + "\"]}",
				BODY_WORD, "{\"" + BODY_WORD.repeat(10_000) + "\":1}");
	}

	@Test
	void whenValuesHoldLineBreaksThenTheyDoNotBreakLines(CapturedOutput output) {
		String forged = "\\r\\n2026-01-01 ERROR forged\\u2028\\u001b[31m";
		try (TestServer server = TestServer.start(Object.class)) {
			CallbackClient client = server.client();
			client.post("{\"CallbackCommand\":\"x" + forged + "\"}");
			client.send(client
				.request(SignedQuery.now().replaceFirst("CallbackCommand=[^&]*", "CallbackCommand=y%0D%0Aforged"))
				.POST(BodyPublishers.ofString("{\"CallbackCommand\":\"z" + forged + "\"}")));
			client.send(client.request("SdkAppid=1%0D%0Aforged").POST(BodyPublishers.ofString("{}")));
		}
		assertThat(output.toString().lines())
			.noneMatch((line) -> line.startsWith("forged") || line.startsWith("2026-01-01"));
		assertThat(output.toString()
			.lines()
			.filter((line) -> line.contains("io.github.livehook") || line.contains("i.g.l")))
			.noneMatch((line) -> line.contains("\u001b[31m") || line.contains("\u2028"));
		assertThat(output).contains("Unknown command x??2026-01-01 ERROR forged??[31m");
	}

	@Test
	void whenReasonsRepeatThenEachIsLoggedOnce(CapturedOutput output) {
		try (TestServer server = TestServer.start(FailingHandler.class)) {
			CallbackClient client = server.client();
			for (int i = 0; i < 5; i++) {
				client.post("[" + i + "]");
				client.send(client.request("").GET());
				client.send(client.request("SdkAppid=" + i).POST(BodyPublishers.noBody()));
			}
		}
		for (String reason : List.of("BODY_INVALID", "METHOD_NOT_ALLOWED", "UNKNOWN_APP")) {
			assertThat(output.toString().lines().filter((line) -> line.contains(reason))).as(reason)
				.singleElement()
				.asString()
				.contains(" WARN ");
		}
	}

	private static List<String> bodies() {
		return List.of("{\"BattleId\":\"" + BODY_WORD + "\"}", "[\"" + BODY_WORD + "\"]", BODY_WORD,
				"{\"BattleId\":{\"" + BODY_WORD + "\":1}}", Samples.battle("x" + BODY_WORD.repeat(300)));
	}

	private static List<String> queries() {
		Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 1000 * 1000);
		String old = SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, now.minusSeconds(5000));
		return List.of(SignedQuery.now(), old, SignedQuery.of("1400000001", SignedQuery.TOKEN, now),
				SignedQuery.of(SignedQuery.APP_ID, "other-token", now), old + "&Sign=1", old.replace("Sign=", "S="),
				old.replaceFirst("Sign=[^&]*", "Sign=" + SignedQuery.TOKEN), "");
	}

	static class FailingHandler {

		@OnBattleStart
		void started(BattleStarted battle) {
			throw new IllegalStateException("as told");
		}

	}

	static class Gifts {

		private final CountDownLatch release = new CountDownLatch(1);

		@BeforeGiftSend
		GiftDecision check(GiftRequest request) throws InterruptedException {
			if ("failing".equals(request.roomId())) {
				throw new IllegalStateException("as told");
			}
			if ("late".equals(request.roomId())) {
				this.release.await(20, TimeUnit.SECONDS);
			}
			return GiftDecision.allow();
		}

		@OnCallback(OnCallback.ANY)
		void everything() {
		}

	}

}
