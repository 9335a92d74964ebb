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

import io.github.livehook.event.chat.c2c.PrivateMessageSent;
import io.github.livehook.event.chat.group.GroupFilled;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;

import static org.assertj.core.api.Assertions.assertThat;

class OrderingKeyTests {

	@Test
	void whenCommandsAreOfOneThingThenTheyShareAKey() throws Exception {
		assertThat(key(BattleStarted.COMMAND, "{\"BattleId\":\"a/b\",\"EventTime\":1}")).isEqualTo("a/b")
			.isEqualTo(key(BattleEnded.COMMAND, "{\"EventTime\":2,\"BattleId\":\"a/b\"}"));
		assertThat(key(RoomCreated.COMMAND, "{\"RoomInfo\":{\"RoomId\":\"r\"}}")).isEqualTo("r")
			.isEqualTo(key(RoomDestroyed.COMMAND, "{\"RoomId\":\"r\"}"));
	}

	@Test
	void whenTwoPeopleTalkThenBothDirectionsShareAKey() throws Exception {
		String key = key(PrivateMessageSent.COMMAND, "{\"From_Account\":\"a b\",\"To_Account\":\"c\"}");
		assertThat(key).isNotNull()
			.isEqualTo(key(PrivateMessageSent.COMMAND, "{\"From_Account\":\"c\",\"To_Account\":\"a b\"}"))
			.isNotEqualTo(key(PrivateMessageSent.COMMAND, "{\"From_Account\":\"a\",\"To_Account\":\"b/c\"}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"GroupId\":null}", "{\"GroupId\":\" \"}", "{\"GroupId\":{\"a\":1}}" })
	void whenTheThingIsNotNamedThenThereIsNoKey(String body) throws Exception {
		assertThat(key(GroupFilled.COMMAND, body)).isNull();
		assertThat(key("Test.Unknown", body)).isNull();
	}

	@Test
	void whenTheNameIsLongThenTheKeyIsNot() throws Exception {
		String body = "{\"GroupId\":\"" + "x".repeat(100_000) + "\"}";
		assertThat(key(GroupFilled.COMMAND, body)).matches("sha256:[0-9a-f]{64}");
	}

	private static String key(String command, String body) throws Exception {
		return Decoding.CODEC.decode(Decoding.bytes(body), Decoding.metadata(command)).orderingKey();
	}

}
