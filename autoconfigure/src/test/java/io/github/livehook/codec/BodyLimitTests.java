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

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that are small and become many objects.
 */
class BodyLimitTests {

	private static final int MAX_BODY_SIZE = 256 * 1024;

	private static final String EVENT = "{\"CallbackCommand\":\"a\"}";

	private final CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(), null,
			new BodyLimits(20, 3));

	@ParameterizedTest
	@ValueSource(strings = { "{\"Events\":[%s]}", "{\"n\":1.5,\"Events\":[%s]}", "{\"Events\":[%s],\"n\":1.5}",
			"{\"Events\":[%s],\"text\":\"\u4e16\"}", "\ufeff{\"Events\":[%s]}", "{\"Events\":[],\"Events\":[%s]}",
			"{\"CallbackCommand\":\" \",\"Events\":[%s]}", "{\"CallbackCommand\":null,\"Events\":[/**/%s,]}" })
	void whenBatchHoldsMoreEventsThanAllowedThenItIsTooComplex(String body) throws Exception {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(), null, new BodyLimits(40, 3));
		assertThat(decodeAll(codec, "", body.formatted(repeat(EVENT, 3)))).hasSize(3);
		assertTooComplex(codec, body.formatted(repeat(EVENT, 4)))
			.withMessage("The body holds more events than livehook.max-batch-size (3)");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"CallbackCommand\":\"a\",\"Events\":[%s]}", "{\"Events\":[%s],\"CallbackCommand\":\"a\"}",
					"{\"Events\":[%s],\"Events\":[]}", "{\"Events\":[%s],\"Events\":1}", "{\"a\":[%s]}",
					"{\"a\":{\"Events\":[%s]}}", "{\"Events\":{\"Events\":[%s]}}", "{\"Events\":[[%s]]}" })
	void whenBodyIsNoBatchThenItsListsMayBeLonger(String body) throws Exception {
		assertThat(decodeAll(this.codec, "", body.formatted(repeat("1", 9)))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"a\":[%s]}", "{\"a\":[%s,]}// more", "{\"n\":1.5,\"a\":[%s]}", "{\"a\":[%s],\"\u4e16\":1.5}",
					"{\"BattleId\":\"a\",\"ToRoomList\":[%s]}", "{\"CallbackCommand\":\"Other\",\"a\":[%s]}" })
	void whenBodyHasMoreTokensThanAllowedThenItIsTooComplex(String body) throws Exception {
		for (String value : List.of("1", "1.0", "\"\"", "null", "{}", "[]", "{\"a\":1}", "[1.0]")) {
			int most = 1;
			while (tokens(body.formatted(repeat(value, most + 1))) <= 20) {
				most++;
			}
			assertThat(decodeAll(this.codec, "", body.formatted(repeat(value, most)))).hasSize(1);
			assertTooComplex(this.codec, body.formatted(repeat(value, most + 1)))
				.withMessage("The body has more tokens than livehook.max-body-tokens (20), more than 64 levels, or too "
						+ "large a number");
		}
	}

	// Jackson's limit is the number of tokens that are read
	private static int tokens(String body) throws InvalidBodyException {
		return tokens(Decoding.decode(body).bodyAs(JsonNode.class));
	}

	private static int tokens(JsonNode node) {
		int names = node.isObject() ? node.size() : 0;
		return (node.isContainer() ? 2 : 1) + names + node.valueStream().mapToInt(BodyLimitTests::tokens).sum();
	}

	@Test
	void whenTextsOfBodyHoldMoreTokensThanAllowedThenFieldIsNamed() throws Exception {
		String room = quote("{\"RoomId\":\"a\"}");
		String body = "{\"ToRoomList\":[%s]}";
		BattleStarted battle = (BattleStarted) decodeAll(this.codec, BattleStarted.COMMAND,
				body.formatted(repeat(room, 5)))
			.get(0)
			.payload();
		assertThat(battle.toRooms()).hasSize(5);
		Callback callback = decodeAll(this.codec, BattleStarted.COMMAND, body.formatted(repeat(room, 6))).get(0);
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(callback::payload)
			.withMessage("The field ToRoomList[5] of the body does not fit BattleStarted");
	}

	@Test
	void whenSamplesAreBatchedAsFarAsTencentDoesThenTheyAreFarFromTheLimit() throws Exception {
		for (String name : Samples.bodies()) {
			assertThat(100 * tokens(Samples.read(name))).as(name).isLessThan(BodyLimits.DEFAULT.maxTokens() / 2);
		}
	}

	@ParameterizedTest
	@MethodSource("amplified")
	void whenBodyIsLargeThenItDoesNotBecomeManyObjects(String command, String body) {
		assertThat(body.length()).isBetween(MAX_BODY_SIZE / 2, MAX_BODY_SIZE);
		long before = allocated();
		try {
			for (Callback callback : decodeAll(Decoding.CODEC, command, body)) {
				callback.payload();
			}
		}
		catch (InvalidBodyException | UnreadableBodyException ex) {
			assertThat(ex).hasNoCause();
		}
		assertThat(allocated() - before).isLessThan(128L * MAX_BODY_SIZE);
	}

	private static Stream<Arguments> amplified() {
		String room = "{\"RoomId\":1}";
		String elements = "{\"MsgType\":\"a\",\"MsgContent\":{\"a\":[%s]}}".formatted(repeat("{}", 9000));
		return Stream.of(Arguments.of("", "{\"Events\":[%s]}".formatted(repeat(EVENT, 10_000))),
				Arguments.of("", "{\"a\":1.0,\"b\":[%s]}".formatted(repeat("{}", 80_000))),
				Arguments.of("", "{\"a\":[%s]}".formatted(repeat("{}", 80_000))),
				Arguments.of("", "{\"a\":[%s]}".formatted(repeat("1.0", 60_000))),
				Arguments.of("", "{\"a\":[%s]}".formatted(repeat("[[[[[[]]]]]]", 18_000))),
				Arguments.of("", "{%s}".formatted(names(20_000))),
				Arguments.of(BattleStarted.COMMAND, "{\"ToRoomList\":[%s]}".formatted(repeat(room, 18_000))),
				Arguments.of(BattleStarted.COMMAND, "{\"ToRoomList\":[%s]}".formatted(repeat(quote(room), 13_000))),
				Arguments.of(BattleStarted.COMMAND,
						"{\"FromRoomInfo\":%s}".formatted(quote("{\"a\":[%s]}".formatted(repeat("{}", 80_000))))),
				Arguments.of(MessageSent.COMMAND, "{\"MsgBody\":[%s]}".formatted(repeat(quote(elements), 9))));
	}

	private static String names(int count) {
		return IntStream.range(0, count)
			.mapToObj((name) -> "\"%x\":0".formatted(name))
			.collect(Collectors.joining(","));
	}

	private static String quote(String json) {
		return JsonNodeFactory.instance.stringNode(json).toString();
	}

	private static long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

	private static List<Callback> decodeAll(CallbackCodec codec, String command, String body)
			throws InvalidBodyException {
		return codec.decodeAll(Decoding.bytes(body), Decoding.metadata(command));
	}

	private static ThrowableAssertAlternative<InvalidBodyException> assertTooComplex(CallbackCodec codec, String body) {
		return assertThatExceptionOfType(InvalidBodyException.class).as(body)
			.isThrownBy(() -> decodeAll(codec, "", body))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(InvalidRequest.BODY_TOO_COMPLEX));
	}

	private static String repeat(String value, int times) {
		return String.join(",", Collections.nCopies(times, value));
	}

}
