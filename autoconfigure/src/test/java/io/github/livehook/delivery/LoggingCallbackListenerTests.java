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

package io.github.livehook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.verification.VerificationFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LoggingCallbackListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingCallbackListenerTests {

	private static final String LONG = "x".repeat(100_000);

	private final AtomicLong nanos = new AtomicLong();

	private final LoggingCallbackListener listener = new LoggingCallbackListener(CommandCatalog.standard(),
			this.nanos::get);

	private final InboundRequest request = new InboundRequest(Instant.EPOCH, "Sign=abcdef&SdkAppid=1400000000", null,
			(header) -> null);

	@Test
	void whenRequestIsRefusedThenReasonIsLoggedOnceAMinute(CapturedOutput output) {
		VerificationFailure refusal = new VerificationFailure(Reason.CLOCK_SKEW, "RequestTime is 90 s behind");
		for (int second = 0; second < 120; second++) {
			this.listener.verificationFailed(this.request, refusal, true);
			pass(Duration.ofSeconds(1));
		}
		assertThat(warnings(output)).hasSize(2)
			.allMatch((line) -> line.endsWith(
					"A request failed verification (CLOCK_SKEW) and was answered with 403: RequestTime is 90 s behind"));
	}

	@Test
	void whenReasonsDifferThenEachIsLogged(CapturedOutput output) {
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.WRONG_SIGNATURE, "wrong"), true);
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.UNKNOWN_APP, "unknown"), true);
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.UNKNOWN_APP, "unknown"), false);
		assertThat(warnings(output)).hasSize(3);
		assertThat(output)
			.contains("(WRONG_SIGNATURE) and was answered with 403: wrong",
					"(UNKNOWN_APP) and was answered with 403: unknown")
			.doesNotContain("abcdef", "SdkAppid=");
	}

	@Test
	void whenRequestIsReportedThenItIsSaidThatItWasAccepted(CapturedOutput output) {
		this.listener.verificationFailed(this.request,
				new VerificationFailure(Reason.MISSING_PARAMETER, "Sign is missing"), false);
		this.listener.verificationFailed(this.request,
				new VerificationFailure(Reason.MISSING_PARAMETER, "Sign is missing"), false);
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith(
					"A request failed verification (MISSING_PARAMETER) and was accepted, since livehook.verification=report: "
							+ "Sign is missing");
	}

	@ParameterizedTest
	@EnumSource
	void whenRequestIsRejectedThenStatusAndDetailAreLogged(InvalidRequest rejection, CapturedOutput output) {
		this.listener.requestInvalid(rejection, "detail");
		this.listener.requestInvalid(rejection, "detail");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith(
					"A request was answered with %d (%s): detail".formatted(rejection.response().status(), rejection));
	}

	@Test
	void whenCommandsDifferThenPairIsLoggedOnceADay(CapturedOutput output) {
		for (int hour = 0; hour < 24; hour++) {
			this.listener.commandDiffers("A", "B");
			pass(Duration.ofHours(1));
		}
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("The query names the command A and the body B, which wins");
		this.listener.commandDiffers("B", "A");
		this.listener.commandDiffers("A", "B");
		assertThat(warnings(output)).hasSize(3);
	}

	@Test
	void whenKnownCommandHasNoHandlerThenForgottenAnnotationIsNamedOnceADay(CapturedOutput output) {
		deliver(BattleStarted.COMMAND, Status.NO_HANDLER, "");
		pass(Duration.ofHours(23));
		deliver(BattleStarted.COMMAND, Status.NO_HANDLER, "");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("No handler for Live.CallbackAfterStartBattle: is there a method annotated for it, such as one "
					+ "that takes BattleStarted, and is its class a bean (@Component)? Answered OK.");
	}

	@Test
	void whenKnownCommandWithoutRecordHasNoHandlerThenItsAnnotationIsNamed(CapturedOutput output) {
		deliver("Desk.SessionEventNotify", Status.NO_HANDLER, "");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("No handler for Desk.SessionEventNotify: is there a method annotated for it, such as one with "
					+ "@OnCallback(\"Desk.SessionEventNotify\"), and is its class a bean (@Component)? Answered OK.");
	}

	@Test
	void whenUnknownCommandHasNoHandlerThenItIsNamed(CapturedOutput output) {
		deliver("Test.Other", Status.NO_HANDLER, "");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("Unknown command Test.Other, and no handler for it "
					+ "(@OnCallback(\"Test.Other\")). Answered OK.");
	}

	@Test
	void whenThereIsNoCommandAndNoHandlerThenThatIsSaid(CapturedOutput output) {
		deliver("", Status.NO_HANDLER, "");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("A callback names no command, and no handler takes every command (@OnCallback). Answered OK.");
	}

	@Test
	void whenBodyIsUnreadableThenFieldIsNamed(CapturedOutput output) {
		deliver("A", Status.UNREADABLE, "The field Duration of the body does not fit BattleStarted");
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("A was answered with 400: The field Duration of the body does not fit BattleStarted");
	}

	@ParameterizedTest
	@EnumSource(names = { "SATURATED", "DUPLICATE_IN_PROGRESS" })
	void whenThereIsNoRoomOrNoOutcomeThenItIsLoggedOnceAMinute(Status status, CapturedOutput output) {
		deliver("A", status, "");
		deliver("B", status, "");
		assertThat(warnings(output)).singleElement().asString().contains("A was answered with 503: ");
	}

	@ParameterizedTest
	@EnumSource(names = { "HANDLED", "DUPLICATE", "FAILED" })
	void whenThereIsNothingToSayThenNothingIsLogged(Status status, CapturedOutput output) {
		deliver("A", status, "");
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void whenCommandIsHandledWithoutRecordThenItIsLoggedOnce(CapturedOutput output) {
		deliver("Test.Other", Status.HANDLED, "");
		deliver("Test.Other", Status.DUPLICATE, "");
		deliver(BattleStarted.COMMAND, Status.HANDLED, "");
		assertThat(output.toString().lines().filter((line) -> line.contains(" INFO "))).singleElement()
			.asString()
			.endsWith("Test.Other has no record, so its handlers take it in its general form");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Member.EventNotify", "OfficialAccount.CallbackAfterSendMsg" })
	void whenKnownCommandIsHandledWithoutRecordThenItIsLogged(String command, CapturedOutput output) {
		deliver(command, Status.HANDLED, "");
		assertThat(output).contains(command + " has no record, so its handlers take it in its general form");
	}

	@ParameterizedTest
	@EnumSource(names = { "UNREADABLE", "SATURATED", "NOT_STORED", "DUPLICATE_IN_PROGRESS" })
	void whenRequestHasIdThenItIsLoggedInOneLineOfLimitedLength(Status status, CapturedOutput output) {
		String id = "5e1f\nforged" + "x".repeat(500);
		CallbackMetadata callback = new CallbackMetadata("1", "A", null, null, null, null, Instant.EPOCH, Instant.EPOCH,
				null, id, 1);
		this.listener.delivered(callback, DeliveryResult.of(status), null);
		this.listener.delivered(callback, DeliveryResult.of(status), CallbackResponse.OK);
		assertThat(warnings(output)).hasSize(2)
			.allMatch((line) -> line.contains("A (RequestID 5e1f?forgedxxx") && line.length() < 800);
	}

	@ParameterizedTest
	@EnumSource(names = { "UNREADABLE", "LATE", "FAILED", "SATURATED" })
	void whenBeforeCallbackHasRequestIdThenItIsLogged(DecisionResult.Status status, CapturedOutput output) {
		CallbackMetadata callback = new CallbackMetadata("1", "A", null, null, null, null, Instant.EPOCH, Instant.EPOCH,
				null, "5e1f", 1);
		this.listener.decided(callback, DecisionResult.of(status, CallbackDecision.allow()), null);
		assertThat(warnings(output)).singleElement().asString().contains(" A (RequestID 5e1f) was answered with code");
	}

	@ParameterizedTest
	@EnumSource(names = { "RETRIED", "DEAD" })
	void whenAttemptFailsThenRequestIdIsLogged(AttemptVerdict.End end, CapturedOutput output) {
		CallbackMetadata callback = new CallbackMetadata("1", "A", null, null, null, null, Instant.EPOCH, Instant.EPOCH,
				null, "5e1f", 1);
		this.listener.attempted(TestHandler.of("first"), callback,
				new AttemptVerdict(end, Duration.ZERO, "cause", null, true));
		assertThat(output).contains("A (RequestID 5e1f)");
	}

	@Test
	void whenAnswerWasLateThenCommandIsNamedOnceAMinute(CapturedOutput output) {
		this.listener.delivered(metadata("A"), DeliveryResult.of(Status.HANDLED), CallbackResponse.OK);
		this.listener.delivered(metadata("A"), DeliveryResult.of(Status.HANDLED), CallbackResponse.OK);
		this.listener.delivered(metadata("B"), DeliveryResult.of(Status.FAILED), CallbackResponse.OK);
		assertThat(warnings(output)).hasSize(2)
			.first()
			.asString()
			.endsWith("A was answered with 200 at the deadline, before its delivery ended: HANDLED");
	}

	@ParameterizedTest
	@EnumSource
	void whenAnswerWasSentAtDeadlineThenLogSaysWhichWhateverCameOfIt(Status status, CapturedOutput output) {
		this.listener.delivered(metadata("A"), DeliveryResult.of(status), CallbackResponse.UNAVAILABLE);
		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("A was answered with 503 at the deadline, before its delivery ended: " + status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\t", "\u0000", "\u001b[31m", "\u007f", "\u0085", "\u2028", "\u2029", "\u202e",
			"\u200b" })
	void whenTextsHoldControlCharactersThenTheyAreReplaced(String control, CapturedOutput output) {
		sayEverything("A" + control + "INJECTED");
		assertThat(warnings(output)).hasSizeGreaterThan(5)
			.allMatch((line) -> line.contains(" WARN ") && line.contains("A?"))
			.noneMatch((line) -> line.contains(control));
	}

	@Test
	void whenTextsAreLongThenLinesAreNot(CapturedOutput output) {
		sayEverything(LONG);
		assertThat(warnings(output)).hasSizeGreaterThan(5).allMatch((line) -> line.length() < 1000);
	}

	@Test
	void whenTextsAreLongThenTheyAreNotKept() {
		this.listener.commandDiffers(LONG, LONG);
		deliver(LONG, Status.NO_HANDLER, "");
		assertThat(this.listener).extracting("perDay.kinds").asString().hasSizeLessThan(10_000);
	}

	@ParameterizedTest
	@MethodSource("linesOfCommands")
	void whenCommandsAreInventedThenKnownCommandIsLoggedAllTheSame(BiConsumer<CallbackListener, String> line,
			CapturedOutput output) {
		for (int i = 0; i < 2000; i++) {
			line.accept(this.listener, "Invented.Command" + i);
		}
		assertThat(warnings(output)).hasSize(1000);
		line.accept(this.listener, BattleStarted.COMMAND);
		line.accept(this.listener, BattleStarted.COMMAND);
		assertThat(warnings(output)).hasSize(1001).last().asString().contains(BattleStarted.COMMAND);
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.WRONG_SIGNATURE, "wrong"), true);
		this.listener.requestInvalid(InvalidRequest.BODY_INVALID, "invalid");
		deliver(BattleStarted.COMMAND, Status.SATURATED, "");
		assertThat(warnings(output)).hasSize(1004);
	}

	static Stream<BiConsumer<CallbackListener, String>> linesOfCommands() {
		DecisionHandler handler = mock();
		Callback callback = mock();
		CallbackDecision decision = CallbackDecision.allow();
		return Stream.of(
				(listener, command) -> listener.delivered(metadata(command), DeliveryResult.of(Status.NO_HANDLER),
						null),
				(listener, command) -> listener.delivered(metadata(command), DeliveryResult.of(Status.HANDLED),
						CallbackResponse.OK),
				(listener, command) -> listener.watched(metadata(command), DeliveryResult.of(Status.FAILED)),
				(listener, command) -> listener.decided(metadata(command),
						DecisionResult.of(DecisionResult.Status.NO_DECISION_HANDLER, decision), null),
				(listener, command) -> listener.decided(metadata(command),
						DecisionResult.of(DecisionResult.Status.LATE, decision), null),
				(listener, command) -> {
					given(callback.metadata()).willReturn(metadata(command));
					listener.decidedLate(handler, callback, decision);
				});
	}

	@Test
	void whenPairsOfCommandsAreInventedThenOtherLinesAreLoggedAllTheSame(CapturedOutput output) {
		IntStream.range(0, 2000).forEach((i) -> this.listener.commandDiffers("A" + i, "B" + i));
		assertThat(warnings(output)).hasSize(1000);
		deliver(BattleStarted.COMMAND, Status.NO_HANDLER, "");
		deliver("Test.Other", Status.NO_HANDLER, "");
		assertThat(warnings(output)).hasSize(1002);
	}

	@ParameterizedTest
	@EnumSource(names = { "RETRIED", "DEAD" })
	void whenAttemptsFailByTheThousandThenTheyAreCounted(AttemptVerdict.End end, CapturedOutput output) {
		AttemptVerdict verdict = new AttemptVerdict(end, Duration.ZERO, "cause", null, true);
		for (int i = 0; i < 3000; i++) {
			this.listener.attempted(TestHandler.of("first"), metadata("A" + i), verdict);
		}
		this.listener.attempted(TestHandler.of("second"), metadata("B\nforged"), verdict);
		assertThat(output.toString().lines()).hasSize(13)
			.anyMatch((line) -> line.contains("first") && line.endsWith("(1 within a minute)") && line.contains(" A0"))
			.anyMatch((line) -> line.contains("first") && line.endsWith("(1000 within a minute)"))
			.anyMatch((line) -> line.contains("second") && line.contains("B?forged"));
	}

	private void sayEverything(String text) {
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.OTHER, text), true);
		this.listener.verificationFailed(this.request, new VerificationFailure(Reason.OTHER, text), false);
		this.listener.requestInvalid(InvalidRequest.BODY_INVALID, text);
		this.listener.commandDiffers(text, text);
		this.listener.delivered(metadata(text), new DeliveryResult(Status.UNREADABLE, text), CallbackResponse.OK);
		for (Status status : Status.values()) {
			deliver(text, status, text);
		}
	}

	private void deliver(String command, Status status, String detail) {
		this.listener.delivered(metadata(command), new DeliveryResult(status, detail), null);
	}

	private static CallbackMetadata metadata(String command) {
		return new CallbackMetadata("1400000000", command, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null,
				null, 1);
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private static List<String> warnings(CapturedOutput output) {
		return Arrays.stream(output.toString().split("\n"))
			.filter((line) -> !line.isEmpty() && !line.contains(" DEBUG ") && !line.contains(" INFO "))
			.toList();
	}

}
