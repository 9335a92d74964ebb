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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PushBatchTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 100 })
	void whenBodyHoldsEventsThenEachIsCallbackOfItsOwn(int count) throws Exception {
		String body = IntStream.range(0, count).mapToObj(PushBatchTests::push).collect(Collectors.joining(","));
		List<Callback> callbacks = decodeAll("{\"Events\":[" + body + "]}");
		assertThat(callbacks).hasSize(count);
		for (int index = 0; index < count; index++) {
			Callback callback = callbacks.get(index);
			assertThat(callback.metadata().command()).isEqualTo("Push.Event" + index);
			assertThat(callback.body()).asString().isEqualTo(push(index));
			assertThat(((UnknownCallback) callback.payload()).fields()).containsEntry("EventType", index);
		}
		assertThat(callbacks).extracting((callback) -> callback.metadata().callbackId())
			.allSatisfy((id) -> assertThat(id).startsWith("sha256:"))
			.doesNotHaveDuplicates();
	}

	@Test
	void whenEventIsRepeatedInAnotherBatchThenItHasTheSameId() throws Exception {
		Callback first = decodeAll("{\"Events\":[" + push(0) + "," + push(1) + "]}").get(1);
		Callback again = decodeAll("{ \"Events\" : [\n" + push(1) + " ] }").get(0);
		assertThat(again.metadata().callbackId()).isEqualTo(first.metadata().callbackId()).isNotNull();
	}

	@Test
	void whenEventHasRecordThenItIsReadWithItsKey() throws Exception {
		List<Callback> callbacks = decodeAll("{\"Events\":[{\"CallbackCommand\":\"" + BattleStarted.COMMAND
				+ "\",\"BattleId\":\"a\"},{\"CallbackCommand\":\"Test.Other\"}]}");
		assertThat(callbacks.get(0).payload()).isInstanceOf(BattleStarted.class);
		assertThat(callbacks.get(0).metadata().callbackId()).isEqualTo("a");
		assertThat(callbacks.get(1).metadata().callbackId()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Events\":[]}", "{\"Events\":null}", "{\"Events\":{}}", "{\"Events\":\"[]\"}",
			"{\"Events\":[1]}", "{\"Events\":[null]}", "{\"Events\":[[]]}", "{\"Events\":[{}]}",
			"{\"Events\":[{\"CallbackCommand\":\"A.B\"},{}]}", "{\"Events\":[{\"CallbackCommand\":\" \"}]}",
			"{\"Events\":[{\"CallbackCommand\":null}]}", "{\"Events\":[{\"CallbackCommand\":{}}]}",
			"{\"Events\":[{\"CallbackCommand\":\"A.B\"},1]}", "{\"events\":[{\"CallbackCommand\":\"A.B\"}]}",
			"{\"CallbackCommand\":\"Query.Command\",\"Events\":[{\"CallbackCommand\":\"A.B\"}]}", "{}" })
	void whenBodyIsNoBatchThenItIsOneCallback(String body) throws Exception {
		Callback callback = decodeAll(body).get(0);
		assertThat(decodeAll(body)).hasSize(1);
		assertThat(callback.body()).asString().isEqualTo(body);
		assertThat(callback.metadata().command()).isEqualTo("Query.Command");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "true", "[]" })
	void whenCommandOfEventIsNoTextThenBodyIsNoBatch(String command) throws Exception {
		String body = "{\"Events\":[{\"CallbackCommand\":" + command + "}]}";
		assertThat(decodeAll(body)).singleElement()
			.satisfies((callback) -> assertThat(callback.body()).asString().isEqualTo(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "144115216631667827", "99999999999999999999", "1.10", "0.1000000000000000055511151231",
			"123456789.123456789123456789" })
	void whenEventHoldsNumberThenNoDigitIsLost(String number) throws Exception {
		Callback callback = decodeAll("{\"Events\":[{\"CallbackCommand\":\"A.B\",\"n\":" + number + "}]}").get(0);
		assertThat(callback.body()).asString().isEqualTo("{\"CallbackCommand\":\"A.B\",\"n\":" + number + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999999", "1E+400", "1e-999999999", "-0.0" })
	void whenEventHoldsHugeNumberThenItIsTheSameNumber(String number) throws Exception {
		Callback callback = decodeAll("{\"Events\":[{\"CallbackCommand\":\"A.B\",\"n\":" + number + "}]}").get(0);
		Callback alone = Decoding.decode("{\"CallbackCommand\":\"A.B\",\"n\":" + number + "}");
		assertThat(callback.body().length).isLessThan(100);
		Callback again = Decoding.CODEC.decode(callback.body(), Decoding.metadata(""));
		assertThat(again.payload()).isEqualTo(alone.payload()).isEqualTo(callback.payload());
	}

	@Test
	void whenCommandOfOneEventIsTooLongThenBodyIsInvalid() {
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(
				() -> decodeAll("{\"Events\":[" + push(0) + ",{\"CallbackCommand\":\"" + "x".repeat(129) + "\"}]}"));
	}

	@Test
	void whenEventHoldsTextOfAnyKindThenItIsKept() throws Exception {
		String event = "{\"CallbackCommand\":\"A.B\",\"text\":\"\\u0000\\\"\\\\\\ud83d\\ude00\u4f60/\"}";
		Callback callback = decodeAll("{\"Events\":[" + event + "]}").get(0);
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.readTree(callback.body())).isEqualTo(mapper.readTree(event));
	}

	private static String push(int index) {
		return "{\"CallbackCommand\":\"Push.Event" + index + "\",\"EventType\":" + index + ",\"EventTime\":1700000000}";
	}

	private static List<Callback> decodeAll(String body) throws InvalidBodyException {
		return Decoding.CODEC.decodeAll(Decoding.bytes(body), Decoding.metadata("Query.Command"));
	}

}
