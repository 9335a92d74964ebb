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

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever arrives, only the declared exceptions come out, and they hold nothing of it.
 */
class DamagedBodyTests {

	@ParameterizedTest
	@ValueSource(strings = { Samples.BATTLE_STARTED, Samples.AS_PRINTED })
	void whenBodyIsTruncatedAnywhereThenItIsInvalid(String sample) {
		byte[] body = Decoding.bytes(Samples.read(sample).strip());
		for (int length = 0; length < body.length; length++) {
			byte[] truncated = Arrays.copyOf(body, length);
			assertThatExceptionOfType(InvalidBodyException.class).as("%d bytes", length)
				.isThrownBy(() -> Decoding.CODEC.decode(truncated, Decoding.metadata("")))
				.withNoCause();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { Samples.BATTLE_STARTED, Samples.AS_PRINTED })
	void whenAnyByteIsReplacedThenOnlyDeclaredExceptionsComeOut(String sample) {
		byte[] body = Decoding.bytes(Samples.read(sample));
		for (int index = 0; index < body.length; index++) {
			for (byte replacement : Decoding.bytes("\u0000\n \"0-.eE[]{},:/\\nt*\u00e9")) {
				byte[] damaged = body.clone();
				damaged[index] = replacement;
				assertHandled(damaged);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("values")
	void whenFieldHasAnyOtherValueThenOnlyDeclaredExceptionsComeOut(String value) {
		for (String field : new String[] { "CallbackCommand", "BattleId", "Duration", "CreateTime", "StartTime",
				"FromRoomInfo", "ToRoomList", "EventTime", "Other" }) {
			assertHandled(Decoding.bytes("{\"" + field + "\":" + value + "}"));
			assertHandled(Decoding.bytes("{\"ToRoomList\":[{\"" + field + "\":" + value + "}," + value + "]}"));
		}
	}

	private static void assertHandled(byte[] body) {
		try {
			Callback callback = Decoding.CODEC.decode(body, Decoding.metadata(BattleStarted.COMMAND));
			assertThat(callback.bodyAs(JsonNode.class).isObject()).isTrue();
			assertThat(callback.payload()).isInstanceOf(CallbackPayload.class);
		}
		catch (InvalidBodyException | UnreadableBodyException ex) {
			assertThat(ex).hasNoCause().hasNoSuppressedExceptions();
			assertThat(ex.getMessage()).startsWith("The ");
		}
	}

	private static Stream<String> values() {
		return Stream.of("null", "true", "0", "-0", "1.5", "1e3", "1e-3", "1e99", "1e999999999", "1e-999999999",
				"1e2147483647", "1e-2147483647", "1e2147483648", "1e-2147483649", "1e9999999999", "-1e99999999999999",
				"9223372036854775807", "-9223372036854775808", "9223372036854775808", "31556889864403199",
				"31556889864403200", "-31557014167219200", "-31557014167219201", "9".repeat(100), "9".repeat(101),
				"0.".concat("1".repeat(90)), "\"\"", "\" \"", "\"abc\"", "\"\\u0000\"", "\"\\ud800\"",
				"\"1e9999999999\"", "\"NaN\"", "\"{}\"", "\"{\"", "\"[]\"", "\"null\"", "\"\\\"{}\\\"\"",
				"\"{\\\"RoomId\\\":1e9999999999}\"", "\"" + "9".repeat(10_000) + "\"", "[]", "[null]", "[[]]", "[{}]",
				"{}", "{\"\":{}}", "{\"RoomId\":[]}", "{\"RoomId\":1e9999999999}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"private\":1e9999999999}", "{\"a\":{\"private\":[-1.5E+99999999999]}}",
			"{\"a\":1e-9999999999,\"private\":1}" })
	void whenExponentIsBeyondLimitsThenBodyIsInvalid(String body) {
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> Decoding.decode(body))
			.withMessageStartingWith("The body ")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("private", "99999"))
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'a':1}", "{a:1}", "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":5.}", "{\"a\":NaN}",
			"{\"a\":Infinity}", "{\"a\":0x1}", "{\"a\":1,,}", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":\"\t\"}",
			"{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":tru}", "{} /*", "# {}\n{}", "{}x", "{}{}", "{}[]", "{},",
			"{}}", "\ufeff\ufeff{}", "\u0000{}", "[{}]", "{\"a\":1]" })
	void whenTextIsNoJsonThenBodyIsInvalid(String body) {
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> Decoding.decode(body)).withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ufeff{}", " \n{} \n", "{} // end", "/* a */ {} /* b */", "{/**/}", "// a\n{}",
			"{\"a\":[1,],}", "{\"a\":1,//\n}" })
	void whenTextIsJsonWithWhatIsToleratedThenItIsRead(String body) throws Exception {
		assertThat(Decoding.decode(body).payload()).isInstanceOf(BattleStarted.class);
	}

	@Test
	void whenBodyHasByteOrderMarkThenItKeepsIt() throws Exception {
		String body = "\ufeff" + Samples.read(Samples.BATTLE_STARTED);
		Callback callback = Decoding.decode(body);
		assertThat(callback.payload()).isEqualTo(Decoding.decode(Samples.read(Samples.AS_PRINTED)).payload());
		assertThat(callback.body()).isEqualTo(Decoding.bytes(body));
	}

	@Test
	void whenBodyIsInvalidThenPlaceIsNamed() {
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> Decoding.decode("{\n  \"private\": \"secret\" \"more\"\n}"))
			.withMessageMatching("The body is not valid JSON \\(line 2, column \\d+\\)");
	}

	@ParameterizedTest
	@ValueSource(bytes = { (byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80, (byte) 0xed, (byte) 0xf8 })
	void whenByteIsNotUtf8ThenBodyIsInvalidWhereverItIs(byte illegal) {
		byte[] body = Decoding.bytes("{\"a\":\"b\"} // c");
		for (int index = 0; index < body.length; index++) {
			byte[] damaged = body.clone();
			damaged[index] = illegal;
			assertThatExceptionOfType(InvalidBodyException.class)
				.isThrownBy(() -> Decoding.CODEC.decode(damaged, Decoding.metadata("")))
				.withMessage("The body is not UTF-8; compressed bodies are not accepted")
				.withNoCause();
		}
	}

	@Test
	void whenNestingIsDeepThenLimitHoldsForListsAndInTextsToo() throws Exception {
		Decoding.decode("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}");
		for (int depth : new int[] { 64, 1_000, 100_000 }) {
			assertThatExceptionOfType(InvalidBodyException.class)
				.isThrownBy(() -> Decoding.decode("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"));
			assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> Decoding.decode("[".repeat(depth)));
			Callback nested = Decoding
				.decode("{\"FromRoomInfo\":\"{\\\"a\\\":" + "[".repeat(depth) + "]".repeat(depth) + "}\"}");
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(nested::payload)
				.withMessage("The field FromRoomInfo of the body does not fit BattleStarted");
		}
	}

	@Test
	void whenFieldIsRepeatedThenLastOneWins() throws Exception {
		assertThat(Decoding.decode("{\"BattleId\":\"a\",\"BattleId\":\"b\"}").metadata().callbackId()).isEqualTo("b");
	}

}
