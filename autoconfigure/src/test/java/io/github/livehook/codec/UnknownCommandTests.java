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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownCommandTests {

	@Test
	void whenValuesAreOfAnyKindThenTheyAreReadAsDocumented() throws Exception {
		Map<String, Object> fields = fields("{\"i\":1,\"l\":144115216631667827,\"b\":99999999999999999999,\"d\":1.10,"
				+ "\"e\":1e3,\"t\":true,\"s\":\"x\",\"list\":[1,\"2\"],\"map\":{\"z\":1,\"a\":2}}");
		assertThat(fields).containsEntry("i", 1)
			.containsEntry("l", 144115216631667827L)
			.containsEntry("b", new BigInteger("99999999999999999999"))
			.containsEntry("d", new BigDecimal("1.10"))
			.containsEntry("e", new BigDecimal("1E+3"))
			.containsEntry("t", true)
			.containsEntry("s", "x")
			.containsEntry("list", List.of(1, "2"))
			.containsEntry("map", Map.of("z", 1, "a", 2));
		assertThat(((Map<?, ?>) fields.get("map")).keySet()).hasToString("[z, a]");
	}

	@Test
	void whenNumberIsHugeThenItIsKeptAsItIs() throws Exception {
		assertThat(fields("{\"a\":1e999999999,\"b\":1e-999999999,\"c\":" + "9".repeat(100) + "}"))
			.containsEntry("a", new BigDecimal("1e999999999"))
			.containsEntry("b", new BigDecimal("1e-999999999"))
			.containsEntry("c", new BigInteger("9".repeat(100)));
	}

	@Test
	void whenFieldIsNullThenItIsThereAtEveryLevel() throws Exception {
		Map<String, Object> inner = new LinkedHashMap<>();
		inner.put("b", null);
		Map<String, Object> expected = new LinkedHashMap<>();
		expected.put("list", Arrays.asList(1, null, 2));
		expected.put("map", inner);
		expected.put("a", null);
		assertThat(fields("{\"list\":[1,null,2],\"map\":{\"b\":null},\"a\":null}")).isEqualTo(expected);
	}

	@Test
	void whenInnerListIsChangedThenNobodyElseSeesIt() throws Exception {
		Callback callback = Decoding.decode(Decoding.CODEC, "Test.Command", "{\"list\":[1]}");
		((List<?>) ((UnknownCallback) callback.payload()).fields().get("list")).clear();
		((List<?>) callback.bodyAs(UnknownCallback.class).fields().get("list")).clear();
		assertThat(callback.payload()).isEqualTo(new UnknownCallback("Test.Command", Map.of("list", List.of(1))));
	}

	@Test
	void whenCommandIsKnownThenBodyCanStillBeReadInGeneralForm() throws Exception {
		assertThat(Decoding.decode("{\"a\":1}").bodyAs(UnknownCallback.class))
			.isEqualTo(new UnknownCallback(BattleStarted.COMMAND, Map.of("a", 1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"CallbackCommand\":\"Test.Command\",\"z\":1.10,\"a\":[null,{\"b\":null}],\"c\":{}}",
			"{\"z\":1,\"CallbackCommand\":\"Test.Command\",\"a\":99999999999999999999}",
			"{\"CallbackCommand\":\"Test.Command\",\"a\":null}" })
	void whenWrittenThenItIsReadBackAsTheSame(String body) throws Exception {
		Callback callback = Decoding.decode(Decoding.CODEC, "", body);
		Callback back = Decoding.CODEC.decode(Decoding.CODEC.encode(callback.payload()), Decoding.metadata(""));
		assertThat(back.payload()).isEqualTo(callback.payload());
		assertThat(back.bodyAs(JsonNode.class)).isEqualTo(callback.bodyAs(JsonNode.class));
	}

	@Test
	void whenNothingNamesCommandThenNoneIsWritten() throws Exception {
		UnknownCallback event = (UnknownCallback) Decoding.decode(Decoding.CODEC, "", "{\"a\":1}").payload();
		assertThat(event.command()).isEmpty();
		assertThat(Decoding.CODEC.encode(event)).asString().isEqualTo("{\"a\":1}");
	}

	@Test
	void whenResponseIsWrittenThenFieldsKeepOrderAndNulls() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("ErrorCode", 0);
		fields.put("ActionStatus", "OK");
		fields.put("Extra", null);
		assertThat(Decoding.CODEC.encodeFields(fields)).asString()
			.isEqualTo("{\"ErrorCode\":0,\"ActionStatus\":\"OK\",\"Extra\":null}");
	}

	private static Map<String, Object> fields(String body) throws InvalidBodyException {
		return ((UnknownCallback) Decoding.decode(Decoding.CODEC, "Test.Command", body).payload()).fields();
	}

}
