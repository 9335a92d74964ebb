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

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SignalDecision} and {@link InvocationDecision}.
 */
class ChatbotDecisionTests {

	@Test
	void whenSignalIsDecidedOnThenResponseAlwaysHasData() {
		assertThat(SignalDecision.reply("data").fields()).isEqualTo(Map.of("RspData", "data"));
		assertThat(SignalDecision.ignore().fields()).isEqualTo(Map.of("RspData", ""));
		assertThat(SignalDecision.ignore().code()).isEqualTo(1);
		assertThat(SignalDecision.of(0)).isEqualTo(SignalDecision.reply(""));
	}

	@Test
	void whenInvocationIsRepliedToThenBodyHoldsTheVariables() {
		Map<String, @Nullable Object> variables = new HashMap<>(Map.of("a", 1));
		InvocationDecision reply = InvocationDecision.reply(variables);
		variables.clear();
		assertThat(reply.fields()).isEqualTo(Map.of("Body", Map.of("a", 1)));
		assertThat(InvocationDecision.of(0).fields()).isEqualTo(Map.of("Body", Map.of()));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 2, 10100, 120001 })
	void whenCodeIsNotDocumentedThenItIsRefused(int code) {
		assertThatIllegalArgumentException().isThrownBy(() -> SignalDecision.of(code))
			.withMessage("The code of a reply to a signal is 0 (reply) or 1 (ignore), not " + code);
		assertThatIllegalArgumentException().isThrownBy(() -> InvocationDecision.of(code))
			.withMessage("The code of a reply to a chatbot is 0, not " + code);
	}

}
