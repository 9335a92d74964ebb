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

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

	@ParameterizedTest
	@ValueSource(
			strings = { "[{\"RoomId\":\"a\"},{\"RoomId\":\"b\"}]", " [ {\"RoomId\":\"a\"} , {\"RoomId\":\"b\"}, ]" })
	void whenTextHoldsListThenItIsRead(String text) throws Exception {
		assertThat(((BattleStarted) Decoding.decode(body("ToRoomList", text)).payload()).toRooms())
			.containsExactly(new BattleRoom("a", null), new BattleRoom("b", null));
	}

	@Test
	void whenTextHoldsContainerOfAnyTypeThenItIsRead() throws Exception {
		Containers containers = Decoding
			.decode(body("Map", "{\"a\":1}", "Fields", "{\"b\":[2]}", "List", "[1,\"2\"]", "Set", "[\"x\",\"x\"]",
					"Array", "[\"y\"]", "Anything", "[3]"))
			.bodyAs(Containers.class);
		assertThat(containers.map()).isEqualTo(Map.of("a", 1));
		assertThat(containers.fields()).isEqualTo(Map.of("b", List.of(2)));
		assertThat(containers.list()).containsExactly(1, 2);
		assertThat(containers.set()).containsExactly("x");
		assertThat(containers.array()).containsExactly("y");
		assertThat(containers.anything()).isEqualTo("[3]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null" })
	void whenTextOfContainerIsBlankOrNullThenThereIsNone(String text) throws Exception {
		assertThat(Decoding.decode(body("Map", text, "List", text, "Array", text)).bodyAs(Containers.class))
			.isEqualTo(new Containers(null, null, null, null, null, null, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "Map;[1]", "Map;1", "Map;{", "List;{}", "List;private", "List;[1", "List;1",
			"Set;{\"a\":1}", "Array;\"x\"" })
	void whenTextHoldsAnotherContainerThenFieldIsNamed(String field, String text) throws Exception {
		Callback callback = Decoding.decode(body(field, text));
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Containers.class))
			.withMessage("The field " + field + " of the body does not fit Containers")
			.withNoCause();
	}

	@Test
	void whenArrayIsOfBytesThenTextIsBase64() throws Exception {
		assertThat(Decoding.decode(body("Bytes", "AQI=")).bodyAs(Containers.class).bytes()).containsExactly(1, 2);
	}

	private static String body(String... fields) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		for (int i = 0; i < fields.length; i += 2) {
			body.put(fields[i], fields[i + 1]);
		}
		return body.toString();
	}

	private static Callback decode(String text) throws InvalidBodyException {
		ObjectNode body = JsonNodeFactory.instance.objectNode().put("FromRoomInfo", text);
		return Decoding.decode(body.toString());
	}

	record Containers(@JsonProperty("Map") Map<String, Integer> map, @JsonProperty("Fields") Map<String, Object> fields,
			@JsonProperty("List") List<Integer> list, @JsonProperty("Set") Set<String> set,
			@JsonProperty("Array") String[] array, @JsonProperty("Bytes") byte[] bytes,
			@JsonProperty("Anything") Object anything) {

	}

}
