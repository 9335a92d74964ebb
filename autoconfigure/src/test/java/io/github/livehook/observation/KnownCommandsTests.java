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

package io.github.livehook.observation;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

class KnownCommandsTests {

	@Test
	void whenCommandIsInCatalogThenItIsItsOwnValue() {
		assertThat(commands().valueOf(BattleStarted.COMMAND)).isEqualTo(BattleStarted.COMMAND);
	}

	@Test
	void whenCommandHasTwoSpellingsThenBothHaveOneValue() {
		KnownCommands commands = commands(new PresenceHandler(RecordingChanged.COMMAND_OF_FOLLOW));
		assertThat(commands.valueOf(RecordingChanged.COMMAND_OF_FOLLOW)).isEqualTo(RecordingChanged.COMMAND);
		assertThat(commands.valueOf(RecordingChanged.COMMAND)).isEqualTo(RecordingChanged.COMMAND);
	}

	@Test
	void whenHandlerNamesCommandThenItIsItsOwnValue() {
		KnownCommands commands = commands(new PresenceHandler("Test.Other"));
		assertThat(commands.valueOf("Test.Other")).isEqualTo("Test.Other");
		assertThat(commands.valueOf("state.statechange")).isEqualTo("other");
	}

	@Test
	void whenCommandIsNeitherInCatalogNorNamedThenItIsOther() {
		KnownCommands commands = commands(TestHandler.of("every command"));
		assertThat(commands.valueOf("Test.Other")).isEqualTo("other");
		assertThat(commands.valueOf("")).isEqualTo("other");
	}

	private static KnownCommands commands(CallbackHandler... handlers) {
		return new KnownCommands(CommandCatalog.standard(), ListedHandlers.of(handlers));
	}

	private record PresenceHandler(String command) implements CallbackHandler {

		@Override
		public String id() {
			return "presence";
		}

		@Override
		public Set<String> commands() {
			return Set.of(this.command);
		}

		@Override
		public String description() {
			return "presence";
		}

		@Override
		public Object handle(Callback callback) {
			return "";
		}

	}

}
