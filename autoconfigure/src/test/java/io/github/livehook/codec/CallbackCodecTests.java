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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CallbackCodecTests {

	private static final BattleStarted DOCUMENTED = new BattleStarted("4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs=",
			Duration.ofSeconds(60), Instant.ofEpochSecond(1739954005), Instant.ofEpochSecond(1739954005),
			new BattleRoom("pk-3", "brennan"), List.of(new BattleRoom("pk-5", "tandy")),
			Instant.ofEpochMilli(1739954005000L));

	private static final CommandCatalog KEYS = new CommandCatalog(
			List.of(CallbackCommand.after("Two.Keys", TwoKeys.class, "A", "B")));

	private final CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());

	@ParameterizedTest
	@ValueSource(strings = { Samples.AS_PRINTED, Samples.BATTLE_STARTED })
	void whenSampleIsReadThenEachFieldIsThereAndIsWrittenBack(String sample) throws Exception {
		Callback callback = decode(Samples.read(sample));
		assertThat(callback.payload()).isEqualTo(DOCUMENTED);
		assertThat(callback.metadata().callbackId()).isEqualTo(DOCUMENTED.battleId());
		JsonMapper mapper = JsonMapper.builder().build();
		byte[] written = this.codec.encode(callback.payload());
		assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(Samples.read(Samples.BATTLE_STARTED)));
		assertThat(decode(new String(written, StandardCharsets.UTF_8)).payload()).isEqualTo(DOCUMENTED);
	}

	@Test
	void whenFieldsAreAbsentOrNullThenComponentsAreNullAndListsEmpty() throws Exception {
		BattleStarted empty = new BattleStarted(null, null, null, null, null, List.of(), null);
		assertThat(event("{}")).isEqualTo(empty);
		assertThat(event("""
				{"BattleId":null,"Duration":null,"CreateTime":0,"StartTime":"","FromRoomInfo":"","ToRoomList":null,
				"EventTime":"0"}""")).isEqualTo(empty);
		assertThat(decode(new String(this.codec.encode(empty), StandardCharsets.UTF_8)).payload()).isEqualTo(empty);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1739954005|1739954005", "\"1739954005\"|1739954005",
			"\" 1739954005 \"|1739954005", "1739954005.0|1739954005", "1.739954005e9|1739954005", "-1|-1" })
	void whenTimeIsWholeNumberThenItIsRead(String json, long seconds) throws Exception {
		assertThat(event("{\"CreateTime\":" + json + "}").createTime()).isEqualTo(Instant.ofEpochSecond(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "1e999999999", "1e99", "99999999999999999999", "9223372036854775807", "\"abc\"",
			"true", "{}", "[]", "[1]", "\"999999999999999999999999999999999999999999\"" })
	void whenTimeIsNotThenFieldIsNamedAndValueIsNot(String json) throws Exception {
		Callback callback = decode("{\"CreateTime\":" + json + "}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(callback::payload)
			.withMessage("The field CreateTime of the body does not fit BattleStarted")
			.withNoCause();
		assertThat(callback.bodyAs(JsonNode.class).has("CreateTime")).isTrue();
	}

	@Test
	void whenObjectIsStringThatIsNoObjectThenFieldIsNamed() throws Exception {
		for (String text : List.of("no json", "[1]", "{", "1")) {
			Callback callback = decode("{\"FromRoomInfo\":\"" + text + "\"}");
			assertThatExceptionOfType(UnreadableBodyException.class).as(text)
				.isThrownBy(callback::payload)
				.withMessageContaining("FromRoomInfo");
		}
		Callback list = decode("{\"ToRoomList\":[{},{\"RoomId\":[\"private\"]}]}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(list::payload)
			.withMessage("The field ToRoomList[1].RoomId of the body does not fit BattleStarted");
	}

	@Test
	void whenListHoldsNullThenItIsLeftOut() throws Exception {
		assertThat(event("{\"ToRoomList\":[null,{\"RoomId\":\"a\"},\"{\\\"RoomId\\\":\\\"b\\\"}\"],\"Duration\":0}"))
			.satisfies((battle) -> {
				assertThat(battle.toRooms()).containsExactly(new BattleRoom("a", null), new BattleRoom("b", null));
				assertThat(battle.duration()).isEqualTo(Duration.ZERO);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "\"private\"", "{\"private\"", "{} {}", "{private:1}" })
	void whenBodyIsNoObjectThenMessageHoldsNothingOfIt(String body) {
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> decode(body))
			.withMessageStartingWith("The body is ")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("private"))
			.withNoCause();
	}

	@Test
	void whenBodyIsBeyondLimitsThenItIsInvalid() throws Exception {
		decode("{\"a\":".repeat(64) + "1" + "}".repeat(64));
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> decode("{\"a\":".repeat(65) + "1" + "}".repeat(65)));
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> decode("{\"a\":" + "1".repeat(101) + "}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1" })
	void whenBodyIsNotUtf8ThenItIsInvalid(String charset) {
		byte[] body = "{\"BattleId\":\"\u00e9\"}".getBytes(Charset.forName(charset));
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> this.codec.decode(body, metadata("")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{\"CallbackCommand\":\"A.B\"}|Q|A.B", "{\"CallbackCommand\":\" \"}|Q|Q",
			"{\"CallbackCommand\":1}|Q|Q", "{\"CallbackCommand\":null}|Q|Q", "{}|Q|Q", "{}|''|''" })
	void whenCommandIsInBodyThenItWins(String body, String ofQuery, String command) throws Exception {
		Callback callback = this.codec.decode(body.getBytes(StandardCharsets.UTF_8), metadata(ofQuery));
		assertThat(callback.metadata().command()).isEqualTo(command);
		assertThat(callback.payload()).isInstanceOf(UnknownCallback.class);
	}

	@Test
	void whenBodyIsReadAsTreeThenNobodyElseSeesChanges() throws Exception {
		Callback callback = decode(Samples.read(Samples.BATTLE_STARTED));
		callback.bodyAs(ObjectNode.class).removeAll();
		assertThat(callback.bodyAs(JsonNode.class).size()).isEqualTo(8);
		assertThat(callback.payload()).isSameAs(callback.payload()).isEqualTo(DOCUMENTED);
	}

	@Test
	void whenCommandIsUnknownThenFieldsKeepOrderAndPrecision() throws Exception {
		Callback callback = this.codec.decode("""
				{"z":144115216631667827,"a":0.1000000000000000055511151231257827,"m":[{"x":null}],"b":true}"""
			.getBytes(StandardCharsets.UTF_8), metadata("Other.Command"));
		UnknownCallback event = (UnknownCallback) callback.payload();
		assertThat(event.command()).isEqualTo("Other.Command");
		assertThat(event.fields().keySet()).containsExactly("z", "a", "m", "b");
		assertThat(event.fields()).containsEntry("z", 144115216631667827L);
		assertThat(event.fields().get("a")).hasToString("0.1000000000000000055511151231257827");
		assertThat(new String(this.codec.encode(event), StandardCharsets.UTF_8)).isEqualTo("""
				{"CallbackCommand":"Other.Command","z":144115216631667827,\
				"a":0.1000000000000000055511151231257827,"m":[{"x":null}],"b":true}""");
	}

	@Test
	void whenTypeIsOfApplicationThenSameToleranceHolds() throws Exception {
		Callback callback = decode("{\"EventTime\":\"1739954005000\",\"CreateTime\":1739954005,\"Duration\":\"5\","
				+ "\"FromRoomInfo\":\"{\\\"RoomId\\\":7}\",\"more\":1}");
		assertThat(callback.bodyAs(Own.class)).isEqualTo(new Own(Instant.ofEpochMilli(1739954005000L),
				Instant.ofEpochSecond(1739954005), Duration.ofMillis(5), new OwnRoom("7")));
		assertThat(callback.bodyAs(CallbackPayload.class)).isInstanceOf(BattleStarted.class);
	}

	@Test
	void whenBodyHasNoKeyThenEventTimeMakesItIdentifiable() throws Exception {
		String id = decode("{\"EventTime\":1}").metadata().callbackId();
		assertThat(id).startsWith("sha256:").isEqualTo(decode("{\"EventTime\":1}").metadata().callbackId());
		assertThat(decode("{\"EventTime\":1,\"a\":2}").metadata().callbackId()).isNotEqualTo(id);
		assertThat(decode("{\"EventTime\":0}").metadata().callbackId()).isNull();
		assertThat(decode("{\"BattleId\":\" \"}").metadata().callbackId()).isNull();
		assertThat(decode("{\"BattleId\":{\"a\":1}}").metadata().callbackId()).isNull();
		assertThat(decode("{\"BattleId\":7}").metadata().callbackId()).isEqualTo("7");
		assertThat(decode("{\"BattleId\":\"" + "x".repeat(1000) + "\"}").metadata().callbackId()).hasSize(71);
	}

	@Test
	void whenKeyHasSeveralFieldsThenTheyAreNotConfused() throws Exception {
		CallbackCodec codec = CallbackCodec.create(KEYS);
		CallbackMetadata metadata = metadata("Two.Keys");
		Callback one = codec.decode("{\"A\":\"a/b\",\"B\":\"c\"}".getBytes(StandardCharsets.UTF_8), metadata);
		Callback other = codec.decode("{\"A\":\"a\",\"B\":\"b/c\"}".getBytes(StandardCharsets.UTF_8), metadata);
		Callback incomplete = codec.decode("{\"A\":\"a\"}".getBytes(StandardCharsets.UTF_8), metadata);
		assertThat(one.metadata().callbackId()).isNotNull().isNotEqualTo(other.metadata().callbackId());
		assertThat(incomplete.metadata().callbackId()).isNull();
		assertThat(one.payload()).isEqualTo(new TwoKeys("a/b", "c"));
	}

	@Test
	void whenIdentifierIsOfApplicationThenItIsUsed() throws Exception {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> callback.bodyAs(JsonNode.class).path("mine").asString());
		assertThat(codec.decode("{\"mine\":\"x\"}".getBytes(StandardCharsets.UTF_8), metadata("")).metadata())
			.extracting(CallbackMetadata::callbackId)
			.isEqualTo("x");
	}

	@Test
	void whenIdentifierFailsOrIsLongThenCallbackIsReadAllTheSame() throws Exception {
		CallbackCodec failing = CallbackCodec.create(CommandCatalog.standard(), List.of(), (callback) -> {
			throw new IllegalStateException("failing identifier");
		});
		CallbackCodec reading = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> ((BattleStarted) callback.payload()).battleId());
		CallbackCodec verbose = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> "x".repeat(10_000));
		byte[] misfit = "{\"CreateTime\":[]}".getBytes(StandardCharsets.UTF_8);
		CallbackMetadata metadata = metadata(BattleStarted.COMMAND);
		assertThat(failing.decode(misfit, metadata).metadata().callbackId()).isNull();
		assertThat(reading.decode(misfit, metadata).metadata().callbackId()).isNull();
		assertThat(verbose.decode(misfit, metadata).metadata().callbackId()).hasSize(71);
	}

	@Test
	void whenCommandIsTooLongThenBodyIsInvalid() {
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> decode("{\"CallbackCommand\":\"" + "x".repeat(129) + "\"}"))
			.withMessage("The command is longer than 128 characters");
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> this.codec.decode("{}".getBytes(StandardCharsets.UTF_8), metadata("x".repeat(129))));
	}

	@Test
	void whenTypeOfApplicationCannotBeReadAtAllThenThatIsNotTheBodysFault() throws Exception {
		Callback callback = decode("{\"FromRoomInfo\":{}}");
		assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> callback.bodyAs(Impossible.class));
	}

	@Test
	void whenEnumOfApplicationDoesNotKnowValueThenItIsNull() throws Exception {
		assertThat(decode("{\"BattleId\":\"A\"}").bodyAs(WithEnum.class)).isEqualTo(new WithEnum(Letter.A));
		assertThat(decode("{\"BattleId\":\"Z\"}").bodyAs(WithEnum.class)).isEqualTo(new WithEnum(null));
	}

	@Test
	void whenFieldsOfResponseAreEmptyOrNullThenTheyAreWritten() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("list", List.of());
		fields.put("null", null);
		fields.put("text", "");
		assertThat(this.codec.encodeFields(fields)).asString().isEqualTo("{\"list\":[],\"null\":null,\"text\":\"\"}");
	}

	@Test
	void whenEventHasNoCommandThenItCannotBeWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.encode(new TwoKeys("a", "b")));
	}

	private BattleStarted event(String body) throws InvalidBodyException {
		return (BattleStarted) decode(body).payload();
	}

	private Callback decode(String body) throws InvalidBodyException {
		return this.codec.decode(body.getBytes(StandardCharsets.UTF_8), metadata(BattleStarted.COMMAND));
	}

	private static CallbackMetadata metadata(String command) {
		return new CallbackMetadata("1", command, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, null, 1);
	}

	record TwoKeys(@JsonProperty("A") String a, @JsonProperty("B") String b) implements CallbackPayload {

	}

	record Own(@JsonProperty("EventTime") Instant eventTime,
			@JsonProperty("CreateTime") @EpochSeconds Instant createTime, @JsonProperty("Duration") Duration duration,
			@JsonProperty("FromRoomInfo") OwnRoom room) {

	}

	record Impossible(@JsonProperty("FromRoomInfo") Runnable room) {

	}

	record WithEnum(@JsonProperty("BattleId") Letter letter) {

	}

	enum Letter {

		A

	}

	record OwnRoom(@JsonProperty("RoomId") String id) {

	}

}
