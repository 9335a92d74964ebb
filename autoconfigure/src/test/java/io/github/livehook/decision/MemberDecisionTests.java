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
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MemberDecision}.
 */
class MemberDecisionTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 10100, 10200, 120001, 130000 })
	void whenCodeRejectsThenItIsTaken(int code) {
		assertThat(MemberDecision.reject(code, "no").code()).isEqualTo(code);
		assertThat(MemberDecision.of(code).fields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 2, 10016, 10099, 10201, 38000, 120000, 130001 })
	void whenCodeIsNotDocumentedThenItIsRefused(int code) {
		assertThatIllegalArgumentException().isThrownBy(() -> MemberDecision.of(code))
			.withMessage("The code of a member decision is 0 (allow), 1 (reject), 10100 to 10200 for groups or 120001 "
					+ "to 130000 for official accounts, not " + code);
	}

	@Test
	void whenRejectionHasTheCodeThatAllowsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MemberDecision.reject(0, "no"))
			.withMessage("A rejection has a code that is not 0");
	}

	@Test
	void whenAllAndSomeAreRejectedThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MemberDecision(1, "", List.of("a")))
			.withMessage("A decision that rejects all names no single accounts");
	}

	@Test
	void whenSomeAreRefusedThenFieldIsThatOfTheCommand() {
		List<String> accounts = new ArrayList<>(List.of("b", "a"));
		MemberDecision decision = MemberDecision.allowExcept(accounts);
		accounts.clear();
		assertThat(decision.toResponse(DecisionKind.INVITATION, () -> List.of("a", "b")).fields())
			.isEqualTo(Map.of("RefusedMembers_Account", List.of("b", "a")));
		assertThat(decision.toResponse(DecisionKind.SUBSCRIPTION, () -> List.of("a", "b")).fields())
			.isEqualTo(Map.of("RefusedSubscribers_Account", List.of("b", "a")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> decision.toResponse(DecisionKind.INVITATION, () -> List.of("a")))
			.withMessage("The decision names an account that the request does not");
		MemberDecision none = MemberDecision.allowExcept(List.of());
		assertThat(none.toResponse(DecisionKind.INVITATION, List::of)).isSameAs(none);
	}

}
