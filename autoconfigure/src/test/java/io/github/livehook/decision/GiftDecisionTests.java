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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GiftDecision}.
 */
class GiftDecisionTests {

	@Test
	void whenAllowedThenCodeIs0() {
		assertThat(GiftDecision.allow()).isEqualTo(new GiftDecision(0, ""));
	}

	@Test
	void whenRejectedWithoutReasonThenCodeIs1() {
		assertThat(GiftDecision.reject()).isEqualTo(new GiftDecision(1, ""));
	}

	@ParameterizedTest
	@ValueSource(ints = { 102100, 102101, 102199, 102200 })
	void whenCodeIsOneThatTheClientSeesThenItIsTaken(int code) {
		assertThat(GiftDecision.reject(code, "no")).isEqualTo(new GiftDecision(code, "no"));
		assertThat(GiftDecision.of(code)).isEqualTo(new GiftDecision(code, ""));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 2, 10100, 102099, 102201, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void whenCodeIsNotDocumentedThenItIsRefused(int code) {
		String message = "The code of a gift decision is 0 (allow), 1 (reject) or 102100 to 102200, not " + code;
		assertThatIllegalArgumentException().isThrownBy(() -> GiftDecision.reject(code, "no")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> GiftDecision.of(code)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> new GiftDecision(code, "no")).withMessage(message);
	}

	@Test
	void whenRejectionHasTheCodeThatAllowsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> GiftDecision.reject(0, "no"))
			.withMessage("A rejection has a code that is not 0");
	}

	@Test
	@SuppressWarnings("NullAway") // What null does is the test
	void whenTextIsNullThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> GiftDecision.reject(102100, null))
			.withMessage("'text' must not be null");
	}

	@Test
	void whenFieldsAreAskedForThenThereAreNone() {
		assertThat(GiftDecision.allow().fields()).isEmpty();
	}

}
