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

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.BeanUtils;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsReadAndWrittenThenItIsTencentsJson(String sample) throws Exception {
		byte[] body = Decoding.bytes(Samples.read(sample));
		List<Callback> callbacks = Decoding.CODEC.decodeAll(body, Decoding.metadata(Samples.commandOf(sample)));
		JsonNode tree = mapper.readTree(body);
		List<JsonNode> events = tree.path("Events").isArray() ? tree.path("Events").valueStream().toList()
				: List.of(tree);
		assertThat(callbacks).hasSameSizeAs(events);
		for (int i = 0; i < events.size(); i++) {
			assertRoundTrip(callbacks.get(i), events.get(i));
		}
	}

	private static void assertRoundTrip(Callback callback, JsonNode body) throws InvalidBodyException {
		String command = callback.metadata().command();
		CallbackCommand known = CommandCatalog.standard().find(command);
		assertThat(callback.payload() instanceof UnknownCallback)
			.isEqualTo(known == null || known.payloadType() == null);
		byte[] written = Decoding.CODEC.encode(callback.payload());
		assertThat(likened(mapper.readTree(written), command)).isEqualTo(likened(body, command));
		assertThat(Decoding.CODEC.decode(written, Decoding.metadata("")).payload()).isEqualTo(callback.payload());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void whenEventIsEmptyThenOnlyItsCommandIsWritten(CallbackCommand command) throws Exception {
		Constructor<? extends CallbackPayload> constructor = BeanUtils.getResolvableConstructor(command.payloadType());
		CallbackPayload empty = constructor.newInstance(new Object[constructor.getParameterCount()]);
		byte[] written = Decoding.CODEC.encode(empty);
		ObjectNode tree = (ObjectNode) mapper.readTree(written);
		assertThat(tree.path("CallbackCommand").stringValue()).isEqualTo(command.name());
		assertThat(tree.propertyNames()).containsExactly("CallbackCommand");
		assertThat(Decoding.CODEC.decode(written, Decoding.metadata("")).payload()).isEqualTo(empty);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void whenEachFieldIsNullThenEventIsEmpty(CallbackCommand command) throws Exception {
		CallbackPayload empty = Decoding.decode(Decoding.CODEC, command.name(), "{}").payload();
		ObjectNode body = mapper.createObjectNode();
		names(command).forEach((name) -> body.set(name, mapper.nullNode()));
		assertThat(Decoding.decode(Decoding.CODEC, command.name(), body.toString()).payload()).isEqualTo(empty);
	}

	private static List<String> samples() {
		return Samples.bodies();
	}

	private static Stream<CallbackCommand> commands() {
		return CommandCatalog.standard().commands().stream().filter((command) -> command.payloadType() != null);
	}

	private static Stream<String> names(CallbackCommand command) {
		return Stream.of(command.payloadType().getRecordComponents())
			.map((component) -> component.getAccessor().getAnnotation(JsonProperty.class).value());
	}

	// What Tencent itself writes in two ways is alike
	private static JsonNode likened(JsonNode body, String command) {
		ObjectNode likened = (ObjectNode) scalarsAsText(body);
		if (!command.isEmpty()) {
			likened.put("CallbackCommand", command.replace("Follow.CallbackAfterCloud", "Live.CallbackAfterCloud"));
		}
		if (likened.path("RoomInfo").has("EventTime")) {
			likened.set("EventTime", ((ObjectNode) likened.path("RoomInfo")).remove("EventTime"));
		}
		return likened;
	}

	private static JsonNode scalarsAsText(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode copy = mapper.createObjectNode();
			object.propertyStream()
				.filter((field) -> !object.has("CallResult") || !field.getKey().equals("AcceptTime")
						|| field.getValue().asLong() != 0)
				.forEach((field) -> copy.set(field.getKey(),
						field.getKey().equals("IsCloudRecordingDisabled")
								? mapper.getNodeFactory().stringNode(field.getValue().asString())
								: scalarsAsText(field.getValue())));
			return copy;
		}
		if (node instanceof ArrayNode list) {
			ArrayNode copy = mapper.createArrayNode();
			list.forEach((value) -> copy.add(scalarsAsText(value)));
			return copy;
		}
		return node.isNumber() ? mapper.getNodeFactory().stringNode(node.asString()) : node;
	}

}
