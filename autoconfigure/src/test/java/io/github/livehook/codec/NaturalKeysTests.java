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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NaturalKeysTests {

	private static final CommandCatalog TWO_FIELDS = new CommandCatalog(
			List.of(CallbackCommand.after("Test.TwoFields", TwoFields.class, "A", "B")));

	@Test
	void whenBodyHasKeyThenItIsTheIdWhateverElseChanges() throws Exception {
		assertThat(id("{\"BattleId\":\"a/b+c=\",\"EventTime\":1}")).isEqualTo("a/b+c=");
		assertThat(id("{\"EventTime\":2,\"BattleId\":\" a/b+c= \"}")).isEqualTo("a/b+c=");
		assertThat(id(Samples.read(Samples.AS_PRINTED))).isEqualTo(id(Samples.read(Samples.BATTLE_STARTED)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \"", "{}", "[]", "[\"a\"]", "{\"a\":1}" })
	void whenKeyHasNoTextThenBodyWithTimeIsHashed(String key) throws Exception {
		assertThat(id("{\"BattleId\":" + key + "}")).isNull();
		assertThat(id("{\"BattleId\":" + key + ",\"EventTime\":1}")).matches("sha256:[0-9a-f]{64}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "\"0\"", "\" 0 \"", "null", "\"\"", "\" \"", "{}", "[]", "[1]" })
	void whenThereIsNeitherKeyNorTimeThenThereIsNoId(String time) throws Exception {
		assertThat(id("{\"EventTime\":" + time + "}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0", "\"0.0\"", "0e5", "\"00\"" })
	void whenTimeIsZeroInAnyFormThenThereIsNoId(String time) throws Exception {
		assertThat(((BattleStarted) Decoding.decode("{\"EventTime\":" + time + "}").payload()).eventTime()).isNull();
		assertThat(id("{\"EventTime\":" + time + "}")).isNull();
	}

	@Test
	void whenBodyIsHashedThenEachByteCounts() throws Exception {
		List<String> bodies = List.of("{\"EventTime\":1}", "{\"EventTime\":1} ", "{\"EventTime\":2}",
				"{\"EventTime\":\"1\"}", "\ufeff{\"EventTime\":1}");
		Set<String> ids = new HashSet<>();
		for (String body : bodies) {
			ids.add(id(body));
			assertThat(id(body)).isEqualTo(id(body));
		}
		assertThat(ids).hasSameSizeAs(bodies);
	}

	@ParameterizedTest
	@CsvSource({ "1, false", "127, false", "128, false", "129, true", "100000, true" })
	void whenKeyIsLongThenItIsHashed(int length, boolean hashed) throws Exception {
		String id = id("{\"BattleId\":\"" + "x".repeat(length) + "\"}");
		assertThat(id).isEqualTo(id("{\"EventTime\":1,\"BattleId\":\"" + "x".repeat(length) + "\"}"));
		if (hashed) {
			assertThat(id).matches("sha256:[0-9a-f]{64}")
				.isNotEqualTo(id("{\"BattleId\":\"" + "x".repeat(length) + "y\"}"));
		}
		else {
			assertThat(id).isEqualTo("x".repeat(length));
		}
	}

	@Test
	void whenCommandIsUnknownThenKeyFieldOfAnotherIsNoKey() throws Exception {
		assertThat(Decoding.decode(Decoding.CODEC, "Test.Other", "{\"BattleId\":\"a\"}").metadata().callbackId())
			.isNull();
		assertThat(Decoding.decode(Decoding.CODEC, "Test.Other", "{\"BattleId\":\"a\",\"EventTime\":1}")
			.metadata()
			.callbackId()).startsWith("sha256:");
	}

	@Test
	void whenKeyHasSeveralFieldsThenNoTwoKeysHaveOneId() throws Exception {
		List<String> values = List.of("a", "b", "c", "a/b", "b/c", "a%2Fb", "b%2Fc", "/", "//", "%", "%2F", "+", "a b",
				"a+b", "a%20b", "\"", "\\", ",", "\u4f60", "1");
		List<String> ids = new ArrayList<>();
		for (String first : values) {
			for (String second : values) {
				ids.add(idOfTwo(first, second));
			}
		}
		assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
	}

	@Test
	void whenKeyOfSeveralFieldsIsLongThenItIsHashedAsWhole() throws Exception {
		String half = "x".repeat(64);
		assertThat(idOfTwo(half, half)).matches("sha256:[0-9a-f]{64}")
			.isEqualTo(idOfTwo(half, half))
			.isNotEqualTo(idOfTwo(half + "x", half))
			.isNotEqualTo(idOfTwo(half, half + "x"));
		assertThat(idOfTwo(half + "x", half)).isNotEqualTo(idOfTwo(half, half + "x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"A\":\"a\"}", "{\"B\":\"b\"}", "{\"A\":\"a\",\"B\":\"\"}", "{\"A\":null,\"B\":\"b\"}",
			"{\"A\":{},\"B\":\"b\"}" })
	void whenOneOfSeveralFieldsIsNotThereThenThereIsNoKey(String body) throws Exception {
		CallbackCodec codec = CallbackCodec.create(TWO_FIELDS);
		assertThat(Decoding.decode(codec, "Test.TwoFields", body).metadata().callbackId()).isNull();
	}

	@Test
	void whenCommandOfBodyDiffersThenItsKeyCounts() throws Exception {
		assertThat(Decoding
			.decode(Decoding.CODEC, "Test.Other",
					"{\"CallbackCommand\":\"" + BattleStarted.COMMAND + "\",\"BattleId\":1}")
			.metadata()
			.callbackId()).isEqualTo("1");
	}

	@Test
	void whenIdentifierIsOfApplicationThenItSeesCommandAndBodyAndNoId() throws Exception {
		List<Callback> seen = new ArrayList<>();
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(), (callback) -> {
			seen.add(callback);
			return ((BattleStarted) callback.payload()).battleId() + "!";
		});
		Callback callback = Decoding.decode(codec, "",
				"{\"CallbackCommand\":\"" + BattleStarted.COMMAND + "\",\"BattleId\":\"a\"}");
		assertThat(callback.metadata().callbackId()).isEqualTo("a!");
		assertThat(seen).singleElement().satisfies((first) -> {
			assertThat(first.metadata().callbackId()).isNull();
			assertThat(first.metadata()).isEqualTo(callback.metadata().withCallbackId(null));
			assertThat(first.body()).isEqualTo(callback.body());
		});
	}

	@Test
	void whenIdentifierOfApplicationFindsNoneThenThereIsNoId() throws Exception {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(), (callback) -> null);
		assertThat(Decoding.decode(codec, BattleStarted.COMMAND, "{\"BattleId\":\"a\"}").metadata())
			.extracting(CallbackMetadata::callbackId)
			.isNull();
	}

	@Test
	void whenIdOfApplicationIsLongThenItIsHashed() throws Exception {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> callback.bodyAs(JsonNode.class).path("mine").asString());
		String id = "x".repeat(128);
		assertThat(Decoding.decode(codec, "", "{\"mine\":\"" + id + "\"}").metadata().callbackId()).isEqualTo(id);
		assertThat(Decoding.decode(codec, "", "{\"mine\":\"" + id + "x\"}").metadata().callbackId())
			.matches("sha256:[0-9a-f]{64}");
	}

	@Test
	void whenIdentifierOfApplicationCannotReadBodyThenThereIsNoId() throws Exception {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> String.valueOf(callback.payload()));
		Callback callback = Decoding.decode(codec, BattleStarted.COMMAND, "{\"Duration\":\"abc\"}");
		assertThat(callback.metadata().callbackId()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "128, true", "129, false", "100000, false" })
	void whenCommandIsLongerThanAnyThenBodyIsInvalid(int length, boolean valid) throws Exception {
		String command = "x".repeat(length);
		String body = "{\"CallbackCommand\":\"" + command + "\",\"EventTime\":1}";
		if (valid) {
			assertThat(Decoding.decode(body).metadata().command()).isEqualTo(command);
		}
		else {
			assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> Decoding.decode(body))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("xx"));
		}
	}

	private static String id(String body) throws InvalidBodyException {
		return Decoding.decode(body).metadata().callbackId();
	}

	private static String idOfTwo(String first, String second) throws InvalidBodyException {
		String body = JsonNodeFactory.instance.objectNode().put("A", first).put("B", second).toString();
		return Decoding.decode(CallbackCodec.create(TWO_FIELDS), "Test.TwoFields", body).metadata().callbackId();
	}

	record TwoFields(@JsonProperty("A") String a, @JsonProperty("B") String b) implements CallbackPayload {

	}

}
