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
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link CallbackDecision}.
 */
class CallbackDecisionTests {

	@Test
	void whenAllowedThenCodeIs0() {
		assertThat(CallbackDecision.allow()).isEqualTo(new CallbackDecision(0, "", Map.of()));
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 1, 120001, Integer.MAX_VALUE })
	void whenRejectedThenEveryOtherCodeIsTaken(int code) {
		assertThat(CallbackDecision.reject(code, "no")).isEqualTo(new CallbackDecision(code, "no", Map.of()));
	}

	@Test
	void whenRejectionHasTheCodeThatAllowsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackDecision.reject(0, "no"))
			.withMessage("A rejection has a code that is not 0");
	}

	@Test
	@SuppressWarnings("NullAway") // What null does is the test
	void whenTextIsNullThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackDecision.reject(1, null))
			.withMessage("'text' must not be null");
	}

	@Test
	void whenFieldsAreAddedThenTheyStayInTheirOrderAndMayBeNull() {
		CallbackDecision decision = CallbackDecision.allow().withField("B", 1).withField("A", null).withField("B", 2);
		assertThat(decision.fields()).containsExactly(entry("B", 2), entry("A", null));
		assertThat(CallbackDecision.allow().fields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ActionStatus", "ErrorCode", "ErrorInfo" })
	void whenFieldIsOneThatEveryResponseHasThenItFails(String name) {
		String message = "Every response has the field " + name + " already";
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackDecision.allow().withField(name, "x"))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> new CallbackDecision(0, "", Map.of(name, "x")))
			.withMessage(message);
	}

	@Test
	void whenMapIsChangedAfterwardsThenDecisionStays() {
		Map<String, @Nullable Object> fields = new HashMap<>(Map.of("Field", 1));
		CallbackDecision decision = new CallbackDecision(0, "", fields);
		fields.put("ErrorCode", 7);
		assertThat(decision.fields()).containsExactly(entry("Field", 1));
	}

}
