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

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What identifies the commands of Chat, and what they are kept in order by.
 */
class ChatKeyFieldTests {

	@ParameterizedTest
	@CsvSource({ "C2C.CallbackAfterSendMsg, 48374_2837546_1790481126",
			"C2C.CallbackAfterMsgWithDraw, 48374_2837546_1790481126", "Bot.OnC2CMessage, 48374_2837546_1790481126",
			"Bot.OnGroupMessage, %40TGS%232ABCDEFGH/123/123456",
			"Group.CallbackAfterCreateTopic, @TGS#_@TGS#cAAAAHIM62CJ@TOPIC#_@TOPIC#cBBBBHIM62C5",
			"OfficialAccount.CallbackAfterSendMsg, %40TOA%23_made_up/71_1_1790741698",
			"ContentCallback.ResultNotify, 241ed925-0000-4357-95dd-1e6e7798f214",
			"Push.AllMemberPush, otto-2/1/657bf434_537529d8_2000005e80aa873_0000d131_bc614e",
			"Push.OfflinePush, 1/67120c46_6a4086c0_00000000_200002d1089b322_2000005d8d46421",
			"Call.CallbackAfterStartCall, 055662e1-0000-469c-a334-1126c8c17d58",
			"Call.CallbackAfterEndCall, 055662e1-0000-469c-a334-1126c8c17d58",
			"Call.CallbackAfterRecordChanged, -m9-made-up-task/301/1790464130081/%7B%22Status%22%3A0%7D" })
	void whenEventHasKeyOfItsOwnThenThatIsItsId(String command, String id) throws Exception {
		assertThat(first(command).metadata().callbackId()).isEqualTo(id);
	}

	@ParameterizedTest
	@MethodSource("hashed")
	void whenEventHasTimeOnlyThenItsBodyIsHashed(String command) throws Exception {
		assertThat(first(command).metadata().callbackId()).startsWith("sha256:");
	}

	static Stream<String> hashed() {
		return Stream.of("State.StateChange", "Profile.CallbackPortraitSet", "C2C.CallbackAfterC2CMsgExtension",
				"Group.CallbackAfterCreateGroup", "Group.CallbackAfterGroupFull", "Group.CallbackAfterRecallMsg",
				"Group.CallbackSendMsgException", "Group.CallbackAfterGroupMsgExtension",
				"Group.CallbackOnDailyGroupQuotaAlarm", "Call.CallbackAfterMemberChanged",
				"Room.CallbackAfterCreateRoom", "Room.CallbackAfterMemberLeave", "Desk.SessionEventNotify",
				"Member.EventNotify", "OfficialAccount.CallbackAfterAddSubscriber");
	}

	@ParameterizedTest
	@CsvSource({ "Sns.CallbackFriendAdd", "Sns.CallbackFriendDelete", "Sns.CallbackBlackListAdd",
			"Sns.CallbackBlackListDelete", "C2C.CallbackAfterMsgReport", "Group.CallbackAfterTopicDestroyed",
			"Group.CallbackAfterTopicInfoChanged", "Alert.RequestOverLimit", "State.StateChange.3" })
	void whenEventHasNeitherThenItHasNoId(String sample) throws Exception {
		assertThat(first(sample).metadata().callbackId()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "C2C.CallbackAfterSendMsg, MsgKey", "Bot.OnGroupMessage, Random", "Push.OfflinePush, PushID",
			"Call.CallbackAfterEndCall, CallRecord" })
	void whenKeyIsMissingThenTimeCountsIfThereIsOne(String command, String field) throws Exception {
		String body = Samples.read(command + ".json").replace("\"" + field + "\"", "\"X\"");
		String id = Decoding.CODEC.decodeAll(Decoding.bytes(body), Decoding.metadata(command))
			.get(0)
			.metadata()
			.callbackId();
		if (body.contains("EventTime")) {
			assertThat(id).startsWith("sha256:");
		}
		else {
			assertThat(id).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenCommandIsKeptInOrderThenItsSampleHasTheFields(String sample) throws Exception {
		Callback callback = first(sample);
		CallbackCommand command = CommandCatalog.standard().find(callback.metadata().command());
		JsonNode body = callback.bodyAs(JsonNode.class);
		for (String field : command.orderFields()) {
			assertThat(body.at("/" + field.replace('.', '/')).asString()).as(field).isNotEmpty();
		}
	}

	static Stream<String> samples() {
		return Samples.bodies()
			.stream()
			.filter((name) -> name.indexOf('/') == -1)
			.map((name) -> name.replaceFirst("\\.json$", ""));
	}

	@Test
	void whenCommandsAreListedThenFewHaveNothingToBeKeptInOrderBy() {
		Set<String> unordered = new TreeSet<>();
		CommandCatalog.standard()
			.commands()
			.stream()
			.filter((command) -> command.orderFields().isEmpty())
			.forEach((command) -> unordered.add(command.name()));
		assertThat(unordered).containsExactly("Alert.RequestOverLimit", "Group.CallbackBeforeCreateGroup",
				"Group.CallbackBeforeCreateTopic", "Group.CallbackOnDailyGroupQuotaAlarm",
				"Live.CallbackAfterCreateRoomReachingThreshold", "Live.CallbackBeforeCallBackNotBlock",
				"OfficialAccount.CallbackBeforeCreateOfficialAccount", "Sns.CallbackBlackListAdd",
				"Sns.CallbackBlackListDelete", "Sns.CallbackFriendAdd", "Sns.CallbackFriendDelete");
	}

	private static Callback first(String sample) throws InvalidBodyException {
		String body = Samples.read(sample + ".json");
		return Decoding.CODEC.decodeAll(Decoding.bytes(body), Decoding.metadata(Samples.commandOf(sample))).get(0);
	}

}
