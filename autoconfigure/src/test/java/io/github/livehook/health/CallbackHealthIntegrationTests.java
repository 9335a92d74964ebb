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

package io.github.livehook.health;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.web.CallbackProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackHealthIndicator} from outside.
 */
@Timeout(60)
class CallbackHealthIntegrationTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	private static final String[] READINESS = { "management.endpoint.health.probes.enabled=true",
			"management.endpoint.health.group.readiness.include=readinessState,livehook" };

	@Test
	void whenNothingRunsThenUpWithDetails() {
		try (TestServer server = TestServer.start(BlockingBattles.class, DETAILS, "livehook.delivery.max-concurrency=8",
				"livehook.decision.max-concurrency=4")) {
			HttpResponse<String> health = get(server, "/actuator/health/livehook");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(health.body())).isEqualTo(JsonMapper.shared().readTree("""
					{"status": "UP", "details": {"accepting": true,
					"events": {"active": 0, "limit": 8, "saturatedFor": "PT0S"},
					"decisions": {"active": 0, "limit": 4, "saturatedFor": "PT0S"}}}"""));
			assertThat(health.body()).doesNotContain(SignedQuery.TOKEN, SignedQuery.APP_ID);
		}
	}

	@Test
	void whenLimitIsReachedForTooLongThenDownUntilItIsNot() throws Exception {
		try (TestServer server = TestServer.start(BlockingBattles.class, DETAILS, READINESS[0], READINESS[1],
				"livehook.delivery.max-concurrency=1", "livehook.health.max-saturation=0",
				"livehook.response-timeout=1900ms")) {
			BlockingBattles battles = server.bean(BlockingBattles.class);
			assertThat(get(server, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			CompletableFuture<HttpResponse<String>> running = server.client().postAsync(Samples.battle("blocking"));
			battles.awaitEntered();
			assertThat(get(server, "/actuator/health/livehook").statusCode()).isEqualTo(503);
			assertThat(get(server, "/actuator/health/readiness").body()).contains("\"status\":\"DOWN\"");
			assertThat(get(server, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			battles.release.countDown();
			Answers.assertOk(running.get(20, TimeUnit.SECONDS));
			assertThat(get(server, "/actuator/health/livehook").statusCode()).isEqualTo(200);
			assertThat(get(server, "/actuator/health/readiness").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whenShuttingDownThenDown() throws Exception {
		TestServer server = TestServer.start(BlockingBattles.class, DETAILS, "livehook.response-timeout=1900ms");
		BlockingBattles battles = server.bean(BlockingBattles.class);
		CallbackProcessor processor = server.bean(CallbackProcessor.class);
		CompletableFuture<HttpResponse<String>> running = server.client().postAsync(Samples.battle("blocking"));
		battles.awaitEntered();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
		while (processor.isRunning()) {
			Thread.onSpinWait();
		}
		HttpResponse<String> health = get(server, "/actuator/health/livehook");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).contains("\"accepting\":false", "\"status\":\"DOWN\"");
		battles.release.countDown();
		Answers.assertOk(running.get(20, TimeUnit.SECONDS));
		closing.get(20, TimeUnit.SECONDS);
	}

	@Test
	void whenDisabledThenThereIsNone() {
		try (TestServer server = TestServer.start(BlockingBattles.class, "management.health.livehook.enabled=false")) {
			assertThat(get(server, "/actuator/health/livehook").statusCode()).isEqualTo(404);
			assertThat(get(server, "/actuator/health").statusCode()).isEqualTo(200);
		}
	}

	private static HttpResponse<String> get(TestServer server, String path) {
		CallbackClient client = new CallbackClient(server.port(), path);
		return client.send(client.request("").GET());
	}

	static class BlockingBattles {

		private final Semaphore entered = new Semaphore(0);

		private final CountDownLatch release = new CountDownLatch(1);

		@OnBattleStart
		void started() throws InterruptedException {
			this.entered.release();
			this.release.await(20, TimeUnit.SECONDS);
		}

		private void awaitEntered() throws InterruptedException {
			assertThat(this.entered.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
		}

	}

}
