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

package io.github.livehook.decision;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.event.chat.message.MessageElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link MessageDecision}.
 */
class MessageDecisionTests {

	private static final MessageElement HELLO = new MessageElement.Text("hello");

	@Test
	void whenDecidedByNameThenCodeIsTheDocumentedOne() {
		assertThat(MessageDecision.deliver().code()).isEqualTo(0);
		assertThat(MessageDecision.reject().code()).isEqualTo(1);
		assertThat(MessageDecision.dropSilently().code()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10100, 10101, 10199, 10200, 120001, 130000 })
	void whenCodeRejectsThenItIsTaken(int code) {
		assertThat(MessageDecision.reject(code, "no")).isEqualTo(new MessageDecision(code, "no", null, null));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 3, 10016, 10099, 10201, 102100, 120000, 130001, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void whenCodeIsNotDocumentedThenItIsRefused(int code) {
		String message = "The code of a message decision is 0 (deliver), 1 (reject), 2 (drop silently), "
				+ "10100 to 10200 in groups or 120001 to 130000 elsewhere, not " + code;
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.reject(code, "no")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.of(code)).withMessage(message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void whenRejectionHasAnotherMeaningThenItIsRefused(int code) {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.reject(code, "no"))
			.withMessage("A rejection has a code that is neither 0 nor 2");
	}

	@Test
	@SuppressWarnings("NullAway") // What null does is the test
	void whenTextIsNullThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.reject(10100, null))
			.withMessage("'text' must not be null");
	}

	@Test
	void whenMessageIsReplacedThenFieldsHoldWhatReplacesIt() {
		MessageDecision decision = MessageDecision.deliver().withBody(List.of(HELLO)).withCloudCustomData("");
		assertThat(decision.fields()).containsExactly(entry("MsgBody", List.of(HELLO)), entry("CloudCustomData", ""));
		assertThat(MessageDecision.deliver().withBody(List.of(HELLO)).fields())
			.containsExactly(entry("MsgBody", List.of(HELLO)));
		assertThat(MessageDecision.deliver().withCloudCustomData("data").fields())
			.containsExactly(entry("CloudCustomData", "data"));
		assertThat(MessageDecision.deliver().fields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 10100 })
	void whenMessageIsNotDeliveredThenItCannotBeReplaced(int code) {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.of(code).withBody(List.of(HELLO)))
			.withMessage("Only a message that is delivered can be replaced");
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.of(code).withCloudCustomData(""))
			.withMessage("Only a message that is delivered can be replaced");
	}

	@Test
	void whenReplacementHasNoElementsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageDecision.deliver().withBody(List.of()))
			.withMessage("A message cannot be replaced by one without elements");
	}

	@Test
	void whenListIsChangedAfterwardsThenDecisionStays() {
		List<MessageElement> elements = new ArrayList<>(List.of(HELLO));
		MessageDecision decision = MessageDecision.deliver().withBody(elements);
		elements.clear();
		assertThat(decision.body()).containsExactly(HELLO);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> decision.body().add(HELLO));
	}

}
