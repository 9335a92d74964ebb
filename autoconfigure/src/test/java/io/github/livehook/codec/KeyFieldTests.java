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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Samples;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.live.battle.BattleCreated;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.seat.SeatsChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What identifies the commands of the standard catalogue.
 */
class KeyFieldTests {

	@ParameterizedTest
	@ValueSource(strings = { BattleCreated.COMMAND, BattleStarted.COMMAND, BattleEnded.COMMAND })
	void whenBattleThenItsIdCounts(String command) throws Exception {
		assertThat(id(command, "{\"BattleId\":\"a+b/c=\",\"EventTime\":1}")).isEqualTo("a+b/c=");
		assertThat(id(command, "{\"EventTime\":1}")).startsWith("sha256:");
	}

	@Test
	void whenMessageIsSentThenGroupNumberAndIdCount() throws Exception {
		String body = Samples.read("Group.CallbackAfterSendMsg.json");
		String id = id("", body);
		assertThat(id).isEqualTo("%40TGS%232J4SZEAEL/123/144115233406643804-1727580296-4026038328");
		assertThat(id("", body.replace("red packet", "another"))).isEqualTo(id);
		List<String> others = List.of(body.replace("@TGS#2J4SZEAEL", "b"), body.replace(": 123,", ": 124,"),
				body.replace("4026038328", "4026038329"));
		for (String other : others) {
			assertThat(id("", other)).isNotNull().isNotEqualTo(id);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GroupId", "MsgSeq", "MsgId" })
	void whenOneFieldOfMessageIsMissingThenBodyIsHashed(String field) throws Exception {
		String body = Samples.read("Group.CallbackAfterSendMsg.json").replace("\"" + field + "\"", "\"X\"");
		assertThat(id("", body)).startsWith("sha256:");
	}

	@ParameterizedTest
	@CsvSource({ "Live", "Follow" })
	void whenRecordingChangesThenTaskTypeTimeAndPayloadCountInBothSpellings(String prefix) throws Exception {
		String body = Samples.read(prefix + ".CallbackAfterCloudRecordingChanged.json");
		String id = id("", body);
		assertThat(id)
			.isEqualTo("-m9-bVVU7id***K-m928oZWQndiborbEWH3zY-lIXlprc-gQvQE/305/1752580150081/%7B%22Status%22%3A0%7D");
		assertThat(id("", body.replace("1752580150082", "1"))).isEqualTo(id);
		assertThat(id("", body.replace("1752580150081", "1"))).isNotEqualTo(id);
		assertThat(id("", body.replace("305", "306"))).isNotEqualTo(id);
		assertThat(id("", body.replace("\"Status\": 0", "\"Status\": 1"))).isNotEqualTo(id);
		assertThat(id("", body.replace("\"Payload\"", "\"Other\""))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"EventInfo\":1}", "{\"EventInfo\":[]}", "{\"EventInfo\":{\"TaskId\":{}}}",
			"{\"EventType\":1,\"EventInfo\":{\"TaskId\":\"a\"}}", "{\"EventInfo.TaskId\":\"a\"}" })
	void whenRecordingNamesNoTaskThenThereIsNoId(String body) throws Exception {
		assertThat(id(RecordingChanged.COMMAND, body)).isNull();
	}

	@Test
	void whenTimeIsInRoomThenCreationIsIdentified() throws Exception {
		assertThat(id("", Samples.read("Live.CallbackAfterCreateRoom.json"))).isNull();
		String inRoom = Samples.read("Live.CallbackAfterCreateRoom.2.json");
		String atTop = Samples.read("Live.CallbackAfterCreateRoom.3.json");
		assertThat(id("", inRoom)).startsWith("sha256:").isEqualTo(id("", inRoom)).isNotEqualTo(id("", atTop));
		assertThat(id("", atTop)).startsWith("sha256:");
		assertThat(id(RoomCreated.COMMAND, "{\"EventTime\":null,\"RoomInfo\":{\"EventTime\":1}}")).isNotNull();
		assertThat(id(RoomCreated.COMMAND, "{\"RoomInfo\":{\"EventTime\":0}}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { GiftRequest.COMMAND, MessageRequest.COMMAND, "C2C.CallbackBeforeSendMsg",
			"Sns.CallbackPrevFriendAdd" })
	void whenCommandAsksBeforeThenItNeverHasId(String command) throws Exception {
		assertThat(id(command, "{\"EventTime\":1,\"MsgId\":\"a\",\"GroupId\":\"b\",\"MsgSeq\":1,\"BattleId\":\"c\"}"))
			.isNull();
	}

	@Test
	@Timeout(10)
	void whenTimeIsLongTextThenItIsLookedAtOnce() throws Exception {
		String zeros = "0".repeat(250_000);
		assertThat(id(SeatsChanged.COMMAND, "{\"EventTime\":\"" + zeros + "\"}")).isNull();
		assertThat(id(SeatsChanged.COMMAND, "{\"EventTime\":\"" + zeros + "x\"}")).startsWith("sha256:");
	}

	@Test
	void whenSeatIsTakenTwiceWithoutTimeThenThereIsNoId() throws Exception {
		assertThat(id(SeatsChanged.COMMAND, "{\"RoomId\":\"a\",\"SeatList\":[]}")).isNull();
	}

	private static String id(String command, String body) throws InvalidBodyException {
		return Decoding.decode(Decoding.CODEC, command, body).metadata().callbackId();
	}

}
