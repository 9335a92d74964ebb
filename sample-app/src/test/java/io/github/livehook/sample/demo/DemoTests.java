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

package io.github.livehook.sample.demo;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the application in the profile {@code demo}, over HTTP.
 */
@ActiveProfiles("demo")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.security.user.password=secret", "livehook.delivery.jdbc.polling-interval=100ms",
				"spring.datasource.url=jdbc:h2:async:./target/data/${random.uuid};WRITE_DELAY=0" })
@Timeout(30)
class DemoTests {

	private final int port;

	private final RestTestClient client;

	private final ApplicationContext application;

	private EventStream events;

	DemoTests(@LocalServerPort int port, @Autowired ApplicationContext application) {
		this.port = port;
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.application = application;
	}

	@BeforeEach
	void openEvents() throws Exception {
		this.events = new EventStream(this.port);
	}

	@AfterEach
	void closeEvents() {
		this.events.close();
	}

	@Test
	void whenBattleStartsAndEndsThenBrowserIsToldWithoutReload() throws Exception {
		assertThat(this.events.firstEvent()).isEqualTo("snapshot");
		post(start("b1")).expectStatus().isOk();
		JsonNode battle = this.events.await("battle/b1", (item) -> isIn(item, "running"));
		assertThat(battle.path("event").asString()).contains("brennan", "pk-3", "tandy", "pk-5");
		post(end("b1")).expectStatus().isOk();
		this.events.await("battle/b1", (item) -> isIn(item, "ended"));
		try (EventStream reloaded = new EventStream(this.port)) {
			assertThat(reloaded.firstEvent()).isEqualTo("snapshot");
			assertThat(reloaded.items().get("battle/b1")).isEqualTo(this.events.items().get("battle/b1"));
		}
	}

	@Test
	void whenEndComesBeforeStartThenBattleHasEnded() {
		post(end("b2")).expectStatus().isOk();
		this.events.await("battle/b2", (item) -> isIn(item, "ended"));
		post(start("b2")).expectStatus().isOk();
		awaitHandled("battleEvents.started");
		assertThat(stateOf("b2")).isEqualTo("ended");
	}

	@Test
	void whenEndNeverComesThenBattleIsOverdue() {
		post(start("b3").with("Duration", 1)).expectStatus().isOk();
		this.events.await("battle/b3", (item) -> isIn(item, "overdue"));
	}

	@Test
	void whenStartIsRepeatedThenRepeatIsSeenAndNothingElse() {
		CallbackRequest start = start("b4");
		post(start).expectStatus().isOk();
		JsonNode battle = this.events.await("battle/b4", (item) -> isIn(item, "running"));
		post(start).expectStatus().isOk();
		this.events.awaitCallback((entry) -> isOutcome(entry, "DUPLICATE"));
		assertThat(this.events.items().get("battle/b4")).isEqualTo(battle);
	}

	@Test
	void whenHandlerFailsThenRetryIsSeenToWait() {
		this.events.await("delivery/now", (delivery) -> delivery.path("mode").asString().equals("jdbc")
				&& delivery.path("pending").asInt(-1) == 0 && delivery.path("dead").asInt(-1) == 0);
		post(start("").without("BattleId")).expectStatus().isOk();
		this.events.awaitCallback((entry) -> isOutcome(entry, "RETRIED"));
		this.events.await("delivery/now", (delivery) -> delivery.path("pending").asInt() == 1);
	}

	@Test
	void whenSignatureIsForgedThenRefusalIsSeenAndNothingElse() {
		post(start("b5").token("another")).expectStatus().isForbidden();
		JsonNode entry = this.events.awaitCallback((callback) -> isOutcome(callback, "forbidden"));
		assertThat(entry.path("detail").asString()).isEqualTo("WRONG_SIGNATURE");
		assertThat(this.events.items()).doesNotContainKey("battle/b5");
	}

	@Test
	void whenWalletDoesNotCoverGiftThenItIsRefusedAndNothingIsCharged() {
		expectCode(gift("ann").with("GiftWater.Count", 6), 102101);
		expectCode(gift("ann").with("GiftWater.Count", 2), 0);
		expectCode(gift("ann").with("GiftWater.Count", 3), 0);
		expectCode(gift("ann").with("GiftWater.Count", 1), 102101);
		assertThat(coinsOf("ann")).isZero();
		this.events.awaitAny("gift/", (gift) -> gift.path("account").asString().equals("ann")
				&& gift.path("outcome").asString().equals("refused"));
	}

	@Test
	void whenGiftCannotBePaidForThenItIsRejected() {
		expectCode(gift("bob").with("GiftWater.Count", -1), 1);
		expectCode(gift("bob").without("GiftWater.Coins"), 1);
		expectCode(gift("bob").without("GiftWater"), 1);
	}

	@Test
	void whenWalletAnswersTooLateThenItGivesBack(@Autowired TransactionTemplate transaction) {
		expectCode(gift("cara"), 0);
		transaction.executeWithoutResult((status) -> {
			sql().sql("update demo_wallet set coins = coins where account = 'cara'").update();
			expectCode(gift("cara"), 1);
		});
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(
					() -> assertThat(sql().sql("select outcome from demo_gift where account = 'cara' order by number")
						.query(String.class)
						.list()).containsExactly("allowed", "failed"));
		assertThat(coinsOf("cara")).isEqualTo(4000);
	}

	@Test
	void whenSimulatorPostsThenCallbackComesByTheWebhook() {
		assertThat(simulate("/simulator", start("b6"))).startsWith("200 {\"ActionStatus\":\"OK\"");
		this.events.await("battle/b6", (item) -> isIn(item, "running"));
		assertThat(simulate("/simulator?forged=true", start("b7"))).startsWith("403 {\"ActionStatus\":\"FAIL\"");
	}

	@Test
	void whenSimulatorIsAskedByAnotherSiteThenItDoesNothing() {
		this.client.post()
			.uri("/simulator")
			.contentType(MediaType.APPLICATION_JSON)
			.body(start("b8").body())
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@ParameterizedTest
	@ValueSource(strings = { "board.example", "127.0.0.1.example", "localhost.", "192.0.2.1", "0.0.0.0", "127.0.0.2" })
	void whenSimulatorIsAskedByAnotherNameThenItDoesNothing(String host) throws Exception {
		assertThat(statusOfSimulator(host)).isEqualTo("HTTP/1.1 403 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "[::1]" })
	void whenSimulatorIsAskedByNameOfThisMachineThenItPosts(String host) throws Exception {
		assertThat(statusOfSimulator(host)).isEqualTo("HTTP/1.1 200 ");
	}

	private String statusOfSimulator(String host) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			String body = new String(start("b9").body(), StandardCharsets.UTF_8);
			socket.getOutputStream()
				.write(("POST /simulator HTTP/1.1\r\nHost: %s:%d\r\nCookie: XSRF-TOKEN=t\r\nX-XSRF-TOKEN: t\r\n"
						+ "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
					.formatted(host, this.port, body.length(), body)
					.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readNBytes(13), StandardCharsets.UTF_8);
		}
	}

	@Test
	void whenPageIsAskedForThenItIsOpen() {
		for (String path : new String[] { "/", "/board.js", "/board.css", "/favicon.svg" }) {
			this.client.get()
				.uri(path)
				.exchange()
				.expectStatus()
				.isOk()
				.expectHeader()
				.valueMatches("Content-Security-Policy", "default-src 'self'.*");
		}
		this.client.get().uri("/schema.sql").exchange().expectStatus().isUnauthorized();
	}

	@Test
	void whenActuatorIsAskedForThenOnlyHealthIsOpen() {
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
		this.client.get().uri("/actuator/livehook").exchange().expectStatus().isUnauthorized();
		this.client.get()
			.uri("/actuator/livehook")
			.headers((headers) -> headers.setBasicAuth("user", "secret"))
			.exchange()
			.expectStatus()
			.isOk();
	}

	private ResponseSpec post(CallbackRequest request) {
		return this.client.post()
			.uri(request.sentTo(this.application).at("/webhooks/tencent-live"))
			.contentType(MediaType.APPLICATION_JSON)
			.body(request.body())
			.exchange();
	}

	private void expectCode(CallbackRequest gift, int code) {
		post(gift).expectStatus().isEqualTo(HttpStatus.OK).expectBody().jsonPath("$.ErrorCode").isEqualTo(code);
	}

	private String simulate(String uri, CallbackRequest request) {
		return this.client.post()
			.uri(uri)
			.cookie("XSRF-TOKEN", "t")
			.header("X-XSRF-TOKEN", "t")
			.contentType(MediaType.APPLICATION_JSON)
			.body(request.body())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private void awaitHandled(String handlerId) {
		this.events.awaitCallback(
				(entry) -> isOutcome(entry, "SUCCEEDED") && entry.path("detail").asString().equals(handlerId));
	}

	private String stateOf(String battleId) {
		return sql().sql("select state from demo_battle where id = ?").param(battleId).query(String.class).single();
	}

	private long coinsOf(String account) {
		return sql().sql("select coins from demo_wallet where account = ?").param(account).query(Long.class).single();
	}

	private JdbcClient sql() {
		return this.application.getBean(JdbcClient.class);
	}

	private static boolean isIn(JsonNode battle, String state) {
		return battle.path("state").asString().equals(state);
	}

	private static boolean isOutcome(JsonNode entry, String outcome) {
		return entry.path("outcome").asString().equals(outcome);
	}

	private static CallbackRequest start(String battleId) {
		return CallbackRequest.sample(BattleStarted.class).with("BattleId", battleId);
	}

	private static CallbackRequest end(String battleId) {
		return CallbackRequest.sample(BattleEnded.class).with("BattleId", battleId);
	}

	private static CallbackRequest gift(String account) {
		return CallbackRequest.sample(GiftRequest.class).with("GiftWater.From_Account", account);
	}

}
