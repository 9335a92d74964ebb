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

package io.github.livehook.callback;

import java.util.List;
import java.util.stream.Stream;

import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.chat.alert.RequestLimitApproached;
import io.github.livehook.event.chat.bot.BotGroupMessageReceived;
import io.github.livehook.event.chat.bot.BotMessageReceived;
import io.github.livehook.event.chat.c2c.PrivateMessageExtended;
import io.github.livehook.event.chat.c2c.PrivateMessageRequest;
import io.github.livehook.event.chat.c2c.PrivateMessageSent;
import io.github.livehook.event.chat.c2c.PrivateMessageWithdrawn;
import io.github.livehook.event.chat.c2c.PrivateMessagesRead;
import io.github.livehook.event.chat.call.CallEnded;
import io.github.livehook.event.chat.call.CallMembersChanged;
import io.github.livehook.event.chat.call.CallRecordingChanged;
import io.github.livehook.event.chat.call.CallStarted;
import io.github.livehook.event.chat.content.ContentModerated;
import io.github.livehook.event.chat.group.GroupAttributesChanged;
import io.github.livehook.event.chat.group.GroupCreated;
import io.github.livehook.event.chat.group.GroupCreationRequest;
import io.github.livehook.event.chat.group.GroupDestroyed;
import io.github.livehook.event.chat.group.GroupFilled;
import io.github.livehook.event.chat.group.GroupInfoChanged;
import io.github.livehook.event.chat.group.GroupMemberChanged;
import io.github.livehook.event.chat.group.GroupMemberStateChanged;
import io.github.livehook.event.chat.group.GroupMembersJoined;
import io.github.livehook.event.chat.group.GroupMembersLeft;
import io.github.livehook.event.chat.group.GroupMessageExtended;
import io.github.livehook.event.chat.group.GroupMessageFailed;
import io.github.livehook.event.chat.group.GroupMessagesRead;
import io.github.livehook.event.chat.group.GroupMessagesRecalled;
import io.github.livehook.event.chat.group.GroupOwnerChanged;
import io.github.livehook.event.chat.group.GroupQuotaThresholdReached;
import io.github.livehook.event.chat.group.InvitationRequest;
import io.github.livehook.event.chat.group.JoinRequest;
import io.github.livehook.event.chat.group.TopicCreated;
import io.github.livehook.event.chat.group.TopicCreationRequest;
import io.github.livehook.event.chat.group.TopicInfoChanged;
import io.github.livehook.event.chat.group.TopicsDestroyed;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.chat.profile.ProfileChanged;
import io.github.livehook.event.chat.push.AllMemberPushed;
import io.github.livehook.event.chat.push.OfflinePushed;
import io.github.livehook.event.chat.room.MeetingRoomCreated;
import io.github.livehook.event.chat.room.MeetingRoomDestroyed;
import io.github.livehook.event.chat.room.MeetingRoomEntered;
import io.github.livehook.event.chat.room.MeetingRoomLeft;
import io.github.livehook.event.chat.room.MeetingRoomUpdated;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.event.chat.sns.FriendResponseRequest;
import io.github.livehook.event.chat.sns.FriendsAdded;
import io.github.livehook.event.chat.sns.FriendsDeleted;
import io.github.livehook.event.chat.sns.UsersBlocked;
import io.github.livehook.event.chat.sns.UsersUnblocked;
import io.github.livehook.event.chat.state.StateChanged;

/**
 * The commands of Tencent Cloud Chat and its neighbours, by family.
 */
final class ChatCommands {

	private static final List<CallbackCommand> USERS = List.of(
			CallbackCommand.after(StateChanged.COMMAND, StateChanged.class).orderedBy("Info.To_Account"),
			CallbackCommand.after(ProfileChanged.COMMAND, ProfileChanged.class).orderedBy("From_Account"),
			CallbackCommand.before(FriendAddRequest.COMMAND, FriendAddRequest.class, DecisionKind.FRIEND)
				.orderedBy("From_Account"),
			CallbackCommand.before(FriendResponseRequest.COMMAND, FriendResponseRequest.class, DecisionKind.FRIEND)
				.orderedBy("From_Account"),
			CallbackCommand.after(FriendsAdded.COMMAND, FriendsAdded.class),
			CallbackCommand.after(FriendsDeleted.COMMAND, FriendsDeleted.class),
			CallbackCommand.after(UsersBlocked.COMMAND, UsersBlocked.class),
			CallbackCommand.after(UsersUnblocked.COMMAND, UsersUnblocked.class));

	private static final List<CallbackCommand> C2C = List.of(
			CallbackCommand
				.before(PrivateMessageRequest.COMMAND, PrivateMessageRequest.class, DecisionKind.PRIVATE_MESSAGE)
				.orderedBy("From_Account", "To_Account"),
			CallbackCommand.after(PrivateMessageSent.COMMAND, PrivateMessageSent.class, "MsgKey")
				.orderedBy("From_Account", "To_Account"),
			CallbackCommand.after(PrivateMessagesRead.COMMAND, PrivateMessagesRead.class)
				.orderedBy("Report_Account", "Peer_Account"),
			CallbackCommand.after(PrivateMessageWithdrawn.COMMAND, PrivateMessageWithdrawn.class, "MsgKey")
				.orderedBy("From_Account", "To_Account"),
			CallbackCommand.after(PrivateMessageExtended.COMMAND, PrivateMessageExtended.class)
				.orderedBy("From_Account", "To_Account"));

	private static final List<CallbackCommand> GROUP = List.of(
			CallbackCommand.before(GroupCreationRequest.COMMAND, GroupCreationRequest.class, DecisionKind.GROUP),
			CallbackCommand.after(GroupCreated.COMMAND, GroupCreated.class).orderedBy("GroupId"),
			CallbackCommand.before(JoinRequest.COMMAND, JoinRequest.class, DecisionKind.GROUP).orderedBy("GroupId"),
			CallbackCommand.before(InvitationRequest.COMMAND, InvitationRequest.class, DecisionKind.INVITATION)
				.orderedBy("GroupId"),
			CallbackCommand.after(GroupMembersJoined.COMMAND, GroupMembersJoined.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMembersLeft.COMMAND, GroupMembersLeft.class).orderedBy("GroupId"),
			CallbackCommand.before(MessageRequest.COMMAND, MessageRequest.class, DecisionKind.GROUP_MESSAGE)
				.orderedBy("GroupId"),
			CallbackCommand.after(MessageSent.COMMAND, MessageSent.class, "GroupId", "MsgSeq", "MsgId")
				.orderedBy("GroupId"),
			CallbackCommand.after(GroupMessageFailed.COMMAND, GroupMessageFailed.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMessagesRecalled.COMMAND, GroupMessagesRecalled.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMessagesRead.COMMAND, GroupMessagesRead.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMessageExtended.COMMAND, GroupMessageExtended.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupFilled.COMMAND, GroupFilled.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupDestroyed.COMMAND, GroupDestroyed.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupInfoChanged.COMMAND, GroupInfoChanged.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMemberStateChanged.COMMAND, GroupMemberStateChanged.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupMemberChanged.COMMAND, GroupMemberChanged.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupAttributesChanged.COMMAND, GroupAttributesChanged.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupOwnerChanged.COMMAND, GroupOwnerChanged.class).orderedBy("GroupId"),
			CallbackCommand.after(GroupQuotaThresholdReached.COMMAND, GroupQuotaThresholdReached.class),
			CallbackCommand.before(TopicCreationRequest.COMMAND, TopicCreationRequest.class, DecisionKind.GROUP),
			CallbackCommand.after(TopicCreated.COMMAND, TopicCreated.class, "TopicId").orderedBy("GroupId"),
			CallbackCommand.after(TopicsDestroyed.COMMAND, TopicsDestroyed.class).orderedBy("GroupId"),
			CallbackCommand.after(TopicInfoChanged.COMMAND, TopicInfoChanged.class).orderedBy("GroupId"));

	private static final List<CallbackCommand> OFFICIAL_ACCOUNT = List.of(
			CallbackCommand.beforeWithoutRecord("OfficialAccount.CallbackBeforeCreateOfficialAccount",
					DecisionKind.OFFICIAL_ACCOUNT),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterCreateOfficialAccount")
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterOfficialAccountInfoChanged")
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterOfficialAccountDestroyed")
				.orderedBy("Official_Account"),
			CallbackCommand
				.beforeWithoutRecord("OfficialAccount.CallbackBeforeAddSubscriber", DecisionKind.SUBSCRIPTION)
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterAddSubscriber")
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterDeleteSubscriber")
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterOfficialAccountFull")
				.orderedBy("Official_Account"),
			CallbackCommand.beforeWithoutRecord("OfficialAccount.CallbackBeforeSendMsg", DecisionKind.OFFICIAL_MESSAGE)
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterSendMsg", "Official_Account", "MsgKey")
				.orderedBy("Official_Account"),
			CallbackCommand.afterWithoutRecord("OfficialAccount.CallbackAfterMsgWithDraw")
				.orderedBy("Official_Account"));

	private static final List<CallbackCommand> BOT = List.of(
			CallbackCommand.after(BotMessageReceived.COMMAND, BotMessageReceived.class, "MsgKey")
				.orderedBy("From_Account", "To_Account"),
			CallbackCommand
				.after(BotGroupMessageReceived.COMMAND, BotGroupMessageReceived.class, "GroupId", "MsgSeq", "Random")
				.orderedBy("GroupId"),
			CallbackCommand.beforeWithoutRecord("Chatbot.OnC2CSignalMessage", DecisionKind.SIGNAL)
				.orderedBy("From_Account", "To_Account"),
			CallbackCommand.beforeWithoutRecord("Chatbot.InterfaceInvocation", DecisionKind.INVOCATION)
				.orderedBy("Body.SystemSessionID"));

	private static final List<CallbackCommand> CALL = List.of(
			CallbackCommand.after(CallStarted.COMMAND, CallStarted.class, "CallInfo.CallId")
				.orderedBy("CallInfo.CallId"),
			CallbackCommand.after(CallEnded.COMMAND, CallEnded.class, "CallRecord.CallId")
				.orderedBy("CallRecord.CallId"),
			CallbackCommand.after(CallMembersChanged.COMMAND, CallMembersChanged.class).orderedBy("CallId"),
			CallbackCommand
				.after(CallRecordingChanged.COMMAND, CallRecordingChanged.class, "Callback.EventInfo.TaskId",
						"Callback.EventType", "Callback.EventInfo.EventMsTs", "Callback.EventInfo.Payload.*")
				.orderedBy("CallId")
				.restamping("Callback.CallbackTs"));

	private static final List<CallbackCommand> ROOM = List.of(
			CallbackCommand.after(MeetingRoomCreated.COMMAND, MeetingRoomCreated.class).orderedBy("RoomInfo.RoomId"),
			CallbackCommand.after(MeetingRoomDestroyed.COMMAND, MeetingRoomDestroyed.class).orderedBy("RoomId"),
			CallbackCommand.after(MeetingRoomUpdated.COMMAND, MeetingRoomUpdated.class).orderedBy("RoomInfo.RoomId"),
			CallbackCommand.after(MeetingRoomEntered.COMMAND, MeetingRoomEntered.class).orderedBy("RoomId"),
			CallbackCommand.after(MeetingRoomLeft.COMMAND, MeetingRoomLeft.class).orderedBy("RoomId"));

	private static final List<CallbackCommand> OPERATIONS = List.of(
			CallbackCommand.after(AllMemberPushed.COMMAND, AllMemberPushed.class, "To_Account", "PushStage", "TaskId")
				.orderedBy("To_Account"),
			CallbackCommand.after(OfflinePushed.COMMAND, OfflinePushed.class, "PushStage", "PushID")
				.orderedBy("To_Account"),
			CallbackCommand.after(ContentModerated.COMMAND, ContentModerated.class, "CtxcbRequestId")
				.orderedBy("From_Account"),
			CallbackCommand.after(RequestLimitApproached.COMMAND, RequestLimitApproached.class),
			CallbackCommand.afterWithoutRecord("Desk.SessionEventNotify").orderedBy("SessionId"),
			CallbackCommand.afterWithoutRecord("Member.EventNotify").orderedBy("MemberId"));

	private ChatCommands() {
	}

	static List<CallbackCommand> all() {
		return Stream.of(USERS, C2C, GROUP, OFFICIAL_ACCOUNT, BOT, CALL, ROOM, OPERATIONS)
			.flatMap(List::stream)
			.toList();
	}

}
