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

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.gift.GiftRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DecisionKind}, and for what a catalogue says of the kind of a command.
 */
class DecisionKindTests {

	private final CommandCatalog catalog = CommandCatalog.standard();

	@Test
	void whenNothingIsDecidedThenTencentsDefaultStands() {
		assertThat(DecisionKind.GIFT.failure()).isEqualTo(GiftDecision.reject());
		assertThat(DecisionKind.GROUP_MESSAGE.failure()).isEqualTo(MessageDecision.deliver());
		assertThat(DecisionKind.GENERAL.failure()).isEqualTo(CallbackDecision.allow());
	}

	@Test
	void whenOnFailureIsNoCodeOfItsDecisionsThenKindIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DecisionKind<>(GiftDecision.class, GiftDecision::of, 2))
			.withMessageStartingWith("The code of a gift decision is");
		assertThatIllegalArgumentException().isThrownBy(() -> new DecisionKind<>(GiftDecision.class, (code) -> null, 0))
			.withMessageStartingWith("'onFailure' must be the code of a decision");
	}

	@ParameterizedTest
	@CsvSource({ "Live.CallbackBeforeSendGift, 0, 1, 102100, 102200", "Group.CallbackBeforeSendMsg, 0, 2, 10100, 10200",
			"Group.CallbackBeforeCreateGroup, 0, 1, 10100, 10200",
			"Group.CallbackBeforeInviteJoinGroup, 0, 1, 10100, 10200",
			"C2C.CallbackBeforeSendMsg, 0, 2, 120001, 130000",
			"OfficialAccount.CallbackBeforeSendMsg, 0, 2, 120001, 130000",
			"OfficialAccount.CallbackBeforeAddSubscriber, 0, 1, 120001, 130000",
			"OfficialAccount.CallbackBeforeCreateOfficialAccount, 0, 1, 120001, 130000" })
	void whenDecisionHasCodeThenItIsOneOfTheFamilyOfTheCommand(String command, int lowest, int highest, int lowestOwn,
			int highestOwn) {
		DecisionKind<?> kind = this.catalog.decisionOf(command);
		assertThat(kind).isNotNull();
		for (int code : new int[] { lowest, highest, lowestOwn, highestOwn }) {
			assertThat(kind.decisionOf(code).code()).isEqualTo(code);
			assertThat(kind.responseOf(CallbackDecision.of(code), List::of).code()).isEqualTo(code);
		}
		for (int code : new int[] { lowest - 1, highest + 1, lowestOwn - 1, highestOwn + 1, 38000 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> kind.decisionOf(code));
			assertThatIllegalArgumentException().isThrownBy(() -> kind.responseOf(CallbackDecision.of(code), List::of))
				.withMessage("The code is %d, and not %d to %d or %d to %d", code, lowest, highest, lowestOwn,
						highestOwn);
		}
	}

	@Test
	void whenCommandIsNotKnownThenEveryCodeIsTaken() {
		for (int code : new int[] { Integer.MIN_VALUE, -1, 0, 1, 38000, Integer.MAX_VALUE }) {
			CallbackDecision decision = CallbackDecision.of(code);
			assertThat(DecisionKind.GENERAL.responseOf(decision, List::of)).isSameAs(decision);
		}
	}

	@Test
	void whenDecisionIsGeneralThenOnlyFriendsAreAnsweredByItAsWell() {
		assertThat(DecisionKind.FRIEND.accepts(CallbackDecision.class)).isTrue();
		assertThat(DecisionKind.FRIEND.accepts(GiftDecision.class)).isFalse();
		assertThat(DecisionKind.GROUP_MESSAGE.accepts(CallbackDecision.class)).isFalse();
		assertThat(DecisionKind.INVITATION.accepts(CallbackDecision.class)).isFalse();
	}

	@Test
	void whenCommandHasRowThenItsKindIsThatOfTheRow() {
		assertThat(this.catalog.decisionOf("Live.CallbackBeforeSendGift")).isSameAs(DecisionKind.GIFT);
		assertThat(this.catalog.decisionOf("Group.CallbackBeforeSendMsg")).isSameAs(DecisionKind.GROUP_MESSAGE);
		assertThat(this.catalog.commands()).filteredOn((command) -> command.decision() == null)
			.hasSize(70)
			.allMatch((command) -> this.catalog.decisionOf(command.name()) == null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "C2C.CallbackBeforeNew", "Group.CallbackBeforeNew", "Sns.CallbackPrevNew",
			"Live.CallbackBeforeCallBackNotBlock", "New.CallbackBefore" })
	void whenCommandHasNoRowThenItsNameSaysThatItIsAsked(String command) {
		assertThat(this.catalog.decisionOf(command)).isSameAs(DecisionKind.GENERAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "State.Changed", "C2C.CallbackAfterCall", "CallbackBeforeSendMsg", "Before", "",
			"Push.CallbackBefore.Event", "X.CallbackAfterBeforeSendMsg", "C2C.CallbackBeforeSendMsg\n" })
	void whenNameSaysNothingThenCommandIsNotAsked(String command) {
		assertThat(this.catalog.decisionOf(command)).isNull();
	}

	@Test
	void whenCatalogueIsExtendedThenStandardOneStays() {
		CommandCatalog extended = this.catalog
			.with(CallbackCommand.before("X.CallbackBeforeJoin", UnknownCallback.class, DecisionKind.GIFT));
		assertThat(extended.decisionOf("X.CallbackBeforeJoin")).isSameAs(DecisionKind.GIFT);
		assertThat(this.catalog.decisionOf("X.CallbackBeforeJoin")).isSameAs(DecisionKind.GENERAL);
		Collection<CallbackCommand> commands = extended.commands();
		assertThat(commands).hasSize(86).containsAll(this.catalog.commands());
	}

	@Test
	void whenRowIsThereAlreadyThenItIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.catalog.with(CallbackCommand.after(GiftRequest.COMMAND, UnknownCallback.class)))
			.withMessage("The command Live.CallbackBeforeSendGift is there twice");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.catalog.with(CallbackCommand.after("X.Y", GiftRequest.class)))
			.withMessage("The payload type io.github.livehook.event.live.gift.GiftRequest is there twice");
	}

}
