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

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link CompositeCallbackListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CompositeCallbackListenerTests {

	private static final InboundRequest REQUEST = new InboundRequest(Instant.EPOCH, null, null, (header) -> null);

	private static final VerificationFailure REFUSAL = new VerificationFailure(VerificationFailure.Reason.OTHER,
			"test");

	private static final CallbackMetadata METADATA = new CallbackMetadata("1", "c", null, null, null, null,
			Instant.EPOCH, Instant.EPOCH, null, null, 1);

	private static final DecisionResult DECIDED = new DecisionResult(DecisionResult.Status.DECIDED,
			GiftDecision.allow(), "");

	static Stream<Consumer<CallbackListener>> messages() {
		return Stream.of((listener) -> listener.refused(REQUEST, REFUSAL),
				(listener) -> listener.reported(REQUEST, REFUSAL),
				(listener) -> listener.rejected(InvalidRequest.BODY_INVALID, "test"),
				(listener) -> listener.commandDiffers("a", "b"),
				(listener) -> listener.delivered(METADATA, DeliveryResult.of(Status.HANDLED), CallbackResponse.OK),
				(listener) -> listener.decided(METADATA, DECIDED, CallbackResponse.OK),
				(listener) -> listener.decidedLate(METADATA, GiftDecision.allow()),
				(listener) -> listener.watched(METADATA, DeliveryResult.of(Status.FAILED)));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void whenMessageComesThenAllAreToldInOrder(Consumer<CallbackListener> message) {
		CallbackListener first = Mockito.mock(CallbackListener.class);
		CallbackListener second = Mockito.mock(CallbackListener.class);
		message.accept(new CompositeCallbackListener(List.of(first, second)));
		InOrder inOrder = Mockito.inOrder(first, second);
		message.accept(inOrder.verify(first));
		message.accept(inOrder.verify(second));
		inOrder.verifyNoMoreInteractions();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void whenListenerThrowsThenOthersAreToldAndItIsLogged(Consumer<CallbackListener> message, CapturedOutput output) {
		assertIsolated(message, new IllegalStateException("failing listener"));
		assertThat(output).contains("The listener ", "failing listener");
	}

	@ParameterizedTest
	@MethodSource("messages")
	void whenListenerThrowsAnErrorThenOthersAreTold(Consumer<CallbackListener> message) {
		assertIsolated(message, new NoClassDefFoundError("failing listener"));
	}

	private static void assertIsolated(Consumer<CallbackListener> message, Throwable failure) {
		CallbackListener failing = Mockito.mock(CallbackListener.class, (invocation) -> {
			throw failure;
		});
		CallbackListener next = Mockito.mock(CallbackListener.class);
		assertThatNoException().isThrownBy(() -> message.accept(new CompositeCallbackListener(List.of(failing, next))));
		message.accept(Mockito.verify(next));
	}

}
