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

package io.github.livehook.sample;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Battles}, over HTTP: what the README shows is the same in each mode.
 */
@ParameterizedClass
@ValueSource(strings = { "memory", "jdbc", "kafka" })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class BattlesTests {

	private static final String OK = answer("OK", "", 0);

	private static ConfigurableApplicationContext application;

	@Parameter
	private String mode;

	@BeforeParameterizedClassInvocation
	static void start(String mode) {
		application = TestSampleApplication.start("--spring.profiles.active=" + mode, "--server.port=0",
				"--spring.datasource.url=jdbc:h2:async:./target/data/battles-%d;WRITE_DELAY=0"
					.formatted(System.nanoTime()),
				"--livehook.response-timeout=1900ms", "--livehook.delivery.kafka.partitions=2");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@Test
	void whenModeIsNotKafkaThenThereIsNoClientOfIt() {
		assertThat(application.getEnvironment().getProperty("livehook.delivery.mode")).isEqualTo(this.mode);
		assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
			.filteredOn((name) -> name.startsWith("kafka-") || name.startsWith("livehook-consumer"))
			.matches((clients) -> clients.isEmpty() != this.mode.equals("kafka"));
	}

	@Test
	void whenBattleIsPostedTwiceThenItIsLoggedOnce(CapturedOutput output) throws Exception {
		CallbackRequest battle = CallbackRequest.json("start-battle.txt");
		assertAnswer(post(battle), 200, OK);
		await().until(() -> logged(output, "started: "), (lines) -> lines > 0);
		assertThat(output).contains("Battle 4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs= started: "
				+ "brennan (room pk-3) against tandy (room pk-5), for 60 s");
		assertAnswer(post(battle), 200, OK);
		// Behind it in the same lane
		assertAnswer(post(battle.with("Duration", 61000)), 200, OK);
		await().untilAsserted(() -> assertThat(output).contains("for 61 s"));
		assertThat(logged(output, "started: ")).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "another token, WRONG_SIGNATURE", ", MISSING_PARAMETER" })
	void whenSignIsWrongOrMissingThenItIsRefused(String token, String reason, CapturedOutput output) throws Exception {
		CallbackRequest battle = CallbackRequest.sample(BattleStarted.class).distinct();
		assertAnswer(post((token != null) ? battle.token(token) : battle.unsigned()), 403,
				answer("FAIL", "refused", 1));
		assertThat(output).contains(reason).doesNotContain("started: ");
	}

	@ParameterizedTest
	@CsvSource({ "5, 0, ''", "6, 102101, insufficient balance" })
	void whenGiftIsAskedForThenTheBalanceDecides(int count, int code, String text, CapturedOutput output)
			throws Exception {
		CallbackRequest gift = CallbackRequest.sample(GiftRequest.class)
			.with("GiftWater.Count", count)
			.with("GiftWater.Coins", 1000);
		assertAnswer(post(gift), 200, answer("OK", text, code));
		assertAnswer(post(gift), 200, answer("OK", text, code));
		assertThat(logged(output, "Gift for %d000 coins".formatted(count))).as("it has no id").isEqualTo(2);
	}

	private static HttpResponse<String> post(CallbackRequest request) throws Exception {
		return HttpClient.newHttpClient()
			.send(request.sentTo(application)
				.toHttpRequest("http://127.0.0.1:%s/webhooks/tencent-live"
					.formatted(application.getEnvironment().getRequiredProperty("local.server.port"))),
					BodyHandlers.ofString());
	}

	private static String answer(String status, String text, int code) {
		return "{\"ActionStatus\":\"%s\",\"ErrorInfo\":\"%s\",\"ErrorCode\":%d}".formatted(status, text, code);
	}

	private static void assertAnswer(HttpResponse<String> response, int status, String body) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo(body);
	}

	private static long logged(CapturedOutput output, String text) {
		return Pattern.compile(text, Pattern.LITERAL).matcher(output.toString()).results().count();
	}

}
