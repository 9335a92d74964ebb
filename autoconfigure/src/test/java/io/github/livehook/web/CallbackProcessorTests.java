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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.VerificationFailure.Reason;
import io.github.livehook.web.FakeExchange.Sent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackProcessor}.
 */
class CallbackProcessorTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private final ResponseDeadline deadline = new ResponseDeadline(Duration.ofMinutes(5));

	private final List<Callback> delivered = new ArrayList<>();

	private final RecordingListener listener = new RecordingListener();

	private RequestVerifier verifier = (request) -> Verification.accept();

	private CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());

	private BiFunction<Callback, CallbackDelivery.Progress, DeliveryResult> delivery = (callback, progress) -> {
		this.delivered.add(callback);
		progress.accepted();
		return DeliveryResult.of(Status.HANDLED);
	};

	private boolean accepting = true;

	@AfterEach
	void close() {
		this.deadline.close();
	}

	@Test
	void whenCallbackIsHandledThenOk() {
		assertAnswer(FakeExchange.post(Samples.battle("1")), CallbackResponse.OK);
		assertThat(this.delivered).singleElement()
			.satisfies((callback) -> assertThat(callback.payload()).isInstanceOf(BattleStarted.class));
		assertThat(this.listener.told).containsExactly("delivered HANDLED in time");
	}

	@Test
	void whenCallbackIsDeliveredThenMetadataAreOfQueryAndClock() {
		assertAnswer(FakeExchange.post("{}")
			.query("sdkappid=1400000000&CALLBACKCOMMAND=A&ContentType=json&clientip=::1&optplatform=ANDROID"
					+ "&RequestTime=1767268790"),
				CallbackResponse.OK);
		assertThat(this.delivered.get(0).metadata())
			.isEqualTo(new CallbackMetadata("1400000000", "A", "json", "::1", OptPlatform.ANDROID,
					Instant.ofEpochSecond(1767268790), NOW, NOW.plus(Duration.ofMinutes(5)), null, null, 1));
	}

	@Test
	void whenRequestArrivesThenItsTimesAreNoFinerThanThoseOfDatabases() {
		assertAnswer(FakeExchange.post("{}").receivedAt(NOW.plusNanos(3999)), CallbackResponse.OK);
		CallbackMetadata metadata = this.delivered.get(0).metadata();
		assertThat(metadata.receivedAt()).isEqualTo(NOW.plusNanos(3000));
		assertThat(metadata.deadline()).isEqualTo(NOW.plusNanos(3000).plus(Duration.ofMinutes(5)));
	}

	@ParameterizedTest
	@CsvSource({ "HANDLED, 200", "DUPLICATE, 200", "NO_HANDLER, 200", "FAILED, 500", "UNREADABLE, 400",
			"SATURATED, 503", "DUPLICATE_IN_PROGRESS, 503" })
	void whenDeliveryEndsThenAnswerSaysHow(Status status, int expected) {
		this.delivery = (callback, progress) -> DeliveryResult.of(status);
		FakeExchange exchange = FakeExchange.post("{}");
		process(exchange, 500);
		assertThat(exchange.sent()).singleElement().satisfies((sent) -> {
			assertThat(sent.response().status()).isEqualTo(expected);
			assertThat(sent.response().errorCode()).isEqualTo((expected != 200) ? 1 : 0);
			assertThat(sent.response().headers().containsKey("Retry-After")).isEqualTo(expected == 503);
		});
	}

	@Test
	void whenFailureStatusIs200ThenFailureIsStillAFailure() {
		this.delivery = (callback, progress) -> DeliveryResult.of(Status.FAILED);
		FakeExchange exchange = FakeExchange.post("{}");
		process(exchange, 200);
		assertThat(exchange.sent()).containsExactly(Sent.inTime(CallbackResponse.handlerFailed(200)));
		assertThat(exchange.sent().get(0).response().actionStatus()).isEqualTo("FAIL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "post" })
	void whenMethodIsNotPostThenNothingElseIsLookedAt(String method) {
		this.accepting = false;
		this.verifier = (request) -> Verification.fail(Reason.OTHER, "closed");
		assertAnswer(new FakeExchange(method), CallbackResponse.METHOD_NOT_ALLOWED);
		assertThat(this.listener.told).containsExactly("invalid METHOD_NOT_ALLOWED");
	}

	@Test
	void whenShuttingDownThenUnavailableBeforeVerification() {
		this.accepting = false;
		this.verifier = (request) -> Verification.fail(Reason.OTHER, "closed");
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.UNAVAILABLE);
		assertThat(this.listener.told).containsExactly("invalid SHUTTING_DOWN");
	}

	@Test
	void whenShuttingDownAndDeadlineIsClosedThenStillUnavailable() {
		this.accepting = false;
		this.deadline.close();
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.UNAVAILABLE);
	}

	@Test
	void whenRefusedThenForbiddenAndBodyIsNotRead() {
		this.verifier = (request) -> Verification.fail(Reason.CLOCK_SKEW, "late");
		FakeExchange exchange = FakeExchange.post("x".repeat(2000));
		assertAnswer(exchange, CallbackResponse.FORBIDDEN);
		assertThat(exchange.isBodyOpened()).isFalse();
		assertThat(this.listener.told).containsExactly("forbidden CLOCK_SKEW late");
	}

	@Test
	void whenVerifierThrowsThenForbiddenAndMessageIsNotToldOn() {
		this.verifier = (request) -> {
			throw new IllegalStateException("secret");
		};
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.FORBIDDEN);
		assertThat(this.delivered).isEmpty();
		assertThat(this.listener.told)
			.containsExactly("forbidden VERIFIER_FAILED The verifier failed: java.lang.IllegalStateException");
	}

	@Test
	void whenVerifierReturnsNothingThenRequestIsNotAccepted() {
		this.verifier = Mockito.mock(RequestVerifier.class);
		FakeExchange exchange = FakeExchange.post("{}");
		process(exchange, 500);
		assertThat(exchange.sent()).singleElement()
			.satisfies((sent) -> assertThat(sent.response().status()).isIn(403, 500));
		assertThat(this.delivered).isEmpty();
	}

	@Test
	void whenVerifierReportsThenCallbackIsDelivered() {
		this.verifier = (request) -> Verification.fail(Reason.WRONG_SIGNATURE, "wrong").reportOnly();
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.OK);
		assertThat(this.listener.told).containsExactly("reported WRONG_SIGNATURE wrong", "delivered HANDLED in time");
	}

	@Test
	void whenUrlIsCheckedThenOkAndNothingIsDelivered() {
		this.verifier = (request) -> Verification.accept().onlyWithoutBody();
		assertAnswer(new FakeExchange("POST"), CallbackResponse.OK);
		assertAnswer(new FakeExchange("POST").with("Content-Length", "0"), CallbackResponse.OK);
		assertThat(this.delivered).isEmpty();
		assertThat(this.listener.told).isEmpty();
	}

	@Test
	void whenUrlCheckHasABodyThenForbidden() {
		this.verifier = (request) -> Verification.accept().onlyWithoutBody();
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.FORBIDDEN);
		assertThat(this.delivered).isEmpty();
		assertThat(this.listener.told).containsExactly("forbidden MISSING_PARAMETER SdkAppid is missing");
	}

	@Test
	void whenBodyIsNotAcceptableThenAnswerSaysWhy() {
		assertAnswer(FakeExchange.post("x".repeat(1001)), CallbackResponse.TOO_LARGE);
		assertAnswer(new FakeExchange("POST").with("Content-Length", "2"), CallbackResponse.BAD_REQUEST);
		assertAnswer(FakeExchange.post("{}").with("Content-Length", "3"), CallbackResponse.BAD_REQUEST);
		assertAnswer(FakeExchange.post("[]"), CallbackResponse.BAD_REQUEST);
		assertThat(this.delivered).isEmpty();
		assertThat(this.listener.told).containsExactly("invalid BODY_TOO_LARGE", "invalid BODY_CONSUMED",
				"invalid BODY_INCOMPLETE", "invalid BODY_INVALID");
	}

	@Test
	void whenCommandsDifferThenThatOfTheBodyWins() {
		assertAnswer(FakeExchange.post("{\"CallbackCommand\":\"B\"}").query("CallbackCommand=A"), CallbackResponse.OK);
		assertAnswer(FakeExchange.post("{\"CallbackCommand\":\"B\"}").query("CallbackCommand=B"), CallbackResponse.OK);
		assertAnswer(FakeExchange.post("{\"CallbackCommand\":\"B\"}"), CallbackResponse.OK);
		assertAnswer(FakeExchange.post("{\"CallbackCommand\":\" \"}").query("webhookcommand=B"), CallbackResponse.OK);
		assertThat(this.delivered).extracting((callback) -> callback.metadata().command()).containsOnly("B").hasSize(4);
		assertThat(this.listener.told).containsOnlyOnce("A differs from B").hasSize(5);
	}

	@Test
	void whenDeliveryThrowsThenRequestFailed() {
		this.delivery = (callback, progress) -> {
			throw new IllegalStateException("test");
		};
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.requestFailed(500));
	}

	@Test
	void whenCodecThrowsAnErrorThenRequestFailed() {
		this.codec = Mockito.mock(CallbackCodec.class, (invocation) -> {
			throw new NoClassDefFoundError("test");
		});
		assertAnswer(FakeExchange.post("{}"), CallbackResponse.requestFailed(500));
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, AssertionError.class })
	void whenListenerThrowsThenAnswerIsTheSame(Class<? extends Throwable> failure) {
		this.verifier = (request) -> Verification.fail(Reason.WRONG_SIGNATURE, "wrong").reportOnly();
		this.listener.failure = failure;
		assertAnswer(FakeExchange.post("{\"CallbackCommand\":\"B\"}").query("CallbackCommand=A"), CallbackResponse.OK);
	}

	private void assertAnswer(FakeExchange exchange, CallbackResponse answer) {
		process(exchange, 500);
		assertThat(exchange.sent()).containsExactly(Sent.inTime(answer));
	}

	private void process(FakeExchange exchange, int failureStatus) {
		CallbackProcessor processor = new CallbackProcessor(this.verifier, this.codec,
				TestRouters.of(this.delivery, this.listener, failureStatus), CallbackListeners.of(this.listener),
				this.deadline, 1000);
		if (!this.accepting) {
			processor.stop();
		}
		processor.process(exchange);
	}

}
