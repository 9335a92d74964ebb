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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.BeforeGiftSend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows "before-command" of the answer table, for gifts.
 */
class GiftDecisionIntegrationTests {

	private static final String REJECTED = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":1}";

	private static TestServer server;

	private static CallbackClient client;

	private Wallet wallet;

	@BeforeAll
	static void start() {
		server = TestServer.start(Wallet.class, "livehook.response-timeout=1900ms");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void findWallet() {
		this.wallet = server.bean(Wallet.class);
		this.wallet.gifts.clear();
	}

	@Test
	void whenDocumentedGiftIsAllowedThenAnswerIsTheDocumentedOne() {
		this.wallet.decision = CompletableFuture.completedFuture(GiftDecision.allow());
		HttpResponse<String> response = client.post(Samples.read("Live.CallbackBeforeSendGift.json"));
		Answers.assertOk(response);
		assertThat(response.body()).isEqualToIgnoringWhitespace(Samples.read("responses/gift-allow.json"));
		GiftRequest request = this.wallet.gifts.get(0);
		assertThat(request.roomId()).isEqualTo("room_id");
		assertThat(request.operatorAccount()).isEqualTo("brennanli");
		assertThat(request.gift()).extracting(Gift::giftId).isEqualTo("gift1");
	}

	@Test
	void whenRejectedThenCodeIsTheAnswer() {
		assertDecided(GiftDecision.reject(), REJECTED);
	}

	@Test
	void whenRejectedWithReasonThenCodeAndTextAreTheAnswer() {
		assertDecided(GiftDecision.reject(102101, "zu wenig \"Geld\" \u4f59\u989d"),
				"{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"zu wenig \\\"Geld\\\" \u4f59\u989d\",\"ErrorCode\":102101}");
	}

	@Test
	void whenGiftIsRepeatedThenItIsDecidedTwice() {
		this.wallet.decision = CompletableFuture.completedFuture(GiftDecision.allow());
		Answers.assertOk(client.post(Samples.read("Live.CallbackBeforeSendGift.json")));
		Answers.assertOk(client.post(Samples.read("Live.CallbackBeforeSendGift.json")));
		assertThat(this.wallet.gifts).hasSize(2);
	}

	@Test
	void whenDecisionHandlerTakesMetadataThenDeadlineIsTheResponseTimeout() {
		assertDecided(GiftDecision.allow(), "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
		CallbackMetadata metadata = this.wallet.metadata;
		assertThat(metadata).isNotNull();
		assertThat(metadata.command()).isEqualTo("Live.CallbackBeforeSendGift");
		assertThat(Duration.between(metadata.receivedAt(), metadata.deadline())).isEqualTo(Duration.ofMillis(1900));
		assertThat(metadata.callbackId()).isNull();
		assertThat(this.wallet.thread).startsWith("livehook-decision-");
	}

	@Test
	void whenBodyDoesNotFitThenOnFailureIsTheAnswerAndNothingIsDecided() {
		assertThat(client.post("{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"GiftWater\":[1]}").body())
			.isEqualTo(REJECTED);
		assertThat(this.wallet.gifts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.IllegalStateException", "java.lang.InterruptedException",
			"java.lang.StackOverflowError", "java.lang.OutOfMemoryError",
			"java.util.concurrent.CancellationException" })
	void whenDecisionHandlerThrowsThenOnFailureIsTheAnswer(String failure) throws Exception {
		this.wallet.failure = (Throwable) Class.forName(failure).getConstructor().newInstance();
		try {
			assertThat(postGift()).isEqualTo(REJECTED);
		}
		finally {
			this.wallet.failure = null;
		}
		assertDecided(GiftDecision.reject(102100, "next"),
				"{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"next\",\"ErrorCode\":102100}");
	}

	@Test
	void whenDecisionHandlerReturnsNullThenOnFailureIsTheAnswer() {
		this.wallet.decision = null;
		assertThat(postGift()).isEqualTo(REJECTED);
		this.wallet.decision = CompletableFuture.completedFuture(null);
		assertThat(postGift()).isEqualTo(REJECTED);
	}

	@Test
	void whenStageFailsOrIsCancelledThenOnFailureIsTheAnswer() {
		this.wallet.decision = CompletableFuture.failedFuture(new IllegalStateException("secret"));
		assertThat(postGift()).isEqualTo(REJECTED);
		CompletableFuture<GiftDecision> cancelled = new CompletableFuture<>();
		cancelled.cancel(true);
		this.wallet.decision = cancelled;
		assertThat(postGift()).isEqualTo(REJECTED);
	}

	@Test
	void whenOnFailureIsChangedThenItIsTheAnswer() {
		try (TestServer lenient = TestServer.start(LenientWallet.class)) {
			HttpResponse<String> response = lenient.client().post(Samples.read("Live.CallbackBeforeSendGift.json"));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":102199}");
		}
	}

	private void assertDecided(GiftDecision decision, String answer) {
		this.wallet.decision = CompletableFuture.completedFuture(decision);
		assertThat(postGift()).isEqualTo(answer);
	}

	private static String postGift() {
		HttpResponse<String> response = client.post(Samples.read("Live.CallbackBeforeSendGift.json"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
		return response.body();
	}

	static class Wallet {

		final List<GiftRequest> gifts = new CopyOnWriteArrayList<>();

		volatile @Nullable CompletionStage<GiftDecision> decision;

		volatile @Nullable Throwable failure;

		volatile @Nullable CallbackMetadata metadata;

		volatile @Nullable String thread;

		@BeforeGiftSend
		@Nullable CompletionStage<GiftDecision> check(CallbackMetadata metadata, GiftRequest gift) throws Throwable {
			this.gifts.add(gift);
			this.metadata = metadata;
			this.thread = Thread.currentThread().getName();
			if (this.failure != null) {
				throw this.failure;
			}
			return this.decision;
		}

	}

	static class LenientWallet {

		@BeforeGiftSend(onFailure = 102199)
		GiftDecision check() {
			throw new IllegalStateException("secret");
		}

	}

}
