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
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every value of every sample is replaced, one after the other, by what does not belong
 * there.
 */
class WrongShapeTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1.5", "1e400",
			"99999999999999999999", "9".repeat(100), "\"\"", "\" \"", "\"x\"", "\"1\"", "\"{}\"", "\"{\"", "\"[]\"",
			"\"[{}]\"", "\"{\\\"MsgType\\\":\\\"TIMTextElem\\\"}\"", "[]", "[null]", "[[]]", "[{}]", "[\"x\"]", "[1]",
			"[[[1]]]", "{}", "{\"x\":1}", "{\"MsgType\":[]}", "{\"MsgType\":\"TIMTextElem\",\"MsgContent\":1}",
			"{\"Payload\":[1]}", "[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":{\"MsgList\":[{\"MsgBody\":{}}]}}]",
			"{\"Text\":{}}", "{\"RoomId\":{}}", "{\"EventTime\":[]}");

	@ParameterizedTest
	@MethodSource("samples")
	void whenAnyValueIsOfAnyShapeThenBodyIsReadOrFieldIsNamed(String sample) throws Exception {
		String command = Samples.commandOf(sample);
		JsonNode body = mapper.readTree(Samples.read(sample));
		int replaced = 0;
		for (String path : paths(body, "").toList()) {
			for (String value : VALUES) {
				assertReadOrUnreadable(command, replace(body, path, value));
				replaced++;
			}
		}
		assertThat(replaced).isGreaterThan(90);
	}

	private static void assertReadOrUnreadable(String command, String body) throws InvalidBodyException {
		for (Callback callback : Decoding.CODEC.decodeAll(Decoding.bytes(body), Decoding.metadata(command))) {
			assertReadOrUnreadable(callback, body);
		}
	}

	private static void assertReadOrUnreadable(Callback callback, String body) throws InvalidBodyException {
		assertThat(callback.bodyAs(JsonNode.class).isObject()).isTrue();
		try {
			assertThat(callback.payload()).as(body).isNotNull();
			assertThat(Decoding.CODEC.decode(Decoding.CODEC.encode(callback.payload()), callback.metadata()).payload())
				.as(body)
				.isEqualTo(callback.payload());
		}
		catch (UnreadableBodyException ex) {
			assertThat(ex.getField()).as(body).isNotEmpty();
			assertThat(ex).hasNoCause();
		}
		catch (RuntimeException ex) {
			throw new AssertionError(body, ex);
		}
	}

	private static Stream<String> paths(JsonNode node, String path) {
		Stream<String> here = path.isEmpty() ? Stream.empty() : Stream.of(path);
		Stream<String> below = Stream.empty();
		if (node instanceof ObjectNode object) {
			below = object.propertyStream().flatMap((field) -> paths(field.getValue(), path + "/" + field.getKey()));
		}
		else if (node instanceof ArrayNode list && !list.isEmpty()) {
			below = paths(list.get(0), path + "/0");
		}
		return Stream.concat(here, below);
	}

	private static String replace(JsonNode body, String path, String value) {
		JsonNode copy = body.deepCopy();
		int slash = path.lastIndexOf('/');
		String mark = "\"replaced\"";
		if (copy.at(path.substring(0, slash)) instanceof ObjectNode parent) {
			parent.put(path.substring(slash + 1), "replaced");
		}
		else {
			((ArrayNode) copy.at(path.substring(0, slash))).set(0, "replaced");
		}
		return copy.toString().replace(mark, value);
	}

	private static List<String> samples() {
		return Samples.bodies();
	}

}
