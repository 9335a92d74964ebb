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

package io.github.livehook.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookEndpoint} from outside.
 */
class LivehookEndpointIntegrationTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final String EXPOSED = "management.endpoints.web.exposure.include=livehook";

	private static final String GIFT = "{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"GiftWater\":{}}";

	@Test
	void whenCallbacksHaveComeThenAllIsShownAndNothingSecret() {
		try (TestServer server = TestServer.start(List.of(FixedTime.class, Battles.class, Gifts.class), EXPOSED,
				"livehook.tokens=newtoken", "livehook.apps.second.sdk-app-id=1400000002",
				"livehook.apps.second.token=secondtoken", "livehook.delivery.max-concurrency=8",
				"livehook.decision.max-concurrency=4", "livehook.response-timeout=1900ms")) {
			CallbackClient client = server.client();
			post(client, SignedQuery.APP_ID, SignedQuery.TOKEN, Samples.battle("zanzibar"), 200);
			post(client, SignedQuery.APP_ID, SignedQuery.TOKEN, Samples.battle("zanzibar"), 200);
			post(client, "1400000002", "secondtoken", Samples.battle("failing"), 500);
			post(client, "1400000002", "secondtoken", GIFT, 200);
			post(client, SignedQuery.APP_ID, "wrong", Samples.battle("zanzibar"), 403);
			post(client, SignedQuery.APP_ID, "wrong", Samples.battle("zanzibar"), 403);
			post(client, "1400000003", SignedQuery.TOKEN, Samples.battle("zanzibar"), 403);
			post(client, SignedQuery.APP_ID, SignedQuery.TOKEN, "zanzibar", 400);
			String shown = show(server);
			assertThat(shown).doesNotContain(SignedQuery.TOKEN, "newtoken", "secondtoken", "zanzibar", "Sign=",
					SignedQuery.sign(SignedQuery.TOKEN, String.valueOf(NOW.getEpochSecond())));
			assertThat(JsonMapper.shared().readTree(shown)).isEqualTo(expected());
		}
	}

	@Test
	void whenVerificationReportsThenFailureIsCounted() {
		try (TestServer server = TestServer.start(List.of(FixedTime.class, Battles.class), EXPOSED,
				"livehook.verification=report")) {
			post(server.client(), SignedQuery.APP_ID, "wrong", Samples.battle("reported"), 200);
			JsonNode shown = JsonMapper.shared().readTree(show(server));
			assertThat(shown.at("/counts/reportedFailures/wrong_signature").asInt()).isOne();
			assertThat(shown.at("/counts/verificationFailures/wrong_signature").asInt()).isZero();
			assertThat(shown.at("/apps/0/verification").asString()).isEqualTo("report");
		}
	}

	@Test
	void whenNamesAreInventedThenItDoesNotGrow() {
		try (TestServer server = TestServer.start(List.of(FixedTime.class, Battles.class), EXPOSED)) {
			CallbackClient client = server.client();
			send(client, "nobody", SignedQuery.TOKEN, "{}");
			send(client, SignedQuery.APP_ID, "wrong", "{}");
			send(client, SignedQuery.APP_ID, SignedQuery.TOKEN, "{}");
			JsonNode before = JsonMapper.shared().readTree(show(server));
			for (int i = 0; i < 200; i++) {
				send(client, "99" + i, SignedQuery.TOKEN, "{}");
				send(client, SignedQuery.APP_ID, "wrong" + i, "{\"CallbackCommand\":\"Wrong." + i + "\"}");
				send(client, SignedQuery.APP_ID, SignedQuery.TOKEN, "{\"CallbackCommand\":\"Invented." + i + "\"}");
			}
			send(client, "9".repeat(2000), SignedQuery.TOKEN, "{}");
			String shown = show(server);
			JsonNode after = JsonMapper.shared().readTree(shown);
			assertThat(after.at("/counts/verificationFailures/unknown_app").asInt()).isEqualTo(202);
			for (String part : List.of("/handlers", "/apps", "/counts/callbacks", "/counts/verificationFailures",
					"/lastVerificationFailures")) {
				assertThat(after.at(part)).as(part).hasSameSizeAs(before.at(part));
			}
			assertThat(shown).doesNotContain("Invented", "Wrong.").hasSizeLessThan(4000);
		}
	}

	@Test
	void whenAppsAndVerifierAreOfTheApplicationThenThatIsShown() {
		try (TestServer server = TestServer.start(List.of(FixedTime.class, OwnApps.class), EXPOSED)) {
			JsonNode shown = JsonMapper.shared().readTree(show(server));
			assertThat(shown.at("/apps")).isEqualTo(JsonMapper.shared()
				.readTree("[{'sdkAppId':'77','tokens':2,'verification':'enforce'}]".replace('\'', '"')));
		}
		try (TestServer server = TestServer.start(List.of(FixedTime.class, OwnVerifier.class), EXPOSED)) {
			JsonNode shown = JsonMapper.shared().readTree(show(server));
			assertThat(shown.at("/apps")).isEmpty();
			assertThat(shown.at("/settings/verification").asString()).isEqualTo("of the application's own");
		}
	}

	@Test
	void whenNothingIsExposedThenThereIsNone() {
		try (TestServer server = TestServer.start(Battles.class)) {
			CallbackClient client = new CallbackClient(server.port(), "/actuator/livehook");
			assertThat(client.send(client.request("").GET()).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenExposedOverJmxThenItCanBeRead() throws Exception {
		try (TestServer server = TestServer.start(Battles.class, "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=livehook",
				"management.endpoints.jmx.domain=livehook-test")) {
			Object shown = ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("livehook-test:type=Endpoint,name=Livehook"), "describe", new Object[0],
						new String[0]);
			assertThat(shown).isInstanceOfSatisfying(Map.class,
					(map) -> assertThat(map.get("settings")).asString().contains("path=/webhooks/tencent-live"));
			assertThat(server.port()).isPositive();
		}
	}

	private static JsonNode expected() {
		try (InputStream input = LivehookEndpointIntegrationTests.class
			.getResourceAsStream("/livehook-endpoint.json")) {
			return JsonMapper.shared().readTree(input);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void post(CallbackClient client, String app, String token, String body, int status) {
		assertThat(send(client, app, token, body).statusCode()).isEqualTo(status);
	}

	private static HttpResponse<String> send(CallbackClient client, String app, String token, String body) {
		return client.send(client.request(SignedQuery.of(app, token, NOW)).POST(BodyPublishers.ofString(body)));
	}

	private static String show(TestServer server) {
		CallbackClient client = new CallbackClient(server.port(), "/actuator/livehook");
		HttpResponse<String> response = client.send(client.request("").GET());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	static class FixedTime {

		@Bean(defaultCandidate = false)
		InstantSource livehookInstantSource() {
			return InstantSource.fixed(NOW);
		}

	}

	@Configuration("battles")
	static class Battles {

		@Order(1)
		@OnBattleStart
		void started(BattleStarted battle) {
			if ("failing".equals(battle.battleId())) {
				throw new IllegalStateException("failing as told");
			}
		}

		@Order(2)
		@OnCallback(value = OnCallback.ANY, id = "audit")
		void everything() {
		}

	}

	@Configuration("gifts")
	static class Gifts {

		@BeforeGiftSend
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnApps {

		@Bean
		LivehookApps apps() {
			return LivehookApps.of(List.of(new LivehookApp("77", List.of("token-a", "token-b"))));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnVerifier {

		@Bean
		RequestVerifier verifier() {
			return (request) -> Verification.accept();
		}

	}

}
