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

package io.github.livehook.test.docs.controller;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.docs.Scores;
import io.github.livehook.test.docs.Wallet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for both receivers of {@code docs/from-a-controller.md}, over HTTP.
 */
class SameAnswersIntegrationTests {

	private static final String APP = "1400000000";

	private static final String TOKEN = "the-token";

	private static final List<String> calls = new ArrayList<>();

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final Map<String, ConfigurableApplicationContext> receivers = new LinkedHashMap<>();

	@BeforeAll
	static void start() {
		receivers.put("controller", start(CallbackController.class, false));
		receivers.put("livehook", start(CallbackHandlers.class, true));
	}

	private static ConfigurableApplicationContext start(Class<?> receiver, boolean livehook) {
		return new SpringApplicationBuilder(Application.class, receiver).bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "livehook.enabled=" + livehook, "livehook.sdk-app-id=" + APP,
					"livehook.token=" + TOKEN, "livehook.response-timeout=1900ms")
			.run();
	}

	@AfterAll
	static void stop() {
		receivers.values().forEach(ConfigurableApplicationContext::close);
	}

	@BeforeEach
	void forget() {
		calls.clear();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void whenSameRequestThenSameAnswer(String name, CallbackRequest request, int status, String answer)
			throws Exception {
		for (String receiver : receivers.keySet()) {
			HttpResponse<String> response = post(receiver, request);
			assertThat(response.statusCode()).as(receiver).isEqualTo(status);
			assertThat(response.body()).as(receiver).isEqualTo(answer);
		}
		assertThat(calls.size() % 2).isZero();
		assertThat(calls.subList(0, calls.size() / 2)).isEqualTo(calls.subList(calls.size() / 2, calls.size()));
	}

	static List<Arguments> requests() {
		CallbackRequest battle = signed(CallbackRequest.sample(BattleStarted.class));
		CallbackRequest gift = signed(CallbackRequest.sample(GiftRequest.class));
		String ok = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";
		String refused = "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"refused\",\"ErrorCode\":1}";
		return List.of(Arguments.of("battle", battle, 200, ok), //
				Arguments.of("gift", gift, 200, ok),
				Arguments.of("gift that is too dear", gift.with("GiftWater.Coins", 9000), 200,
						"{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"insufficient balance\",\"ErrorCode\":102101}"),
				Arguments.of("wrong token", battle.token("another"), 403, refused),
				Arguments.of("old signature", battle.time(Instant.now().minusSeconds(90)), 403, refused),
				Arguments.of("other app", battle.app("1400000001"), 403, refused),
				Arguments.of("other command", signed(CallbackRequest.raw("{\"CallbackCommand\":\"Live.Other\"}")), 200,
						ok),
				Arguments.of("not JSON", signed(CallbackRequest.raw("not JSON").command(BattleStarted.COMMAND)), 400,
						"{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"invalid body\",\"ErrorCode\":1}"),
				Arguments.of("failing handler", battle.with("BattleId", "broken"), 500,
						"{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"handler failed\",\"ErrorCode\":1}"));
	}

	@Test
	void whenCallbackComesAgainThenOnlyTheControllerHandlesItAgain() throws Exception {
		CallbackRequest battle = signed(CallbackRequest.sample(BattleStarted.class)).with("BattleId", "again");
		for (String receiver : receivers.keySet()) {
			calls.clear();
			post(receiver, battle);
			assertThat(post(receiver, battle).statusCode()).isEqualTo(200);
			assertThat(calls).as(receiver).hasSize(receiver.equals("controller") ? 2 : 1);
		}
	}

	private static CallbackRequest signed(CallbackRequest request) {
		return request.app(APP).token(TOKEN).time(Instant.now());
	}

	private static HttpResponse<String> post(String receiver, CallbackRequest request) throws Exception {
		String port = receivers.get(receiver).getEnvironment().getProperty("local.server.port");
		return client.send(request.toHttpRequest("http://localhost:" + port + "/webhooks/tencent-live"),
				BodyHandlers.ofString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Scores scores() {
			return (battleId, duration) -> {
				calls.add("open " + battleId + " " + duration);
				if ("broken".equals(battleId)) {
					throw new IllegalStateException("No database");
				}
			};
		}

		@Bean
		Wallet wallet() {
			return new Wallet() {

				@Override
				public boolean charge(@Nullable String account, @Nullable Long count, @Nullable Long coins) {
					calls.add("charge " + account + " " + count + " " + coins);
					return count * coins <= 5000;
				}

				@Override
				public void refund(@Nullable String account, @Nullable Long count, @Nullable Long coins) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
