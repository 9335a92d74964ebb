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

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of the answer table over real HTTP, in every environment that the endpoint
 * can stand in.
 */
@ParameterizedClass
@MethodSource("environments")
@Timeout(60)
class AnswerTableIntegrationTests {

	private static final String BELOW = "/shop/api";

	private static final String[] BELOW_PATHS = { "server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api" };

	private static final String[] MANAGEMENT = { "management.server.port=0" };

	private static final String[] VIRTUAL = { "spring.threads.virtual.enabled=true" };

	private final TestServer server;

	private final String path;

	private final CallbackClient client;

	AnswerTableIntegrationTests(String name, String prefix, String serverProperty, String[] properties) {
		String[] all = Stream
			.concat(Stream.of(serverProperty, "livehook.delivery.max-concurrency=1", "livehook.response-timeout=1s"),
					Stream.of(properties))
			.toArray(String[]::new);
		this.server = TestServer.start(List.of(Handlers.class), all);
		this.path = prefix + "/webhooks/tencent-live";
		this.client = newClient();
	}

	private CallbackClient newClient() {
		return new CallbackClient(this.server.port(), this.path);
	}

	static Stream<Arguments> environments() {
		Stream<Arguments> platform = Stream.of(Arguments.of("Tomcat", "", TestServer.ON_TOMCAT, new String[0]),
				Arguments.of("Jetty", "", TestServer.ON_JETTY, new String[0]),
				Arguments.of("Tomcat below paths", BELOW, TestServer.ON_TOMCAT, BELOW_PATHS),
				Arguments.of("Jetty below paths", BELOW, TestServer.ON_JETTY, BELOW_PATHS),
				Arguments.of("Security", "", TestServer.WITH_SECURITY, MANAGEMENT),
				Arguments.of("Security below paths", BELOW, TestServer.WITH_SECURITY, BELOW_PATHS));
		Stream<Arguments> virtual = Stream.of(
				Arguments.of("Tomcat, virtual threads", "", TestServer.ON_TOMCAT, VIRTUAL),
				Arguments.of("Jetty, virtual threads", "", TestServer.ON_JETTY, VIRTUAL));
		return (JRE.currentVersionNumber() >= 21) ? Stream.concat(platform, virtual) : platform;
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	// One test for all rows, since each environment is a server of its own
	@Test
	void whenRequestsComeThenEachIsAnsweredByItsRow() throws Exception {
		assertEvents();
		assertQuestions();
		assertRefusals();
		assertNoRoom();
		assertOk(post(battle("slow")));
	}

	private void assertEvents() {
		Handlers handlers = this.server.bean(Handlers.class);
		assertOk(post(battle("handled")));
		assertOk(post(battle("handled")));
		assertThat(handlers.battles).containsExactly("handled");
		assertOk(post("{\"CallbackCommand\":\"Test.Other\"}"));
		assertOk(post("{\"CallbackCommand\":\"Live.CallbackAfterCreateRoom\"}"));
		assertOk(send(this.client.request(SignedQuery.now()).POST(BodyPublishers.noBody())));
		Answers.assertFailed(post(battle("failing")), 500);
		Answers.assertFailed(post("{\"CallbackCommand\":\"" + BattleStarted.COMMAND + "\",\"FromRoomInfo\":[1]}"), 400);
	}

	private void assertQuestions() {
		Answers.assertAnswer(post(gift(1)), 200, "OK", 0);
		Answers.assertAnswer(post(gift(100)), 200, "OK", 102101);
		Answers.assertAnswer(post(gift(-1)), 200, "OK", 1);
		Answers.assertAnswer(post(gift(-2)), 200, "OK", 1);
		Answers.assertAnswer(post("{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"GiftWater\":[1]}"), 200, "OK",
				1);
		Answers.assertAnswer(post("{\"CallbackCommand\":\"Group.CallbackBeforeSendMsg\"}"), 200, "OK", 0);
	}

	private void assertRefusals() {
		for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "INVENTED")) {
			HttpResponse<String> response = sendUnread(
					this.client.request("").method(method, BodyPublishers.ofString(battle("by-" + method))));
			Answers.assertFailed(response, 405);
			assertThat(response.headers().allValues("Allow")).containsExactly("POST");
		}
		for (String query : List.of("", SignedQuery.of(SignedQuery.APP_ID, "wrong", Instant.now()),
				SignedQuery.of("1400000001", SignedQuery.TOKEN, Instant.now()),
				SignedQuery.of(SignedQuery.APP_ID, SignedQuery.TOKEN, Instant.now().minusSeconds(65)))) {
			Answers.assertFailed(
					sendUnread(this.client.request(query).POST(BodyPublishers.ofString(battle("refused")))), 403);
		}
		Answers.assertFailed(post(" ".repeat(256 * 1024 + 1)), 413);
		for (String body : List.of("[]", "null", "{", "not json", "\u0000")) {
			Answers.assertFailed(post(body), 400);
		}
	}

	private void assertNoRoom() throws Exception {
		Handlers handlers = this.server.bean(Handlers.class);
		CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> post(battle("slow-first")));
		assertThat(handlers.entered.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		HttpResponse<String> turnedAway = post(battle("turned-away"));
		Answers.assertFailed(turnedAway, 503);
		assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("1");
		Answers.assertFailed(post(battle("slow-first")), 503);
		handlers.release.countDown();
		assertOk(first.join());
		assertThat(handlers.battles).doesNotContain("refused", "turned-away").noneMatch((id) -> id.startsWith("by-"));
	}

	private static void assertOk(HttpResponse<String> response) {
		Answers.assertOk(response);
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "www-authenticate", "location");
	}

	private HttpResponse<String> post(String body) {
		return send(this.client.request(SignedQuery.now()).POST(BodyPublishers.ofString(body)));
	}

	// Jetty may close the connection, and a client that uses it again would be too fast
	private HttpResponse<String> sendUnread(HttpRequest.Builder request) {
		return newClient().send(request);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		return this.client.send(request);
	}

	private static String battle(String id) {
		return Samples.battle(id);
	}

	private static String gift(int count) {
		return "{\"CallbackCommand\":\"%s\",\"GiftWater\":{\"Count\":%d}}".formatted(GiftRequest.COMMAND, count);
	}

	static class Handlers {

		final List<String> battles = new CopyOnWriteArrayList<>();

		final Semaphore entered = new Semaphore(0);

		final CountDownLatch release = new CountDownLatch(1);

		private final CountDownLatch never = new CountDownLatch(1);

		@OnBattleStart
		void started(BattleStarted battle) throws InterruptedException {
			String id = String.valueOf(battle.battleId());
			this.battles.add(id);
			switch (id) {
				case "failing" -> throw new IllegalStateException("failing");
				case "slow" -> this.never.await(1200, TimeUnit.MILLISECONDS);
				case "slow-first" -> {
					this.entered.release();
					this.release.await();
				}
				default -> {
				}
			}
		}

		@BeforeGiftSend
		GiftDecision decide(GiftRequest gift) throws InterruptedException {
			return switch (Objects.requireNonNull(gift.gift()).count().intValue()) {
				case -1 -> throw new IllegalStateException("failing");
				case -2 -> {
					this.never.await(1200, TimeUnit.MILLISECONDS);
					yield GiftDecision.allow();
				}
				case 100 -> GiftDecision.reject(102101, "too many");
				default -> GiftDecision.allow();
			};
		}

	}

}
