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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
		assertThat(CommandCatalog.standard().findSimilar(name)).isEqualTo(BattleStarted.COMMAND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "State.StateChange", "Live.CallbackAfterStartBatt1234", "CallbackAfterStartBattle",
			"Live.CallbackAfterPauseBattle" })
	void whenNameIsAnotherThenNoneIsSimilar(String name) {
		assertThat(CommandCatalog.standard().findSimilar(name)).isNull();
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
			.isEqualTo(CallbackCommand.after("Live.CallbackAfterStartBattle", BattleStarted.class, "BattleId"));
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
				null);
		fields.add("B");
		assertThat(command.keyFields()).containsExactly("A");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> command.keyFields().add("C"));
	}

	record FirstEvent() implements CallbackPayload {

	}

	record SecondEvent() implements CallbackPayload {

	}

}
