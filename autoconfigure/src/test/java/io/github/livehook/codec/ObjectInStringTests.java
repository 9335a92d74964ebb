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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ObjectInStringTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"RoomId\":\"pk-3\",\"Owner_Account\":\"144115245353757792\"}",
			" {\"Owner_Account\" : 144115245353757792, \"RoomId\":\"pk-3\", \"more\":{\"a\":[1]} } ",
			"{\"RoomId\":\"pk-3\",\"Owner_Account\":144115245353757792,} // printed" })
	void whenTextHoldsObjectThenItIsRead(String text) throws Exception {
		BattleStarted battle = (BattleStarted) decode(text).payload();
		assertThat(battle.fromRoom()).isEqualTo(new BattleRoom("pk-3", "144115245353757792"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "null", " null " })
	void whenTextIsBlankOrNullThenThereIsNoObject(String text) throws Exception {
		assertThat(((BattleStarted) decode(text).payload()).fromRoom()).isNull();
	}

	@Test
	void whenTextHoldsEmptyObjectThenItsFieldsAreNull() throws Exception {
		assertThat(((BattleStarted) decode("{}").payload()).fromRoom()).isEqualTo(new BattleRoom(null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "private", "{", "}", "{\"RoomId\":\"private\"", "{\"RoomId\"}", "{private:1}", "[]",
			"[{\"RoomId\":\"private\"}]", "1", "true", "\"{}\"", "\ufeff{}", "\u0000", "{\"RoomId\":\"private\"} x",
			"{\"RoomId\":\"private\"}{}", "{\"RoomId\":\"private\"}}" })
	void whenTextHoldsNoObjectThenFieldIsNamed(String text) throws Exception {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(decode(text)::payload)
			.withMessage("The field FromRoomInfo of the body does not fit BattleStarted")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"RoomId\":{}}", "{\"RoomId\":[\"private\"]}" })
	void whenObjectInTextDoesNotFitThenPathIsNamed(String text) throws Exception {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(decode(text)::payload)
			.withMessage("The field FromRoomInfo.RoomId of the body does not fit BattleStarted");
	}

	@Test
	void whenElementOfListIsBlankTextThenItIsLeftOut() throws Exception {
		Callback callback = Decoding.decode("{\"ToRoomList\":[\"\",{\"RoomId\":\"a\"},\" \",null]}");
		assertThat(((BattleStarted) callback.payload()).toRooms()).containsExactly(new BattleRoom("a", null));
	}

	private static Callback decode(String text) throws InvalidBodyException {
		ObjectNode body = JsonNodeFactory.instance.objectNode().put("FromRoomInfo", text);
		return Decoding.decode(body.toString());
	}

}
