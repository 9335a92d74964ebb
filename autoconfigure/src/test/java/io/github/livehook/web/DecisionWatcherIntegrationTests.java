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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers that watch what others decide.
 */
@ExtendWith(OutputCaptureExtension.class)
class DecisionWatcherIntegrationTests {

	private static final String GIFT = Samples.read("Live.CallbackBeforeSendGift.json");

	@Test
	void whenWatchersBlockThenEveryQuestionIsAnsweredInTimeAllTheSame() throws Exception {
		try (TestServer server = TestServer.start(List.of(Gifts.class, BlockingWatcher.class),
				"livehook.delivery.max-concurrency=2", "livehook.response-timeout=1900ms")) {
			BlockingWatcher watcher = server.bean(BlockingWatcher.class);
			CallbackClient client = server.client();
			for (int i = 0; i < 5; i++) {
				Answers.assertOk(client.post(GIFT));
			}
			assertThat(watcher.entered.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
			assertThat(server.bean(Gifts.class).decided).hasSize(5);
			assertThat(watcher.release.getCount()).isEqualTo(1);
			watcher.release.countDown();
		}
	}

	@Test
	void whenWatcherThrowsThenAnswerStaysAndItIsLogged(CapturedOutput output) throws Exception {
		try (TestServer server = TestServer.start(List.of(Gifts.class, ThrowingWatcher.class),
				"livehook.response-timeout=1900ms")) {
			Answers.assertOk(server.client().post(GIFT));
			assertThat(server.bean(ThrowingWatcher.class).called.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(output).contains("ThrowingWatcher.watch(JsonNode) of bean")
			.contains("Live.CallbackBeforeSendGift has not reached all handlers that watch it: FAILED");
	}

	@Test
	void whenNothingDecidesThenWatchersAreToldAndAnswerIsTencentsDefault() throws Exception {
		try (TestServer server = TestServer.start(List.of(ThrowingWatcher.class))) {
			assertThat(server.client().post(GIFT).body())
				.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":1}");
			assertThat(server.bean(ThrowingWatcher.class).called.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	static class Gifts {

		final List<GiftRequest> decided = new CopyOnWriteArrayList<>();

		@BeforeGiftSend
		GiftDecision check(GiftRequest gift) {
			this.decided.add(gift);
			return GiftDecision.allow();
		}

	}

	static class BlockingWatcher {

		final Semaphore entered = new Semaphore(0);

		final CountDownLatch release = new CountDownLatch(1);

		@OnCallback(GiftRequest.COMMAND)
		void watch(GiftRequest gift) throws InterruptedException {
			this.entered.release();
			this.release.await(20, TimeUnit.SECONDS);
		}

	}

	static class ThrowingWatcher {

		final Semaphore called = new Semaphore(0);

		@OnCallback(OnCallback.ANY)
		void watch(JsonNode body) {
			this.called.release();
			throw new IllegalStateException("failing as told");
		}

	}

}
