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

package io.github.livehook.callback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

class CommandCatalogTests {

	private static final CallbackCommand FIRST = CallbackCommand.after("Test.First", FirstEvent.class, "A", "B");

	private static final CallbackCommand SECOND = CallbackCommand.after("Test.Second", SecondEvent.class);

	@Test
	void whenCommandIsKnownThenItIsFoundByNameAndByPayloadType() {
		CommandCatalog catalog = new CommandCatalog(List.of(FIRST, SECOND));
		assertThat(catalog.find("Test.First")).isSameAs(FIRST);
		assertThat(catalog.find("Test.Second")).isSameAs(SECOND);
		assertThat(catalog.findByPayloadType(FirstEvent.class)).isSameAs(FIRST);
		assertThat(catalog.findByPayloadType(SecondEvent.class)).isSameAs(SECOND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "test.first", "Test.First ", "Test.Third" })
	void whenCommandIsUnknownThenThereIsNoRow(String name) {
		assertThat(new CommandCatalog(List.of(FIRST, SECOND)).find(name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Live.CallbackAfterStartBatle", "live.callbackafterstartbattle",
			"Live.CallbackAfterStartBattles", "Live.CallbackAfterStratBattle", "Live.CallbackAfterStartBattl",
			"Live.CallBackAfterStart_Battle" })
	void whenNameIsAlmostThatOfCommandThenItIsFoundAsSimilar(String name) {
		assertThat(CommandCatalog.standard().findSimilar(name)).containsExactly(BattleStarted.COMMAND);
	}

	@ParameterizedTest
	@CsvSource({
			"Group.CallbackAfterKickMember, Group.CallbackAfterNewMemberJoin Group.CallbackAfterMemberExit "
					+ "Group.CallbackAfterMemberFieldChanged",
			"Group.CallbackAfterSendMessage, Group.CallbackAfterSendMsg",
			"Group.CallbackBeforeSendMessage, Group.CallbackBeforeSendMsg",
			"C2C.CallbackAfterMsgWithdraw, C2C.CallbackAfterMsgWithDraw", "State.StateChanged, State.StateChange",
			"Sns.CallbackAfterFriendAdd, Sns.CallbackFriendAdd",
			"Call.CallbackAfterMemberChange, Call.CallbackAfterMemberChanged",
			"Live.CallbackAfterStartBatt1234, Live.CallbackAfterStartBattle",
			"Live.CallbackAfterPauseBattle, Live.CallbackAfterCreateBattle Live.CallbackAfterStartBattle "
					+ "Live.CallbackAfterEndBattle" })
	void whenNameIsInventedThenCommandsWithMostOfItsWordsAreSimilar(String name, String similar) {
		assertThat(CommandCatalog.standard().findSimilar(name)).containsExactly(similar.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "createRoom", "Other.CallbackAfterSendMsg", "CallbackAfterStartBattle",
			"Live.CallbackAfterSendLike", "Live.Callback", "Group.CallbackAfter", "Live.", "." })
	void whenNameIsAnotherThenNoneIsSimilar(String name) {
		assertThat(CommandCatalog.standard().findSimilar(name)).isEmpty();
	}

	@Test
	void whenNameIsThatOfCommandThenNoOtherIsAsSimilar() {
		for (CallbackCommand command : CommandCatalog.standard().commands()) {
			assertThat(CommandCatalog.standard().findSimilar(command.name())).containsExactly(command.name());
		}
	}

	@Test
	void whenCatalogIsStandardThenItHasEachFamily() {
		Map<String, Long> families = CommandCatalog.standard()
			.commands()
			.stream()
			.collect(Collectors.groupingBy(CallbackCommand::family, Collectors.counting()));
		assertThat(families).containsOnly(entry("State", 1L), entry("Profile", 1L), entry("Sns", 6L),
				entry("Follow", 2L), entry("C2C", 5L), entry("Group", 24L), entry("Bot", 2L), entry("Chatbot", 2L),
				entry("OfficialAccount", 11L), entry("Alert", 1L), entry("ContentCallback", 1L), entry("Push", 2L),
				entry("Desk", 1L), entry("Member", 1L), entry("Call", 4L), entry("Room", 5L), entry("Mic", 1L),
				entry("Live", 15L));
	}

	@Test
	void whenCommandHasNoRecordThenItIsKnownByNameAndKind() {
		CommandCatalog catalog = new CommandCatalog(List.of(CallbackCommand.afterWithoutRecord("Test.After", "A"),
				CallbackCommand.beforeWithoutRecord("Test.Question", DecisionKind.GENERAL), FIRST));
		assertThat(catalog.find("Test.After")).isNotNull()
			.extracting(CallbackCommand::payloadType, CallbackCommand::decision, CallbackCommand::keyFields)
			.containsExactly(null, null, List.of("A"));
		assertThat(catalog.decisionOf("Test.Question")).isSameAs(DecisionKind.GENERAL);
		assertThat(catalog.commands()).hasSize(3);
	}

	@Test
	void whenApplicationAddsRecordOfCommandWithoutOneThenItsRowCounts() {
		CallbackCommand row = CallbackCommand.after("Desk.SessionEventNotify", FirstEvent.class);
		CommandCatalog catalog = CommandCatalog.standard().with(row);
		assertThat(catalog.find("Desk.SessionEventNotify")).isSameAs(row);
		assertThat(catalog.commands()).hasSameSizeAs(CommandCatalog.standard().commands());
		CallbackCommand taken = CallbackCommand.after("State.StateChange", FirstEvent.class);
		assertThatIllegalArgumentException().isThrownBy(() -> CommandCatalog.standard().with(taken))
			.withMessage("The command State.StateChange is there twice");
	}

	@Test
	void whenApplicationMakesAnEventOfAQuestionThenItIsRefused() {
		CallbackCommand event = CallbackCommand.after("Chatbot.InterfaceInvocation", FirstEvent.class);
		assertThatIllegalArgumentException().isThrownBy(() -> CommandCatalog.standard().with(event))
			.withMessage("The command Chatbot.InterfaceInvocation is there twice");
		CallbackCommand question = CallbackCommand.before("Chatbot.InterfaceInvocation", FirstEvent.class,
				DecisionKind.INVOCATION);
		assertThat(CommandCatalog.standard().with(question).find("Chatbot.InterfaceInvocation")).isSameAs(question);
	}

	@ParameterizedTest
	@CsvSource({ "Live.CallbackAfterStartBattle, Live", "A.B.C, A", "createRoom, ''" })
	void whenNameHasDotThenFamilyIsBeforeIt(String name, String family) {
		assertThat(CallbackCommand.after(name, FirstEvent.class).family()).isEqualTo(family);
	}

	@Test
	void whenRowIsChangedThenTheRestStays() {
		CallbackCommand row = FIRST.orderedBy("C", "D.E").alsoNamed("Test.Other").restamping("F");
		assertThat(row).isEqualTo(new CallbackCommand("Test.First", List.of("Test.Other"), FirstEvent.class,
				List.of("A", "B"), List.of("C", "D.E"), List.of("F"), null));
		assertThat(row.restamping("F").alsoNamed("X").orderedBy("Y").restampedFields()).containsExactly("F");
	}

	@Test
	void whenPayloadTypeIsUnknownThenThereIsNoRow() {
		CommandCatalog catalog = new CommandCatalog(List.of(FIRST));
		assertThat(catalog.findByPayloadType(SecondEvent.class)).isNull();
		assertThat(catalog.findByPayloadType(CallbackPayload.class)).isNull();
		assertThat(catalog.findByPayloadType(Object.class)).isNull();
	}

	@Test
	void whenRowsAreListedThenTheyKeepTheirOrderAndCannotBeChanged() {
		CommandCatalog catalog = new CommandCatalog(List.of(SECOND, FIRST));
		assertThat(catalog.commands()).containsExactly(SECOND, FIRST);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> catalog.commands().clear());
	}

	@Test
	void whenListOfCreatorChangesThenCatalogDoesNot() {
		List<CallbackCommand> commands = new ArrayList<>(List.of(FIRST));
		CommandCatalog catalog = new CommandCatalog(commands);
		commands.add(SECOND);
		assertThat(catalog.commands()).containsExactly(FIRST);
	}

	@Test
	void whenNameIsThereTwiceThenItIsRefused() {
		CallbackCommand same = CallbackCommand.after("Test.First", SecondEvent.class);
		assertThatIllegalArgumentException().isThrownBy(() -> new CommandCatalog(List.of(FIRST, same)))
			.withMessage("The command Test.First is there twice");
	}

	@Test
	void whenPayloadTypeIsThereTwiceThenItFails() {
		CallbackCommand same = CallbackCommand.after("Test.Other", FirstEvent.class);
		assertThatIllegalArgumentException().isThrownBy(() -> new CommandCatalog(List.of(FIRST, same)))
			.withMessage("The payload type " + FirstEvent.class.getName() + " is there twice");
	}

	@Test
	void whenCatalogIsEmptyThenNothingIsFound() {
		CommandCatalog catalog = new CommandCatalog(List.of());
		assertThat(catalog.commands()).isEmpty();
		assertThat(catalog.find(BattleStarted.COMMAND)).isNull();
	}

	@Test
	void whenCatalogIsStandardThenBattleStartIsIdentifiedByBattleId() {
		CallbackCommand command = CommandCatalog.standard().find(BattleStarted.COMMAND);
		assertThat(command)
			.isEqualTo(CallbackCommand.after("Live.CallbackAfterStartBattle", BattleStarted.class, "BattleId")
				.orderedBy("BattleId"));
		assertThat(CommandCatalog.standard().findByPayloadType(BattleStarted.class)).isSameAs(command);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void whenNameOfCommandIsBlankThenItIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackCommand.after(name, FirstEvent.class))
			.withMessage("'name' must not be empty");
	}

	@Test
	void whenCommandHasNoPayloadTypeThenItFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackCommand.after("Test.First", null))
			.withMessage("'payloadType' must not be null");
	}

	@Test
	void whenKeyFieldsOfCreatorChangeThenCommandDoesNot() {
		List<String> fields = new ArrayList<>(List.of("A"));
		CallbackCommand command = new CallbackCommand("Test.First", List.of(), FirstEvent.class, fields, List.of(),
				List.of(), null);
		fields.add("B");
		assertThat(command.keyFields()).containsExactly("A");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> command.keyFields().add("C"));
	}

	record FirstEvent() implements CallbackPayload {

	}

	record SecondEvent() implements CallbackPayload {

	}

}
