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

package io.github.livehook.codec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the record that a body is bound to while it is looked over.
 */
class ExpectedRecordTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "[1]", "[{}]", "[[1]]", "[\"{}\"]", "7", "\"x\"", "\"{}\"", "null", "{} {}",
			"{}x", "{\"a\":1" })
	void whenBodyIsNoObjectThenItIsInvalidWhateverIsExpected(String body) {
		for (CallbackCommand command : CommandCatalog.standard().commands()) {
			assertThatExceptionOfType(InvalidBodyException.class).as(command.name())
				.isThrownBy(() -> Decoding.decode(Decoding.CODEC, command.name(), body));
		}
	}

	@Test
	void whenBodyNamesAnotherCommandThenItIsBoundToItsOwnRecord() throws Exception {
		Callback callback = Decoding.decode(Decoding.CODEC, BattleStarted.COMMAND,
				"{\"CallbackCommand\":\"%s\",\"BattleId\":\"b\"}".formatted(BattleEnded.COMMAND));
		assertThat(callback.payload()).isInstanceOfSatisfying(BattleEnded.class,
				(ended) -> assertThat(ended.battleId()).isEqualTo("b"));
	}

	@Test
	void whenTypeExtendsAnotherThenBodyIsBoundToItsOwn() throws Exception {
		CallbackCodec codec = codec(CallbackCommand.after("Own.Special", Special.class),
				CallbackCommand.after("Own.General", General.class));
		Callback callback = Decoding.decode(codec, "Own.Special", "{\"CallbackCommand\":\"Own.General\"}");
		assertThat(callback.payload()).isExactlyInstanceOf(General.class);
	}

	@Test
	void whenRecordCannotBeMadeThenOnlyThoseWhoWantItFail() throws Exception {
		CallbackCodec codec = codec(CallbackCommand.after("Own.Failing", Failing.class));
		Callback withException = Decoding.decode(codec, "Own.Failing", "{\"how\":\"exception\"}");
		assertThat(withException.bodyAs(JsonNode.class).path("how").stringValue()).isEqualTo("exception");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(withException::payload);
		Callback withError = Decoding.decode(codec, "Own.Failing", "{\"how\":\"error\"}");
		assertThat(withError.bodyAs(JsonNode.class).path("how").stringValue()).isEqualTo("error");
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(withError::payload);
	}

	private static CallbackCodec codec(CallbackCommand... commands) {
		return CallbackCodec.create(CommandCatalog.standard().with(commands));
	}

	record Failing(String how) implements CallbackPayload {

		Failing {
			if (how.equals("exception")) {
				throw new IllegalArgumentException("not so");
			}
			throw new NoClassDefFoundError("not there");
		}

	}

	static class General implements CallbackPayload {

	}

	static class Special extends General {

	}

}
