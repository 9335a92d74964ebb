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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.handler.BeforeGiftSend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many gifts at once while what decides on them and the handlers of events are stuck.
 */
class GiftFloodIntegrationTests {

	private static final String GIFT = Samples.read("Live.CallbackBeforeSendGift.json");

	private static final String ON_FAILURE = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":102150}";

	// The response timeout, and more for a slow machine; what is stuck is so for 20 s
	private static final Duration IN_TIME = Duration.ofSeconds(3);

	@ParameterizedTest
	@CsvSource({ "server.tomcat.threads.max=200,100,50", "'" + TestServer.ON_JETTY + "',20,10" })
	void whenDecisionHandlersAndHandlersAreStuckThenEveryGiftIsAnsweredInTime(String property, int gifts, int parallel)
			throws Exception {
		flood(gifts, parallel, property);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenThreadsAreVirtualThenEveryGiftIsAnsweredInTime() throws Exception {
		flood(100, 50, "spring.threads.virtual.enabled=true");
	}

	private static void flood(int gifts, int parallel, String property) throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(parallel);
		try (TestServer server = TestServer.start(List.of(StuckWallet.class, BlockingHandler.class), property,
				"livehook.delivery.max-concurrency=3", "livehook.response-timeout=1s")) {
			CallbackClient client = server.client();
			BlockingHandler handler = server.bean(BlockingHandler.class);
			StuckWallet wallet = server.bean(StuckWallet.class);
			Answers.assertOk(client.post(Samples.battle("quick-first")));
			handler.awaitFinished(1);
			handler.awaitEntered(1);
			List<CompletableFuture<HttpResponse<String>>> stuck = List.of(client.postAsync(Samples.battle("one")),
					client.postAsync(Samples.battle("two")), client.postAsync(Samples.battle("three")));
			handler.awaitEntered(3);
			List<Future<Timed>> answers = new ArrayList<>();
			for (int i = 0; i < gifts; i++) {
				answers.add(senders.submit(() -> Timed.post(client, GIFT)));
			}
			wallet.awaitAsked();
			for (int i = 0; i < 5; i++) {
				Timed event = Timed.post(client, Samples.battle("meanwhile-" + i));
				assertThat(event.response().statusCode()).isEqualTo(503);
				assertThat(event.duration()).isLessThan(IN_TIME);
			}
			for (Future<Timed> answer : answers) {
				assertThat(answer.get().response().statusCode()).isEqualTo(200);
				assertThat(answer.get().response().body()).isEqualTo(ON_FAILURE);
				assertThat(answer.get().duration()).isLessThan(IN_TIME);
			}
			assertThat(wallet.decided).hasValue(0);
			handler.release.countDown();
			wallet.release.countDown();
			assertThat(stuck).allMatch((answer) -> answer.join().statusCode() == 200);
		}
		finally {
			senders.shutdownNow();
		}
	}

	/**
	 * An answer, and how long it took.
	 *
	 * @param response the answer
	 * @param duration how long it took
	 */
	private record Timed(HttpResponse<String> response, Duration duration) {

		static Timed post(CallbackClient client, String body) {
			long start = System.nanoTime();
			HttpResponse<String> response = client.post(body);
			return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
		}

	}

	static class StuckWallet {

		final CountDownLatch release = new CountDownLatch(1);

		final AtomicInteger decided = new AtomicInteger();

		private final Semaphore asked = new Semaphore(0);

		@BeforeGiftSend(onFailure = 102150)
		GiftDecision check() throws InterruptedException {
			this.asked.release();
			this.release.await(20, TimeUnit.SECONDS);
			this.decided.incrementAndGet();
			return GiftDecision.allow();
		}

		void awaitAsked() throws InterruptedException {
			assertThat(this.asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
		}

	}

}
