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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleEnded.BattleEndReason;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.recording.RecordingChanged.RecordingEventType;
import io.github.livehook.event.live.room.AdminsChanged;
import io.github.livehook.event.live.room.AdminsChanged.AdminChange;
import io.github.livehook.event.live.room.MemberStateChanged;
import io.github.livehook.event.live.room.MemberStateChanged.MemberState;
import io.github.livehook.event.live.room.MemberStateChanged.MemberStateCause;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.event.live.room.RoomDestroyed.RoomDestroyCause;
import io.github.livehook.event.live.room.RoomInfo.TakeSeatMode;
import io.github.livehook.event.live.room.RoomUpdated;
import io.github.livehook.event.live.seat.SeatsChanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sets of values that look closed, and fields that are switches.
 */
class ValueTypeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "\"New\"|New", "\"\"|''", "\" \"|' '", "7|7", "1.50|1.50", "true|true",
			"false|false", "144115233775727695|144115233775727695" })
	void whenTextIsUnknownThenItIsReadable(String json, String text) throws Exception {
		assertThat(states(json)).isEqualTo(new MemberState(text)).hasToString(text);
		MemberStateChanged changed = event(MemberStateChanged.COMMAND, "{\"EventCause\":" + json + "}");
		assertThat(changed.cause()).isEqualTo(new MemberStateCause(text));
		RoomDestroyed destroyed = event(RoomDestroyed.COMMAND, "{\"EventType\":" + json + "}");
		assertThat(destroyed.cause()).isEqualTo(new RoomDestroyCause(text));
		AdminsChanged admins = event(AdminsChanged.COMMAND, "{\"opType\":" + json + "}");
		assertThat(admins.change()).isEqualTo(new AdminChange(text));
		RoomCreated created = event(RoomCreated.COMMAND, "{\"RoomInfo\":{\"TakeSeatMode\":" + json + "}}");
		assertThat(created.room().takeSeatMode()).isEqualTo(new TakeSeatMode(text));
		RoomUpdated updated = event(RoomUpdated.COMMAND, "{\"RoomInfo\":{\"TakeSeatMode\":" + json + "}}");
		assertThat(updated.room().takeSeatMode()).isEqualTo(new TakeSeatMode(text));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "0|0", "\"0\"|0", "\" 1 \"|1", "2.0|2", "99|99", "\"99\"|99", "-1|-1" })
	void whenCodeIsNumberOrTextThenItIsReadable(String json, int code) throws Exception {
		BattleEnded ended = event(BattleEnded.COMMAND, "{\"OpType\":" + json + "}");
		assertThat(ended.endReason()).isEqualTo(new BattleEndReason(code)).hasToString(String.valueOf(code));
		RecordingChanged recording = event(RecordingChanged.COMMAND, "{\"EventType\":" + json + "}");
		assertThat(recording.eventType()).isEqualTo(new RecordingEventType(code)).hasToString(String.valueOf(code));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "null" })
	void whenCodeIsEmptyThenThereIsNone(String json) throws Exception {
		BattleEnded ended = event(BattleEnded.COMMAND, "{\"OpType\":" + json + "}");
		assertThat(ended.endReason()).isNull();
		RecordingChanged recording = event(RecordingChanged.COMMAND, "{\"EventType\":" + json + "}");
		assertThat(recording.eventType()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "2147483648", "\"2147483648\"", "99999999999999999999", "\"abc\"", "true", "{}",
			"[]", "[1,2]" })
	void whenCodeIsNoWholeNumberThenFieldIsNamed(String json) {
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> event(BattleEnded.COMMAND, "{\"OpType\":" + json + "}"))
			.withMessage("The field OpType of the body does not fit BattleEnded");
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> event(RecordingChanged.COMMAND, "{\"EventType\":" + json + "}"))
			.withMessage("The field EventType of the body does not fit RecordingChanged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "[\"Online\"]" })
	void whenTextIsNoScalarThenFieldIsNamed(String json) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> states(json))
			.withMessage("The field EventType of the body does not fit MemberStateChanged");
	}

	@Test
	void whenTextIsKnownThenItEqualsTheConstant() throws Exception {
		assertThat(states("\"Online\"")).isEqualTo(MemberState.ONLINE);
		assertThat(states("\"Offline\"")).isEqualTo(MemberState.OFFLINE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "true|true", "false|false", "1|true", "0|false", "\"true\"|true",
			"\"false\"|false", "\"True\"|true", "\"\"|", "\" \"|", "null|" })
	void whenSwitchIsNumberOrTextThenItIsRead(String json, Boolean value) throws Exception {
		SeatsChanged seats = event(SeatsChanged.COMMAND, "{\"SeatList\":[{\"IsTakenDisabled\":" + json + "}]}");
		assertThat(seats.seats().get(0).takenDisabled()).isEqualTo(value);
		RoomCreated created = event(RoomCreated.COMMAND, "{\"RoomInfo\":{\"IsSeatEnabled\":" + json + "}}");
		assertThat(created.room().seatEnabled()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yes\"", "{}", "[]", "1.5" })
	void whenSwitchIsSomethingElseThenFieldIsNamed(String json) {
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> event(SeatsChanged.COMMAND, "{\"SeatList\":[{},{\"IsVideoDisabled\":" + json + "}]}"))
			.withMessage("The field SeatList[1].IsVideoDisabled of the body does not fit SeatsChanged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Id\":\"a\"}", "\"a\"" })
	void whenRecordOfApplicationCanBeMadeOfTextAsWellThenBothAreRead(String json) throws Exception {
		assertThat(Decoding.decode("{\"Owner\":" + json + "}").bodyAs(Owned.class))
			.isEqualTo(new Owned(new Owner("a")));
	}

	private static MemberState states(String json) throws InvalidBodyException {
		MemberStateChanged changed = event(MemberStateChanged.COMMAND, "{\"EventType\":" + json + "}");
		return changed.state();
	}

	@SuppressWarnings("unchecked")
	private static <T extends CallbackPayload> T event(String command, String body) throws InvalidBodyException {
		return (T) Decoding.decode(Decoding.CODEC, command, body).payload();
	}

	record Owned(@JsonProperty("Owner") Owner owner) {

	}

	record Owner(@JsonProperty("Id") String id) {

		@JsonCreator
		Owner {
		}

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		static Owner named(String id) {
			return new Owner(id);
		}

	}

}
