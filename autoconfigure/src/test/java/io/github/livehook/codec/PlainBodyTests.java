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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A body is read in one of two ways: as tokens if it is plain, otherwise as a tree. A
 * number with a fraction that no record has makes it the latter.
 */
class PlainBodyTests {

	private static final String FRACTION = ",\"NotThere\":0.5}";

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsReadInBothWaysThenTheyMeanTheSame(String sample) throws Exception {
		String body = Samples.read(sample).strip();
		assertSame("", body);
		assertSame(Decoding.decode(body).metadata().command(), body);
	}

	private static List<String> samples() {
		return Samples.bodies();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "7", "-7", "9223372036854775807", "9223372036854775808", "\"\"", "\"7\"",
			"\" 7 \"", "\"x\"", "\"\\u4f60\"", "\"\u4f60\u597d\"", "[]", "{}", "[7]", "[null]", "\"{}\"",
			"{\"EventTime\":7}", "[{\"CallbackCommand\":\"Live.CallbackAfterEndBattle\"}]",
			"\"Live.CallbackAfterEndBattle\"" })
	void whenFieldHasAnyValueThenBothWaysMeanTheSame(String value) throws Exception {
		for (String field : List.of("CallbackCommand", "Events", "RoomInfo", "BattleId", "Duration", "CreateTime",
				"StartTime", "FromRoomInfo", "ToRoomList", "EventTime", "Other")) {
			assertSame(BattleStarted.COMMAND, "{\"%s\":%s}".formatted(field, value));
			assertSame(BattleStarted.COMMAND, "{\"%s\":8,\"%s\":%s}".formatted(field, field, value));
			assertSame(BattleStarted.COMMAND,
					"{\"FromRoomInfo\":{\"%s\":%s},\"RoomInfo\":{\"EventTime\":5}}".formatted(field, value));
		}
	}

	@Test
	void whenBodyIsPlainThenItIsBoundWithoutItsTree() throws Exception {
		byte[] bytes = Decoding.bytes(Samples.read(Samples.BATTLE_STARTED));
		JsonBody body = new JsonBody(TencentJsonMapper.create(List.of(), BodyLimits.DEFAULT), BodyLimits.DEFAULT,
				Map.of(JsonBody.EVENT_TIME, 0), bytes, BattleStarted.class);
		assertThat(body.bindPlain(BattleStarted.class)).isSameAs(body.bindPlain(BattleStarted.class))
			.extracting(BattleStarted::battleId)
			.isEqualTo(body.tree().path("BattleId").stringValue());
	}

	@Test
	void whenBodyIsInAnotherEncodingThenItIsInvalid() {
		for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
			byte[] body = "{\"BattleId\":\"b\"}".getBytes(charset);
			assertThatExceptionOfType(InvalidBodyException.class).as(charset.name())
				.isThrownBy(() -> Decoding.CODEC.decode(body, Decoding.metadata("")));
		}
	}

	private static void assertSame(String command, String body) throws Exception {
		String withFraction = body.substring(0, body.lastIndexOf('}')) + FRACTION;
		assertThat(meaning(command, body)).as(body).isEqualTo(meaning(command, withFraction));
	}

	private static List<Object> meaning(String command, String body) throws Exception {
		List<Object> meaning = new ArrayList<>();
		for (Callback callback : Decoding.CODEC.decodeAll(Decoding.bytes(body), Decoding.metadata(command))) {
			meaning.add(callback.metadata().command());
			meaning.add(String.valueOf(callback.metadata().callbackId()).replaceAll("^sha256:.*", "hash"));
			meaning.add(event(callback));
		}
		return meaning;
	}

	private static Object event(Callback callback) {
		try {
			return callback.payload().toString().replaceAll(",? ?NotThere=0.5", "");
		}
		catch (UnreadableBodyException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
