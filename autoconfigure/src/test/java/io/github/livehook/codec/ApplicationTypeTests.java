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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies read as records and classes of the application.
 */
class ApplicationTypeTests {

	@Test
	void whenTypeIsClassThenItsFieldsAndSettersAreFilled() throws Exception {
		Holder holder = Decoding.decode("{\"Time\":\"1739954005\",\"Length\":5,\"room\":\"{\\\"id\\\":7}\"}")
			.bodyAs(Holder.class);
		assertThat(holder.time).isEqualTo(Instant.ofEpochSecond(1739954005));
		assertThat(holder.length).isEqualTo(Duration.ofMillis(5));
		assertThat(holder.room).isEqualTo(new Room("7"));
	}

	@Test
	void whenTimesAreInListsThenUnitIsThatOfComponent() throws Exception {
		Times times = Decoding
			.decode("{\"seconds\":[1739954005,\"1739954005\",null],\"millis\":[1739954005000,null],\"map\":{\"a\":1}}")
			.bodyAs(Times.class);
		Instant time = Instant.ofEpochSecond(1739954005);
		assertThat(times)
			.isEqualTo(new Times(List.of(time, time), List.of(time), Map.of("a", Instant.ofEpochMilli(1))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"i\":null,\"l\":null,\"b\":null,\"d\":null,\"flag\":null,\"text\":null}",
			"{\"i\":\"\",\"l\":\"\",\"b\":\"\",\"d\":\"\",\"flag\":\"\"}" })
	void whenFieldIsAbsentNullOrEmptyThenItHasNoValue(String body) throws Exception {
		assertThat(Decoding.decode(body).bodyAs(Numbers.class))
			.isEqualTo(new Numbers(0, null, null, null, false, null));
	}

	@Test
	void whenNumbersAreTextsAndTextsAreNumbersThenTheyAreRead() throws Exception {
		assertThat(Decoding
			.decode("{\"i\":\"7\",\"l\":\"144115216631667827\",\"b\":\"99999999999999999999\",\"d\":\"0.10\","
					+ "\"flag\":\"true\",\"text\":144115216631667827}")
			.bodyAs(Numbers.class))
			.isEqualTo(new Numbers(7, 144115216631667827L, new BigInteger("99999999999999999999"),
					new BigDecimal("0.10"), true, "144115216631667827"));
	}

	@ParameterizedTest
	@CsvSource({ "i, 1e999999999", "i, 2147483648", "l, 1e999999999", "l, 99999999999999999999", "b, 1e999999999",
			"i, true", "l, []", "flag, 1.5", "text, []", "text, {}" })
	void whenNumberDoesNotFitThenFieldIsNamed(String field, String value) throws Exception {
		Callback callback = Decoding.decode("{\"" + field + "\":" + value + "}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Numbers.class))
			.withMessage("The field " + field + " of the body does not fit Numbers")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "\"1.5\"", "[1,2]" })
	void whenWholeNumberIsPrimitiveThenItIsReadLikeOthers(String value) throws Exception {
		assertThat(Decoding.decode("{\"size\":[7],\"count\":\"8.0\"}").bodyAs(Counts.class))
			.isEqualTo(new Counts(7, 8));
		assertThat(Decoding.decode("{\"size\":\" \",\"count\":null}").bodyAs(Counts.class)).isEqualTo(new Counts(0, 0));
		for (String field : List.of("size", "count")) {
			Callback callback = Decoding.decode("{\"" + field + "\":" + value + "}");
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Counts.class))
				.withMessage("The field " + field + " of the body does not fit Counts");
		}
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "'\"true\"', true", "'\"TRUE\"', true", "1, true", "2, true", "'\"1\"', true",
			"'\" 1 \"', true", "false, false", "'\"false\"', false", "0, false", "'\"0\"', false", "'\"\"', false",
			"null, false" })
	void whenBooleanIsNumberOrTextThenItIsRead(String value, boolean expected) throws Exception {
		assertThat(Decoding.decode("{\"flag\":" + value + "}").bodyAs(Numbers.class).flag()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "0", "1.0" })
	void whenEnumIsNumberThenItIsNotTakenForItsPosition(String value) throws Exception {
		Callback callback = Decoding.decode("{\"color\":" + value + "}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Painted.class))
			.withMessage("The field color of the body does not fit Painted");
	}

	@Test
	void whenEnumValueIsUnknownThenItDoesNotFail() throws Exception {
		assertThat(Decoding.decode("{\"color\":\"RED\"}").bodyAs(Painted.class)).isEqualTo(new Painted(Color.RED));
		assertThat(Decoding.decode("{\"color\":\"ULTRAVIOLET\"}").bodyAs(Painted.class)).isEqualTo(new Painted(null));
		assertThat(Decoding.decode("{\"color\":\"\"}").bodyAs(Painted.class)).isEqualTo(new Painted(null));
		assertThat(Decoding.decode("{\"color\":\"1\"}").bodyAs(Painted.class)).isEqualTo(new Painted(null));
	}

	@Test
	void whenComponentIsMadeOfTextThenTextIsNotTakenForJson() throws Exception {
		assertThat(Decoding.decode("{\"creator\":\"pk-3\",\"constructor\":\"{pk-5}\"}").bodyAs(Wrapped.class))
			.isEqualTo(new Wrapped(new Creator("pk-3"), new Constructor("{pk-5}")));
	}

	@Test
	void whenComponentIsUnwrappedThenItIsFilled() throws Exception {
		assertThat(Decoding.decode("{\"id\":\"pk-3\",\"more\":1}").bodyAs(Unwrapped.class))
			.isEqualTo(new Unwrapped(new Room("pk-3"), 1));
	}

	@Test
	void whenConstructorFailsThenBodyIsUnreadable() throws Exception {
		Callback callback = Decoding.decode("{\"name\":\"private\"}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Picky.class))
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("private"));
	}

	@Test
	void whenKeyOfMapIsLongOrHasLineBreakThenMessageIsOneShortLine() throws Exception {
		for (String key : List.of("a\\nFAKE LOG LINE", "a\\u2028b", "a".repeat(10_000))) {
			Callback callback = Decoding.decode("{\"map\":{\"" + key + "\":\"abc\"}}");
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(Times.class))
				.satisfies(
						(ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500).matches("[^\\p{Cc}\\p{Zl}\\p{Zp}]*"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { int.class, List.class, String[].class, Color.class, Instant.class, Duration.class,
			BigInteger.class })
	void whenTypeCannotHoldObjectThenBodyIsUnreadable(Class<?> type) throws Exception {
		Callback callback = Decoding.decode(Samples.read(Samples.BATTLE_STARTED));
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> callback.bodyAs(type))
			.withMessage("The body cannot be read as " + type.getSimpleName())
			.withNoCause();
	}

	@Test
	void whenBodyDoesNotFitItsRecordThenItCanBeReadOtherwise() throws Exception {
		Callback callback = Decoding.decode("{\"id\":\"pk-3\",\"Duration\":\"private\"}");
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> callback.bodyAs(CallbackPayload.class))
			.withMessage("The field Duration of the body does not fit BattleStarted");
		assertThat(callback.bodyAs(Room.class)).isEqualTo(new Room("pk-3"));
		assertThat(callback.bodyAs(JsonNode.class).path("Duration").asString()).isEqualTo("private");
		assertThat(callback.bodyAs(UnknownCallback.class).fields()).containsEntry("Duration", "private");
		assertThat(callback.bodyAs(OtherEvent.class)).isEqualTo(new OtherEvent("pk-3"));
	}

	@Test
	void whenTreeIsReadThenEachReaderHasItsOwnDownToTheLeaves() throws Exception {
		Callback callback = Decoding.decode(Samples.read(Samples.BATTLE_STARTED));
		JsonNode first = callback.bodyAs(JsonNode.class);
		JsonNode second = callback.bodyAs(JsonNode.class);
		((ObjectNode) first.path("FromRoomInfo")).put("RoomId", "changed");
		assertThat(second.path("FromRoomInfo").path("RoomId").asString()).isEqualTo("pk-3");
		assertThat(callback.payload()).extracting((event) -> ((BattleStarted) event).fromRoom().roomId())
			.isEqualTo("pk-3");
	}

	static class Holder {

		@JsonProperty("Time")
		@EpochSeconds
		private Instant time;

		private Duration length;

		private Room room;

		@JsonProperty("Length")
		void setLength(Duration length) {
			this.length = length;
		}

		@JsonProperty
		void setRoom(Room room) {
			this.room = room;
		}

	}

	record Room(String id) {

	}

	record OtherEvent(String id) implements CallbackPayload {

	}

	record Times(@EpochSeconds List<Instant> seconds, List<Instant> millis, Map<String, Instant> map) {

	}

	record Counts(int size, long count) {

	}

	record Numbers(int i, Long l, BigInteger b, BigDecimal d, boolean flag, String text) {

	}

	record Painted(Color color) {

	}

	enum Color {

		RED, GREEN

	}

	record Wrapped(Creator creator, Constructor constructor) {

	}

	record Creator(String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static Creator of(String value) {
			return new Creator(value);
		}

	}

	record Constructor(String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Constructor {
		}

	}

	record Unwrapped(@JsonUnwrapped Room room, int more) {

	}

	record Picky(String name) {

		Picky {
			throw new IllegalArgumentException("No " + name);
		}

	}

}
