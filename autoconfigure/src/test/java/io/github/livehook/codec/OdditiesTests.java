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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.battle.BattleCreated;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleEnded.BattleEndReason;
import io.github.livehook.event.live.battle.BattleEnded.BattleScore;
import io.github.livehook.event.live.follow.Followed;
import io.github.livehook.event.live.follow.Followed.Follow;
import io.github.livehook.event.live.follow.Unfollowed;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.room.AdminsChanged;
import io.github.livehook.event.live.room.AdminsChanged.AdminChange;
import io.github.livehook.event.live.room.MetadataDeleted;
import io.github.livehook.event.live.room.MetadataSet;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.event.live.room.RoomThresholdReached;
import io.github.livehook.event.live.room.RoomUpdated;
import io.github.livehook.event.live.seat.SeatsChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is inconsistent in Tencent's pages, by the points of the list of it; points 1 and
 * 4, on the query, are tested where the query is read.
 */
class OdditiesTests {

	@ParameterizedTest
	@CsvSource({ "RESTAPI, RESTAPI", "rest_api, RESTAPI", "iOs, iOS", "IOS, iOS", "macOS, Mac", "MacOS, Mac",
			"iPad, iPad", "unknown, Unknown", "Watch, Watch" })
	void point2WhenPlatformIsWrittenInAnyWayThenItIsKnown(String sent, String platform) {
		assertThat(OptPlatform.of(sent)).isEqualTo(new OptPlatform(platform));
	}

	@ParameterizedTest
	@CsvSource({ MetadataSet.COMMAND + ", " + MetadataDeleted.COMMAND,
			"Live.CallbackMemberStateChanged, Live.CallbackAfterMemberStateChanged",
			BattleCreated.COMMAND + ", " + GiftRequest.COMMAND })
	void point3WhenQueryNamesWrongCommandThenThatOfBodyCounts(String query, String body) throws Exception {
		String json = "{\"CallbackCommand\":\"" + body + "\"}";
		assertThat(Decoding.decode(Decoding.CODEC, query, json).metadata().command()).isEqualTo(body);
		assertThat((Object) event(query, json)).isEqualTo(event(body, "{}"));
	}

	@Test
	void point5WhenAccountsAreNumbersThenNoDigitIsLost() throws Exception {
		String account = "144115216631667827";
		RoomDestroyed room = event(RoomDestroyed.COMMAND, "{\"RoomInfo\":{\"Owner_Account\":" + account + "}}");
		assertThat(room.room().ownerAccount()).isEqualTo(account);
		SeatsChanged seats = event(SeatsChanged.COMMAND, "{\"SeatList\":[{\"Member_Account\":" + account + "}]}");
		assertThat(seats.seats().get(0).memberAccount()).isEqualTo(account);
		String score = "{\"Owner_Account\":" + account + "}";
		BattleEnded battle = event(BattleEnded.COMMAND,
				"{\"FromRoomInfo\":" + score + ",\"ToRoomList\":[" + score + "]}");
		assertThat(battle.fromRoom()).isEqualTo(new BattleScore(null, null, account));
		assertThat(battle.toRooms()).containsExactly(battle.fromRoom());
		Unfollowed unfollowed = event(Unfollowed.COMMAND, "{\"To_Account\":[" + account + "]}");
		assertThat(unfollowed.toAccounts()).containsExactly(account);
	}

	@Test
	void point6WhenNumbersAreTextsThenTheyAreRead() throws Exception {
		MessageSent message = event(MessageSent.COMMAND, "{\"EventTime\":\"1670574414123\",\"MsgSeq\":\"7\"}");
		assertThat(message.eventTime()).isEqualTo(Instant.ofEpochMilli(1670574414123L));
		assertThat(message.messageSequence()).isEqualTo(7);
		RecordingChanged recording = event(RecordingChanged.COMMAND, "{\"EventInfo\":{\"EventTs\":\"1622186275\"}}");
		assertThat(recording.recording().eventTime()).isEqualTo(Instant.ofEpochSecond(1622186275));
	}

	@ParameterizedTest
	@ValueSource(strings = { "500", "\"500\"", "[500]", "[\"500\"]", "500.0" })
	void point6WhenCountIsNumberTextOrListOfOneThenItIsRead(String count) throws Exception {
		RoomThresholdReached reached = event(RoomThresholdReached.COMMAND,
				"{\"MaxRoomCount\":" + count + ",\"CurRoomCount\":\"400\",\"Operator_Account\":\"a\"}");
		assertThat(reached).isEqualTo(new RoomThresholdReached("a", 400L, 500L, null));
	}

	@Test
	void point7WhenObjectsAreTextsThenTheyAreRead() throws Exception {
		String room = "\"{\\\"RoomId\\\":\\\"a\\\"}\"";
		BattleEnded battle = event(BattleEnded.COMMAND, "{\"FromRoomInfo\":" + room + "}");
		assertThat(battle.fromRoom()).isEqualTo(new BattleScore("a", null, null));
		RoomCreated created = event(RoomCreated.COMMAND, "{\"RoomInfo\":" + room + "}");
		assertThat(created.room().roomId()).isEqualTo("a");
		GiftRequest gift = event(GiftRequest.COMMAND, "{\"GiftWater\":\"{\\\"GiftId\\\":\\\"a\\\"}\"}");
		assertThat(gift.gift().giftId()).isEqualTo("a");
	}

	@Test
	void point8WhenTimeIsInRoomOrAtTopThenItIsRead() throws Exception {
		Instant time = Instant.ofEpochMilli(1703589922780L);
		assertThat(created("").eventTime()).isNull();
		assertThat(created(".2").eventTime()).isEqualTo(time);
		assertThat(created(".3").eventTime()).isEqualTo(time);
	}

	@Test
	void point9WhenFieldsOfOneNameDifferThenEachIsReadByItsCommand() throws Exception {
		Followed followed = event(Followed.COMMAND, "{\"FollowList\":[{\"To_Account\":\"a\"}]}");
		assertThat(followed.follows()).containsExactly(new Follow("a"));
		Unfollowed unfollowed = event(Unfollowed.COMMAND, "{\"To_Account\":[\"a\"]}");
		assertThat(unfollowed.toAccounts()).containsExactly("a");
		BattleEnded battle = event(BattleEnded.COMMAND, "{\"OpType\":1}");
		assertThat(battle.endReason()).isEqualTo(BattleEndReason.OWNERS_LEFT);
		for (String field : List.of("opType", "OpType")) {
			AdminsChanged admins = event(AdminsChanged.COMMAND, "{\"" + field + "\":\"delete\"}");
			assertThat(admins.change()).isEqualTo(AdminChange.DELETE);
		}
	}

	@Test
	void point10WhenUnitsDifferThenTimesAreRight() throws Exception {
		BattleEnded battle = event(BattleEnded.COMMAND,
				"{\"Duration\":1000,\"CreateTime\":1,\"StartTime\":2,\"EndTime\":3,\"EventTime\":4000}");
		assertThat(battle).isEqualTo(new BattleEnded(null, Duration.ofSeconds(1), Instant.ofEpochSecond(1),
				Instant.ofEpochSecond(2), Instant.ofEpochSecond(3), null, null, List.of(), Instant.ofEpochSecond(4)));
		BattleCreated created = event(BattleCreated.COMMAND, "{\"Timeout\":30000}");
		assertThat(created.timeout()).isEqualTo(Duration.ofSeconds(30));
		MessageSent message = event(MessageSent.COMMAND, "{\"MsgTime\":1}");
		assertThat(message.messageTime()).isEqualTo(Instant.ofEpochSecond(1));
		GiftRequest gift = event(GiftRequest.COMMAND, "{\"GiftWater\":{\"Time\":1}}");
		assertThat(gift.gift().time()).isEqualTo(Instant.ofEpochSecond(1));
		RecordingChanged recording = event(RecordingChanged.COMMAND,
				"{\"CallbackTs\":1000,\"EventInfo\":{\"EventTs\":1,\"EventMsTs\":1000}}");
		assertThat(recording.callbackTime()).isEqualTo(recording.recording().eventTime())
			.isEqualTo(recording.recording().preciseEventTime())
			.isEqualTo(Instant.ofEpochSecond(1));
	}

	@Test
	void point11WhenSampleIsAsPrintedThenItIsRead() throws Exception {
		assertThat((Object) event("", Samples.read(Samples.AS_PRINTED)))
			.isEqualTo(event("", Samples.read(Samples.BATTLE_STARTED)));
	}

	@Test
	void point12WhenBodyIsForeignThenItIsKeptAsItIs() throws Exception {
		String body = Samples.read("observed/foreign-trtc-event-no-command.observed.json");
		UnknownCallback callback = event("", body);
		assertThat(callback.command()).isEmpty();
		assertThat(callback.fields()).containsEntry("EventType", 102);
		assertThat(Decoding.decode(Decoding.CODEC, "", body).bodyAs(JsonNode.class).at("/EventInfo/RoomId").isInt())
			.isTrue();
	}

	@Test
	void whenRoomIsUpdatedThenNotSentDiffersFromSentEmpty() throws Exception {
		RoomUpdated nothing = event(RoomUpdated.COMMAND, "{\"RoomInfo\":{}}");
		assertThat(nothing.room().categories()).isNull();
		assertThat(nothing.room().customInfo()).isNull();
		String json = "{\"CallbackCommand\":\"" + RoomUpdated.COMMAND
				+ "\",\"RoomInfo\":{\"Category\":[],\"CustomInfo\":\"\"}}";
		RoomUpdated emptied = event("", json);
		assertThat(emptied.room().categories()).isEmpty();
		assertThat(emptied.room().customInfo()).isEmpty();
		assertThat(Decoding.CODEC.encode(emptied)).asString().isEqualTo(json);
		assertThat(Decoding.CODEC.encode(nothing)).asString().endsWith("\"RoomInfo\":{}}");
	}

	private static RoomCreated created(String variant) throws InvalidBodyException {
		return event("", Samples.read("Live.CallbackAfterCreateRoom" + variant + ".json"));
	}

	@SuppressWarnings("unchecked")
	private static <T extends CallbackPayload> T event(String command, String body) throws InvalidBodyException {
		return (T) Decoding.decode(Decoding.CODEC, command, body).payload();
	}

}
