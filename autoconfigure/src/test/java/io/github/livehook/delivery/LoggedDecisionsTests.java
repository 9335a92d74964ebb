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

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.DecisionResult.Status;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for what {@link LoggingCallbackListener} says of decisions.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggedDecisionsTests {

	private static final GiftDecision DECISION = GiftDecision.reject(102101, "secret");

	private final LoggingCallbackListener listener = new LoggingCallbackListener(CommandCatalog.standard(), () -> 0L);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					NO_DECISION_HANDLER | No decision handler for Live.X: is there a method annotated for it (@BeforeCallback or the annotation of the command), and is its class a bean (@Component)? Answered with code 102101.
					LATE       | Live.X was answered with code 102101, since there was no decision in time
					FAILED     | Live.X was answered with code 102101, since its decision handler has failed
					SATURATED  | Live.X was answered with code 102101: livehook.decision.max-concurrency decisions are being made
					""")
	void whenNothingWasDecidedThenItIsSaidOnceForEachCommand(Status status, String message, CapturedOutput output) {
		for (String command : List.of("Live.X", "Live.Y", "Live.X")) {
			this.listener.decided(metadata(command), new DecisionResult(status, DECISION, ""), null);
		}
		assertThat(warnings(output)).hasSize(2).first().asString().endsWith(message);
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void whenBodyDoesNotFitThenDetailIsSaid(CapturedOutput output) {
		this.listener.decided(metadata("Live.X"), new DecisionResult(Status.UNREADABLE, DECISION, "GiftWater\nforged"),
				null);
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("Live.X was answered with code 102101: GiftWater?forged");
	}

	@Test
	void whenDecidedThenThereIsNoWarning(CapturedOutput output) {
		this.listener.decided(metadata("Live.X"), new DecisionResult(Status.DECIDED, DECISION, ""), null);
		this.listener.decided(metadata("Live.X"), new DecisionResult(Status.DECIDED, DECISION, ""),
				CallbackResponse.OK);
		assertThat(warnings(output)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void whenDeadlineCameBeforeTheQuestionThenLogSaysWhatWasAnswered(Status status, CapturedOutput output) {
		this.listener.decided(metadata("Live.X"), new DecisionResult(status, DECISION, ""),
				CallbackResponse.UNAVAILABLE);
		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("Live.X was answered with 503 at the deadline, before its decision handler could be asked");
	}

	@Test
	void whenDeadlineCameBeforeTheDecisionThenLogSaysWhichCodeWasAnswered(CapturedOutput output) {
		this.listener.decided(metadata("Live.X"), new DecisionResult(Status.FAILED, GiftDecision.allow(), ""),
				CallbackResponse.decided(DECISION));
		assertThat(warnings(output)).singleElement().asString().contains("was answered with code 102101");
	}

	@Test
	void whenDecisionIsLateThenItIsSaidOnceForEachCommand(CapturedOutput output) {
		for (String command : List.of("Live.X", "Live.X\n", "Live.X")) {
			this.listener.decidedLate(Mockito.mock(DecisionHandler.class), callback(command), DECISION);
		}
		assertThat(warnings(output)).hasSize(2)
			.first()
			.asString()
			.endsWith("The decision on Live.X (code 102101) came after the response. CallbackListener beans are "
					+ "notified of each.");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void whenWatchersAreNotAllReachedThenItIsSaidOnceForEachStatus(CapturedOutput output) {
		for (DeliveryResult.Status status : DeliveryResult.Status.values()) {
			this.listener.watched(metadata("Live.X"), new DeliveryResult(status, "detail"));
			this.listener.watched(metadata("Live.X"), new DeliveryResult(status, "detail"));
		}
		assertThat(warnings(output)).hasSize(DeliveryResult.Status.values().length - 2)
			.first()
			.asString()
			.endsWith("Live.X has not reached all handlers that watch it: NO_HANDLER detail");
	}

	private static Callback callback(String command) {
		Callback callback = Mockito.mock(Callback.class);
		given(callback.metadata()).willReturn(metadata(command));
		return callback;
	}

	private static CallbackMetadata metadata(String command) {
		return new CallbackMetadata("1400000000", command, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null,
				null, 1);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("WARN")).toList();
	}

}
