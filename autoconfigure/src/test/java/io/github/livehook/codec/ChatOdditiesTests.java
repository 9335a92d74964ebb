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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.bot.BotGroupMessageReceived;
import io.github.livehook.event.chat.c2c.PrivateMessageExtended;
import io.github.livehook.event.chat.c2c.PrivateMessageSent;
import io.github.livehook.event.chat.call.CallEnded;
import io.github.livehook.event.chat.call.CallMembersChanged;
import io.github.livehook.event.chat.call.CallRecordingChanged;
import io.github.livehook.event.chat.call.CallStarted;
import io.github.livehook.event.chat.content.ContentModerated;
import io.github.livehook.event.chat.content.ContentModerated.Contact;
import io.github.livehook.event.chat.group.GroupAttributesChanged;
import io.github.livehook.event.chat.group.GroupAttributesChanged.AttributeOperation;
import io.github.livehook.event.chat.group.GroupAttributesChanged.GroupAttribute;
import io.github.livehook.event.chat.group.GroupCreated;
import io.github.livehook.event.chat.group.GroupCreationRequest;
import io.github.livehook.event.chat.group.GroupDestroyed;
import io.github.livehook.event.chat.group.GroupInfoChanged;
import io.github.livehook.event.chat.group.GroupMemberChanged;
import io.github.livehook.event.chat.group.GroupMembersLeft;
import io.github.livehook.event.chat.group.GroupMembersLeft.ExitType;
import io.github.livehook.event.chat.group.GroupMessageExtended;
import io.github.livehook.event.chat.group.TopicInfoChanged;
import io.github.livehook.event.chat.group.TopicsDestroyed;
import io.github.livehook.event.chat.message.GroupMention;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.chat.message.MessageExtension;
import io.github.livehook.event.chat.message.MessageExtension.ExtensionOperation;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.chat.profile.ProfileChanged;
import io.github.livehook.event.chat.push.AllMemberPushed;
import io.github.livehook.event.chat.push.OfflinePushed;
import io.github.livehook.event.chat.room.MeetingRoomUpdated;
import io.github.livehook.event.chat.state.StateChanged;
import io.github.livehook.event.chat.state.StateChanged.KickedDevice;
import io.github.livehook.event.chat.state.StateChanged.StateAction;
import io.github.livehook.event.live.recording.RecordingPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is inconsistent in Tencent's pages on Chat and its neighbours.
 */
class ChatOdditiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "1790574414123", "\"1790574414123\"", "\" 1790574414123 \"" })
	void whenTimeOfEventIsNumberOrTextThenItIsRead(String time) throws Exception {
		GroupDestroyed destroyed = event(GroupDestroyed.COMMAND, "{\"EventTime\":" + time + "}");
		StateChanged changed = event(StateChanged.COMMAND, "{\"EventTime\":" + time + "}");
		assertThat(destroyed.eventTime()).isEqualTo(changed.eventTime())
			.isEqualTo(Instant.ofEpochMilli(1790574414123L));
	}

	@Test
	void whenTimeOfPushIsInSecondsThenItIsRight() throws Exception {
		AllMemberPushed pushed = event(AllMemberPushed.COMMAND, "{\"TaskTime\":1790481127,\"EventTime\":1790481128}");
		assertThat(pushed.eventTime()).isEqualTo(pushed.taskTime().plusSeconds(1))
			.isEqualTo(Instant.ofEpochSecond(1790481128));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"key\":\"a\",\"value\":\"b\"}", "{\"Key\":\"a\",\"Value\":\"b\"}" })
	void whenNamesOfFieldsAreInLowerCaseThenTheyAreReadAndWritten(String attribute) throws Exception {
		GroupAttributesChanged changed = event(GroupAttributesChanged.COMMAND, "{\"GroupAttr\":[" + attribute + "]}");
		assertThat(changed.attributes()).containsExactly(new GroupAttribute("a", "b"));
		assertThat(Decoding.CODEC.encode(changed)).asString().contains("{\"key\":\"a\",\"value\":\"b\"}");
	}

	@ParameterizedTest
	@CsvSource({ "'\"false\"', false", "false, false", "'\"true\"', true", "0, false", "1, true" })
	void whenFlagOfRoomIsTextThenItIsRead(String sent, boolean disabled) throws Exception {
		MeetingRoomUpdated updated = event(MeetingRoomUpdated.COMMAND,
				"{\"RoomInfo\":{\"IsCloudRecordingDisabled\":" + sent + ",\"IsAudioDisabled\":" + sent + "}}");
		assertThat(updated.room().cloudRecordingDisabled()).isEqualTo(updated.room().audioDisabled())
			.isEqualTo(disabled);
	}

	@ParameterizedTest
	@ValueSource(strings = { "144115212830000001", "9007199254740993", "18446744073709551615" })
	void whenAccountIsUnquotedNumberThenNoDigitIsLost(String account) throws Exception {
		CallStarted started = event(CallStarted.COMMAND, "{\"UserList\":[{\"User_Account\":" + account + "}]}");
		assertThat(started.users().get(0).userAccount()).isEqualTo(account);
		CallEnded ended = event(CallEnded.COMMAND, "{\"CallRecord\":{\"CalleeList_Account\":[" + account + "]}}");
		assertThat(ended.call().calleeAccounts()).containsExactly(account);
		ContentModerated moderated = event(ContentModerated.COMMAND, "{\"SdkAppId\":" + account + "}");
		assertThat(moderated.sdkAppId()).isEqualTo(account);
	}

	@Test
	void whenRandomNumberUsesAll32BitsThenItIsRead() throws Exception {
		PrivateMessageSent sent = event(PrivateMessageSent.COMMAND, "{\"MsgRandom\":4294967295,\"UnreadMsgNum\":-1}");
		assertThat(sent.messageRandom()).isEqualTo(4294967295L);
		assertThat(sent.unreadCount()).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Answer", "Hangup", "Invite", "Cancel_Invite", "Accept", "Hang Up", "Invited",
			"Canncel_Invite", "New" })
	void whenPageHasTwoSpellingsThenBothAreKept(String action) throws Exception {
		CallMembersChanged changed = event(CallMembersChanged.COMMAND,
				"{\"ChangedUserList\":[{\"ActionType\":\"" + action + "\"}]}");
		assertThat(changed.changedUsers().get(0).action()).isEqualTo(action);
	}

	@Test
	void whenValueIsNotListedThenItIsKeptAndWritten() throws Exception {
		GroupMembersLeft left = event(GroupMembersLeft.COMMAND, "{\"ExitType\":\"Expired\"}");
		assertThat(left.exitType()).isEqualTo(new ExitType("Expired")).isNotEqualTo(ExitType.KICKED);
		PrivateMessageExtended extended = event(PrivateMessageExtended.COMMAND, "{\"OperateType\":\"4\"}");
		assertThat(extended.operation()).isEqualTo(new ExtensionOperation(4)).hasToString("4");
		GroupAttributesChanged set = event(GroupAttributesChanged.COMMAND, "{\"OptionType\":\"set\"}");
		assertThat(set.operation()).isEqualTo(AttributeOperation.SET);
		assertThat(Decoding.CODEC.encode(left)).asString().contains("\"ExitType\":\"Expired\"");
		assertThat(Decoding.CODEC.encode(extended)).asString().contains("\"OperateType\":4");
	}

	@Test
	void whenInformationIsChangedThenNotSentDiffersFromSentEmpty() throws Exception {
		String json = "{\"CallbackCommand\":\"%s\",\"Introduction\":\"\",\"FaceUrl\":\"\"}";
		GroupInfoChanged group = event("", json.formatted(GroupInfoChanged.COMMAND));
		assertThat(group.name()).isNull();
		assertThat(group.introduction()).isEmpty();
		assertThat(Decoding.CODEC.encode(group)).asString().isEqualTo(json.formatted(GroupInfoChanged.COMMAND));
		TopicInfoChanged topic = event("", json.formatted(TopicInfoChanged.COMMAND));
		assertThat(topic.notification()).isNull();
		assertThat(topic.faceUrl()).isEmpty();
		assertThat(Decoding.CODEC.encode(topic)).asString().isEqualTo(json.formatted(TopicInfoChanged.COMMAND));
	}

	@Test
	void whenStateHasOldShapeThenItHasNoTimeAndNoId() throws Exception {
		Callback old = Decoding.decode(Decoding.CODEC, "", Samples.read("State.StateChange.3.json"));
		assertThat(old.metadata().callbackId()).isNull();
		assertThat(old.payload()).isInstanceOfSatisfying(StateChanged.class, (state) -> {
			assertThat(state.info().action()).isEqualTo(StateAction.LOGOUT);
			assertThat(state.eventTime()).isNull();
			assertThat(state.kickedDevices()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "CallMediaType", "MediaType" })
	void whenMediaTypeHasEitherNameThenItIsRead(String name) throws Exception {
		String call = "{\"" + name + "\":\"Video\"}";
		CallStarted started = event(CallStarted.COMMAND, "{\"CallInfo\":" + call + "}");
		CallEnded ended = event(CallEnded.COMMAND, "{\"CallRecord\":" + call + "}");
		assertThat(started.call().mediaType()).isEqualTo(ended.call().mediaType()).isEqualTo("Video");
		assertThat(Decoding.CODEC.encode(started)).asString().contains("\"CallMediaType\":\"Video\"");
		assertThat(Decoding.CODEC.encode(ended)).asString().contains("\"MediaType\":\"Video\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GroupId", "groupID" })
	void whenIdOfGroupHasNameOfTableThenItIsRead(String name) throws Exception {
		GroupCreated created = event(GroupCreated.COMMAND, "{\"" + name + "\":\"g\"}");
		assertThat(created.groupId()).isEqualTo("g");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GroupID", "GroupId" })
	void whenPushNamesGroupInEitherCaseThenItIsRead(String name) throws Exception {
		OfflinePushed pushed = event(OfflinePushed.COMMAND, "{\"" + name + "\":\"g\"}");
		assertThat(pushed.groupId()).isEqualTo("g");
		assertThat(Decoding.CODEC.encode(pushed)).asString().contains("\"GroupID\":\"g\"");
	}

	@ParameterizedTest
	@CsvSource({ "4294967295, 4294967295", "'\"Nora\"', Nora", "1, 1", "'\"\"', ''" })
	void whenItemOfProfileIsNumberOrTextThenItIsRead(String sent, String value) throws Exception {
		ProfileChanged changed = event(ProfileChanged.COMMAND, "{\"ProfileItem\":[{\"Value\":" + sent + "}]}");
		assertThat(changed.items().get(0).value()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Member_Account", "Modified_Account" })
	void whenChangedMemberHasEitherNameThenItIsRead(String name) throws Exception {
		GroupMemberChanged changed = event(GroupMemberChanged.COMMAND, "{\"" + name + "\":\"otto-2\"}");
		assertThat(changed.memberAccount()).isEqualTo("otto-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AtRobots_Account", "AtRobotAccount" })
	void whenMentionedBotsHaveEitherNameThenTheyAreRead(String name) throws Exception {
		BotGroupMessageReceived message = event(BotGroupMessageReceived.COMMAND, "{\"" + name + "\":[\"@RBT#1\"]}");
		assertThat(message.botAccounts()).containsExactly("@RBT#1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"CallRecord\":{\"CallId\":\"a\" \"RoomId\":\"b\"}}",
			"{\"RoomInfo\":{\"RoomId\":\"a\"}\n\"EventTime\":1}" })
	void whenCommaIsMissingAsInTwoPagesThenBodyIsInvalid(String body) {
		for (String command : List.of(CallEnded.COMMAND, MeetingRoomUpdated.COMMAND)) {
			assertThatExceptionOfType(InvalidBodyException.class)
				.isThrownBy(() -> Decoding.decode(Decoding.CODEC, command, body))
				.withMessageStartingWith("The body is not valid JSON (line ");
		}
	}

	@Test
	void whenPushesAreBatchedThenEachHasItsRecordAndKey() throws Exception {
		List<Callback> pushes = Decoding.CODEC.decodeAll(Decoding.bytes(Samples.read("Push.AllMemberPush.json")),
				Decoding.metadata(""));
		assertThat(pushes).extracting(Callback::payload).hasOnlyElementsOfType(AllMemberPushed.class).hasSize(2);
		assertThat(pushes).extracting((push) -> push.metadata().callbackId())
			.containsExactly("otto-2/1/657bf434_537529d8_2000005e80aa873_0000d131_bc614e",
					"pia-3/1/657bf434_537529d8_2000005e80aa873_0000d131_9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"CallbackCommand\":\"\",", "{\"CallbackCommand\":null,",
			"{\"CallbackCommand\":\"ContentCallback.ResultNotify\"," })
	void whenOnlyQueryNamesCommandThenModerationIsRead(String begin) throws Exception {
		Callback callback = Decoding.decode(Decoding.CODEC, ContentModerated.COMMAND,
				begin + "\"CtxcbRequestId\":\"r-1\",\"CtxcbResult\":\"1\"}");
		assertThat(callback.metadata().command()).isEqualTo(ContentModerated.COMMAND);
		assertThat(callback.metadata().callbackId()).isEqualTo("r-1");
		assertThat(((ContentModerated) callback.payload()).result()).isOne();
	}

	@Test
	void whenMessageIsStreamedThenItsPiecesAreReadAndWritten() throws Exception {
		String body = "{\"CallbackCommand\":\"" + MessageSent.COMMAND
				+ "\",\"MsgBody\":[{\"MsgType\":\"TIMStreamElem\","
				+ "\"MsgContent\":{\"CompatibleText\":\"old\",\"Chunks\":[{\"EventType\":\"data\",\"Index\":1,"
				+ "\"Markdown\":\"**a**\",\"IsLast\":true}],\"Finished\":1}}]}";
		MessageSent sent = event("", body);
		assertThat(sent.body()).singleElement().isInstanceOfSatisfying(MessageElement.Stream.class, (stream) -> {
			assertThat(stream.compatibleText()).isEqualTo("old");
			assertThat(stream.chunks()).singleElement()
				.extracting(MessageElement.StreamChunk::markdown)
				.isEqualTo("**a**");
		});
		assertThat(Decoding.CODEC.encode(sent)).asString().isEqualTo(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"EventType\":302,\"EventInfo\":{\"Payload\":{\"LeaveCode\":1}}}",
			"{\"EventInfo\":{\"Payload\":{\"LeaveCode\":1}},\"EventType\":\"302\"}" })
	void whenRecordingIsOfCallThenPayloadIsReadByItsType(String recording) throws Exception {
		CallRecordingChanged changed = event(CallRecordingChanged.COMMAND, "{\"Callback\":" + recording + "}");
		assertThat(changed.recording().recording().payload()).isEqualTo(new RecordingPayload.Stop(1, null));
	}

	@ParameterizedTest
	@CsvSource({ "2, '[{\"Key\":\"k\",\"Value\":\"\",\"Seq\":2}]'", "3, '[]'" })
	void whenExtensionsAreDeletedOrClearedThenWhatIsEmptyIsRead(int operation, String extensions) throws Exception {
		String json = "{\"OperateType\":%d,\"ExtensionList\":%s}".formatted(operation, extensions);
		PrivateMessageExtended ofUser = event(PrivateMessageExtended.COMMAND, json);
		GroupMessageExtended ofGroup = event(GroupMessageExtended.COMMAND, json);
		assertThat(ofUser.operation()).isEqualTo(ofGroup.operation()).isEqualTo(new ExtensionOperation(operation));
		assertThat(ofUser.extensions()).isEqualTo(ofGroup.extensions())
			.isEqualTo((operation == 3) ? List.of() : List.of(new MessageExtension("k", "", 2L)));
	}

	@Test
	void whenModeratedContentWasSentToAGroupThenTheContactIsThatGroup() throws Exception {
		ContentModerated moderated = event(ContentModerated.COMMAND,
				"{\"ContactItem\":{\"ContactType\":2,\"ToGroupId\":\"g\"},\"IsRestAPI\":true}");
		assertThat(moderated.contact()).isEqualTo(new Contact(2, null, "g"));
		assertThat(moderated.byRestApi()).isTrue();
	}

	@Test
	void whenListsAreNotSentThenTheyAreEmpty() throws Exception {
		GroupDestroyed community = event(GroupDestroyed.COMMAND, "{\"GroupId\":\"g\",\"Type\":\"Community\"}");
		assertThat(community.members()).isEmpty();
		GroupCreated created = event(GroupCreated.COMMAND, "{\"GroupId\":\"g\"}");
		assertThat(created.userDefinedData()).isEmpty();
	}

	@Test
	void whenDeliveryHasFailedThenItsResultIsRead() throws Exception {
		PrivateMessageSent sent = event(PrivateMessageSent.COMMAND,
				"{\"SendMsgResult\":20009,\"ErrorInfo\":\"not friends\",\"UnreadMsgNum\":-1}");
		assertThat(sent.result()).isEqualTo(20009);
		assertThat(sent.errorInfo()).isEqualTo("not friends");
		assertThat(sent.unreadCount()).isEqualTo(-1);
	}

	@Test
	void whenDeviceIsOfAnyPlatformThenItIsKept() throws Exception {
		StateChanged changed = event(StateChanged.COMMAND,
				"{\"KickedDevice\":[{\"Platform\":\"Linux\"},{\"Platform\":\"iPad\"}]}");
		assertThat(changed.kickedDevices()).extracting(KickedDevice::platform).containsExactly("Linux", "iPad");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"@TGS#_t\"]", "\"@TGS#_t\"", "\"[\\\"@TGS#_t\\\"]\"" })
	void whenTopicsAreAListOrATextThenTheyAreRead(String topics) throws Exception {
		TopicsDestroyed destroyed = event(TopicsDestroyed.COMMAND, "{\"TopicIdList\":" + topics + "}");
		assertThat(destroyed.topicIds()).containsExactly("@TGS#_t");
	}

	@Test
	void whenFieldsAreSeenButNotDocumentedThenTheyAreRead() throws Exception {
		MessageSent sent = event(MessageSent.COMMAND,
				"{\"GroupAtInfo\":[{\"GroupAtAllFlag\":0,\"GroupAt_Account\":\"otto-2\"},{\"GroupAtAllFlag\":1}]}");
		assertThat(sent.mentions()).containsExactly(new GroupMention(0, "otto-2"), new GroupMention(1, null));
		GroupCreationRequest request = event(GroupCreationRequest.COMMAND,
				"{\"InviteOption\":\"x\",\"CreateGroupNum\":\"7\",\"CreatedGroupNum\":{\"Public\":3,\"Work\":4}}");
		assertThat(request.inviteOption()).isEqualTo("x");
		assertThat(request.createdCount()).isEqualTo(7);
		assertThat(request.createdCountByType()).isEqualTo(Map.of("Public", 3L, "Work", 4L));
	}

	@SuppressWarnings("unchecked")
	private static <T extends CallbackPayload> T event(String command, String body) throws InvalidBodyException {
		return (T) Decoding.decode(Decoding.CODEC, command, body).payload();
	}

}
