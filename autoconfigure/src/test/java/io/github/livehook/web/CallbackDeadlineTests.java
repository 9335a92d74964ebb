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

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.ReflectionTestUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.web.FakeExchange.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what {@link CallbackProcessor} answers when the time is up.
 */
@Timeout(30)
class CallbackDeadlineTests {

	private final ResponseDeadline deadline = new ResponseDeadline(Duration.ofHours(1));

	private final RecordingListener listener = new RecordingListener();

	private final AtomicInteger deliveries = new AtomicInteger();

	private final FakeExchange exchange = FakeExchange.post("{}");

	private RequestVerifier verifier = (request) -> Verification.accept();

	private BiFunction<Callback, CallbackDelivery.Progress, DeliveryResult> delivery = (callback, progress) -> {
		this.deliveries.incrementAndGet();
		return DeliveryResult.of(Status.HANDLED);
	};

	@AfterEach
	void close() {
		this.deadline.close();
	}

	@Test
	void whenVerifierIsLateThenUnavailableAndNothingIsDelivered() {
		this.verifier = (request) -> {
			timeIsUp();
			return Verification.accept();
		};
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
		assertThat(this.deliveries).hasValue(0);
	}

	@Test
	void whenBodyIsLateThenBadRequestAndNothingIsDelivered() {
		this.exchange.with("Content-Length", "1000").body(new InputStream() {

			@Override
			public int read() {
				return '{';
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				timeIsUp();
				bytes[offset] = '{';
				return 1;
			}

		});
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.BAD_REQUEST));
		assertThat(this.listener.told).containsExactly("invalid BODY_INCOMPLETE");
		assertThat(this.deliveries).hasValue(0);
	}

	@Test
	void whenDeliveryHasNotAcceptedInTimeThenUnavailable() {
		this.delivery = (callback, progress) -> {
			timeIsUp();
			return DeliveryResult.of(Status.DUPLICATE_IN_PROGRESS);
		};
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
		assertThat(this.listener.told).containsExactly("delivered DUPLICATE_IN_PROGRESS late");
	}

	@Test
	void whenHandlersRunOnThenOkWhateverComesOfThem() {
		this.delivery = (callback, progress) -> {
			progress.accepted();
			timeIsUp();
			return DeliveryResult.of(Status.FAILED);
		};
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.OK));
		assertThat(this.listener.told).containsExactly("delivered FAILED late");
	}

	@Test
	void whenOneHandlerHasFailedAndOthersRunOnThenFailure() {
		this.delivery = (callback, progress) -> {
			progress.accepted();
			progress.failed(Status.FAILED);
			timeIsUp();
			return DeliveryResult.of(Status.FAILED);
		};
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.handlerFailed(500)));
	}

	@Test
	void whenListenerIsLateThenAnswerSaysHowDeliveryEnded() {
		this.listener.whenTold = this::timeIsUp;
		this.delivery = (callback, progress) -> {
			progress.accepted();
			return DeliveryResult.of(Status.FAILED);
		};
		process();
		assertThat(this.exchange.sent()).containsExactly(Sent.late(CallbackResponse.handlerFailed(500)));
	}

	@Test
	void whenVerificationTookTimeThenDeliveryHasLess() {
		this.verifier = (request) -> {
			await().pollDelay(Duration.ofMillis(50)).until(() -> true);
			return Verification.accept();
		};
		List<Duration> timeLeft = new ArrayList<>();
		this.delivery = (callback, progress) -> {
			timeLeft.add(progress.timeLeft());
			return DeliveryResult.of(Status.HANDLED);
		};
		process();
		assertThat(timeLeft).hasSize(1);
		assertThat(timeLeft.get(0)).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60).minusMillis(50));
	}

	private void timeIsUp() {
		ScheduledThreadPoolExecutor executor = (ScheduledThreadPoolExecutor) ReflectionTestUtils.getField(this.deadline,
				"executor");
		assertThat(executor).isNotNull();
		executor.getQueue().forEach((alarm) -> CompletableFuture.runAsync(alarm).join());
		this.exchange.awaitAnswer();
	}

	private void process() {
		new CallbackProcessor(this.verifier, CallbackCodec.create(CommandCatalog.standard()),
				TestRouters.of(this.delivery, this.listener, 500), CallbackListeners.of(this.listener), this.deadline,
				1000)
			.process(this.exchange);
	}

}
