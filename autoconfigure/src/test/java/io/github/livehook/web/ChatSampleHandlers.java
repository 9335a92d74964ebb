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

package io.github.livehook.web;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.alert.RequestLimitApproached;
import io.github.livehook.event.chat.bot.BotGroupMessageReceived;
import io.github.livehook.event.chat.bot.BotMessageReceived;
import io.github.livehook.event.chat.c2c.PrivateMessageExtended;
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
import io.github.livehook.event.chat.group.TopicCreated;
import io.github.livehook.event.chat.group.TopicInfoChanged;
import io.github.livehook.event.chat.group.TopicsDestroyed;
import io.github.livehook.event.chat.profile.ProfileChanged;
import io.github.livehook.event.chat.push.AllMemberPushed;
import io.github.livehook.event.chat.push.OfflinePushed;
import io.github.livehook.event.chat.room.MeetingRoomCreated;
import io.github.livehook.event.chat.room.MeetingRoomDestroyed;
import io.github.livehook.event.chat.room.MeetingRoomEntered;
import io.github.livehook.event.chat.room.MeetingRoomLeft;
import io.github.livehook.event.chat.room.MeetingRoomUpdated;
import io.github.livehook.event.chat.sns.FriendsAdded;
import io.github.livehook.event.chat.sns.FriendsDeleted;
import io.github.livehook.event.chat.sns.UsersBlocked;
import io.github.livehook.event.chat.sns.UsersUnblocked;
import io.github.livehook.event.chat.state.StateChanged;
import io.github.livehook.handler.OnCallback;

/**
 * A handler for each command of Chat. They keep what they are called with.
 */
final class ChatSampleHandlers {

	private final SampleHandlers handlers;

	ChatSampleHandlers(SampleHandlers handlers) {
		this.handlers = handlers;
	}

	@OnCallback
	void requestLimitApproached(RequestLimitApproached event) {
		add(event);
	}

	@OnCallback
	void botGroupMessageReceived(BotGroupMessageReceived event) {
		add(event);
	}

	@OnCallback
	void botMessageReceived(BotMessageReceived event) {
		add(event);
	}

	@OnCallback
	void privateMessageExtended(PrivateMessageExtended event) {
		add(event);
	}

	@OnCallback
	void privateMessageSent(PrivateMessageSent event) {
		add(event);
	}

	@OnCallback
	void privateMessageWithdrawn(PrivateMessageWithdrawn event) {
		add(event);
	}

	@OnCallback
	void privateMessagesRead(PrivateMessagesRead event) {
		add(event);
	}

	@OnCallback
	void callEnded(CallEnded event) {
		add(event);
	}

	@OnCallback
	void callMembersChanged(CallMembersChanged event) {
		add(event);
	}

	@OnCallback
	void callRecordingChanged(CallRecordingChanged event) {
		add(event);
	}

	@OnCallback
	void callStarted(CallStarted event) {
		add(event);
	}

	@OnCallback
	void contentModerated(ContentModerated event) {
		add(event);
	}

	@OnCallback
	void groupAttributesChanged(GroupAttributesChanged event) {
		add(event);
	}

	@OnCallback
	void groupCreated(GroupCreated event) {
		add(event);
	}

	@OnCallback
	void groupDestroyed(GroupDestroyed event) {
		add(event);
	}

	@OnCallback
	void groupFilled(GroupFilled event) {
		add(event);
	}

	@OnCallback
	void groupInfoChanged(GroupInfoChanged event) {
		add(event);
	}

	@OnCallback
	void groupMemberChanged(GroupMemberChanged event) {
		add(event);
	}

	@OnCallback
	void groupMemberStateChanged(GroupMemberStateChanged event) {
		add(event);
	}

	@OnCallback
	void groupMembersJoined(GroupMembersJoined event) {
		add(event);
	}

	@OnCallback
	void groupMembersLeft(GroupMembersLeft event) {
		add(event);
	}

	@OnCallback
	void groupMessageExtended(GroupMessageExtended event) {
		add(event);
	}

	@OnCallback
	void groupMessageFailed(GroupMessageFailed event) {
		add(event);
	}

	@OnCallback
	void groupMessagesRead(GroupMessagesRead event) {
		add(event);
	}

	@OnCallback
	void groupMessagesRecalled(GroupMessagesRecalled event) {
		add(event);
	}

	@OnCallback
	void groupOwnerChanged(GroupOwnerChanged event) {
		add(event);
	}

	@OnCallback
	void groupQuotaThresholdReached(GroupQuotaThresholdReached event) {
		add(event);
	}

	@OnCallback
	void topicCreated(TopicCreated event) {
		add(event);
	}

	@OnCallback
	void topicInfoChanged(TopicInfoChanged event) {
		add(event);
	}

	@OnCallback
	void topicsDestroyed(TopicsDestroyed event) {
		add(event);
	}

	@OnCallback
	void profileChanged(ProfileChanged event) {
		add(event);
	}

	@OnCallback
	void allMemberPushed(AllMemberPushed event) {
		add(event);
	}

	@OnCallback
	void offlinePushed(OfflinePushed event) {
		add(event);
	}

	@OnCallback
	void meetingRoomCreated(MeetingRoomCreated event) {
		add(event);
	}

	@OnCallback
	void meetingRoomDestroyed(MeetingRoomDestroyed event) {
		add(event);
	}

	@OnCallback
	void meetingRoomEntered(MeetingRoomEntered event) {
		add(event);
	}

	@OnCallback
	void meetingRoomLeft(MeetingRoomLeft event) {
		add(event);
	}

	@OnCallback
	void meetingRoomUpdated(MeetingRoomUpdated event) {
		add(event);
	}

	@OnCallback
	void friendsAdded(FriendsAdded event) {
		add(event);
	}

	@OnCallback
	void friendsDeleted(FriendsDeleted event) {
		add(event);
	}

	@OnCallback
	void usersBlocked(UsersBlocked event) {
		add(event);
	}

	@OnCallback
	void usersUnblocked(UsersUnblocked event) {
		add(event);
	}

	@OnCallback
	void stateChanged(StateChanged event) {
		add(event);
	}

	private void add(CallbackPayload event) {
		this.handlers.received.add(event);
	}

}
