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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.TestServer;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decisions that come after the answer, over real HTTP.
 */
class LateDecisionIntegrationTests {

	private static final String ON_FAILURE = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":1}";

	@Test
	void whenDecisionIsLateThenOnFailureIsTheAnswerAndListenerIsToldOfItsRequest() throws Exception {
		try (TestServer server = TestServer.start(List.of(SlowWallet.class, FailingListener.class, Listener.class),
				"livehook.response-timeout=900ms", "livehook.decision.max-concurrency=1")) {
			SlowWallet wallet = server.bean(SlowWallet.class);
			Listener listener = server.bean(Listener.class);
			assertThat(server.client().post(gift("late")).body()).isEqualTo(ON_FAILURE);
			assertThat(server.client().post(gift("no-room")).body()).isEqualTo(ON_FAILURE);
			assertThat(listener.rooms).isEmpty();
			wallet.release.countDown();
			assertThat(listener.told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
			assertThat(listener.rooms).containsExactly("late");
			assertThat(listener.decision).isEqualTo(GiftDecision.allow());
			assertThat(listener.onFailure).isEqualTo(GiftDecision.reject());
		}
	}

	@Test
	void whenDecisionHandlersFinishAboutTheDeadlineThenEachDecisionIsEitherTheAnswerOrTold() {
		Set<String> answered = new TreeSet<>();
		AboutDeadline wallet;
		Listener listener;
		try (TestServer server = TestServer.start(List.of(AboutDeadline.class, Listener.class),
				"livehook.response-timeout=300ms", "livehook.decision.max-concurrency=60")) {
			wallet = server.bean(AboutDeadline.class);
			listener = server.bean(Listener.class);
			CallbackClient client = server.client();
			for (int round = 0; round < 10; round++) {
				List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
				for (int i = 0; i < 15; i++) {
					answers.add(client.postAsync(gift(round + "-" + i)));
				}
				for (int i = 0; i < 15; i++) {
					HttpResponse<String> answer = answers.get(i).join();
					// Not 200 if the time was up before the command was known
					assertThat(answer.statusCode()).isIn(200, 400, 503);
					if (answer.statusCode() == 200 && !answer.body().equals(ON_FAILURE)) {
						Answers.assertOk(answer);
						answered.add(round + "-" + i);
					}
				}
			}
		}
		assertThat(answered).isNotEmpty();
		assertThat(listener.rooms).isNotEmpty().doesNotHaveDuplicates().doesNotContainAnyElementsOf(answered);
		Set<String> all = new TreeSet<>(listener.rooms);
		all.addAll(answered);
		assertThat(all).isEqualTo(new TreeSet<>(wallet.decided));
	}

	@Test
	void whenContextClosesThenLateDecisionHandlerIsWaitedForAndNewRequestsGet503() throws Exception {
		TestServer server = TestServer.start(List.of(SlowWallet.class, Listener.class),
				"livehook.response-timeout=900ms");
		SlowWallet wallet = server.bean(SlowWallet.class);
		Listener listener = server.bean(Listener.class);
		CallbackProcessor processor = server.bean(CallbackProcessor.class);
		assertThat(server.client().post(gift("late")).body()).isEqualTo(ON_FAILURE);
		CountDownLatch closed = new CountDownLatch(1);
		new Thread(() -> {
			server.close();
			closed.countDown();
		}).start();
		while (processor.isRunning()) {
			Thread.onSpinWait();
		}
		Answers.assertFailed(server.client().post(gift("new")), 503);
		assertThat(closed.getCount()).isEqualTo(1);
		wallet.release.countDown();
		assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(listener.rooms).containsExactly("late");
	}

	private static String gift(String room) {
		return "{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"RoomId\":\"" + room + "\"}";
	}

	static class SlowWallet {

		final CountDownLatch release = new CountDownLatch(1);

		@BeforeGiftSend
		GiftDecision check() throws InterruptedException {
			this.release.await(20, TimeUnit.SECONDS);
			return GiftDecision.allow();
		}

	}

	static class AboutDeadline {

		final Set<String> decided = ConcurrentHashMap.newKeySet();

		@BeforeGiftSend
		GiftDecision check(GiftRequest gift, CallbackMetadata metadata) {
			String room = String.valueOf(gift.roomId());
			long offset = (room.hashCode() % 21 - 10) * 5_000_000L;
			long deadline = metadata.deadline().toEpochMilli();
			LockSupport.parkNanos((deadline - System.currentTimeMillis()) * 1_000_000L + offset);
			this.decided.add(room);
			return GiftDecision.allow();
		}

	}

	static class FailingListener implements CallbackListener {

		@Override
		public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
			throw new IllegalStateException("failing as told");
		}

	}

	static class Listener implements CallbackListener {

		final List<String> rooms = new CopyOnWriteArrayList<>();

		final Semaphore told = new Semaphore(0);

		volatile @Nullable Decision decision;

		volatile @Nullable Decision onFailure;

		@Override
		public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
			this.decision = decision;
			this.onFailure = handler.onFailure();
			this.rooms.add(String.valueOf(((GiftRequest) callback.payload()).roomId()));
			this.told.release();
		}

	}

}
