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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.decision.FriendDecision.FriendResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FriendDecision}.
 */
class FriendDecisionTests {

	@ParameterizedTest
	@ValueSource(ints = { 38000, 38001, 39000 })
	void whenCodeRejectsThenItIsTakenAndErrorCodeStays0(int code) {
		FriendDecision decision = FriendDecision.reject(code, "no");
		assertThat(decision).isEqualTo(new FriendDecision(code, "no", List.of()));
		assertThat(decision.code()).isEqualTo(0);
		assertThat(decision.text()).isEmpty();
		assertThat(new FriendResult("a", code, "no").code()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 2, 10100, 37999, 39001, 120001, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void whenCodeIsNotDocumentedThenItIsRefused(int code) {
		String message = "The code of a friend decision is 0 (allow), 1 (reject) or 38000 to 39000, not " + code;
		assertThatIllegalArgumentException().isThrownBy(() -> FriendDecision.of(code)).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> FriendDecision.reject(code, "no")).withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> FriendDecision.allow().withRejected("a", code, "no"))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> new FriendResult("a", code, "no")).withMessage(message);
	}

	@Test
	void whenRejectedWithoutCodeThenItIsTheLowest() {
		assertThat(FriendDecision.reject("no")).isEqualTo(FriendDecision.reject(38000, "no"));
		assertThat(FriendDecision.of(1)).isEqualTo(FriendDecision.of(38000));
		assertThat(FriendDecision.allow().withRejected("a", "no").results())
			.containsExactly(new FriendResult("a", 38000, "no"));
	}

	@Test
	void whenRejectionHasTheCodeThatAllowsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> FriendDecision.reject(0, "no"))
			.withMessage("A rejection has a code that is not 0");
		assertThatIllegalArgumentException().isThrownBy(() -> FriendDecision.allow().withRejected("a", 0, "no"))
			.withMessage("A rejection has a code that is not 0");
	}

	@Test
	void whenFriendIsDecidedOnTwiceThenTheLastHolds() {
		assertThat(FriendDecision.allow().withRejected("a", "no").withRejected("b", "no").withAllowed("a").results())
			.containsExactly(new FriendResult("b", 38000, "no"), new FriendResult("a", 0, ""));
	}

	@Test
	void whenSentThenEachFriendOfTheRequestIsNamed() {
		Decision response = FriendDecision.reject("no")
			.withAllowed("b")
			.toResponse(DecisionKind.FRIEND, () -> List.of("a", "b", "a"));
		assertThat(response.fields()).isEqualTo(Map.of("ResultItem",
				List.of(Map.of("To_Account", "a", "ResultCode", 38000, "ResultInfo", "no"),
						Map.of("To_Account", "b", "ResultCode", 0, "ResultInfo", ""),
						Map.of("To_Account", "a", "ResultCode", 38000, "ResultInfo", "no"))));
	}

	@Test
	void whenRequestHasNoSuchFriendThenItIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FriendDecision.allow()
				.withRejected("c", "no")
				.toResponse(DecisionKind.FRIEND, () -> List.of("a", "b")))
			.withMessage("The decision names an account that the request does not");
	}

	@Test
	void whenAllAreRejectedAndRequestNamesNobodyThenItIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FriendDecision.reject("no").toResponse(DecisionKind.FRIEND, List::of))
			.withMessage("Nobody can be rejected, because the request names no account that can be read");
		assertThat(FriendDecision.allow().toResponse(DecisionKind.FRIEND, List::of).fields())
			.isEqualTo(Map.of("ResultItem", List.of()));
	}

}
