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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.FriendDecision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.InvocationDecision;
import io.github.livehook.decision.MemberDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.decision.SignalDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.c2c.PrivateMessageRequest;
import io.github.livehook.event.chat.group.GroupCreationRequest;
import io.github.livehook.event.chat.group.InvitationRequest;
import io.github.livehook.event.chat.group.JoinRequest;
import io.github.livehook.event.chat.group.TopicCreationRequest;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.event.chat.sns.FriendResponseRequest;
import io.github.livehook.event.live.battle.BattleCreated;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.follow.Followed;
import io.github.livehook.event.live.follow.Unfollowed;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.room.AdminsChanged;
import io.github.livehook.event.live.room.MemberStateChanged;
import io.github.livehook.event.live.room.MetadataDeleted;
import io.github.livehook.event.live.room.MetadataSet;
import io.github.livehook.event.live.room.OwnerChanged;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.event.live.room.RoomThresholdReached;
import io.github.livehook.event.live.room.RoomUpdated;
import io.github.livehook.event.live.seat.SeatsChanged;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.BeforeMessageSend;
import io.github.livehook.handler.OnAdminChange;
import io.github.livehook.handler.OnBattleCreate;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.OnFollow;
import io.github.livehook.handler.OnMemberStateChange;
import io.github.livehook.handler.OnMessageSend;
import io.github.livehook.handler.OnMetadataDelete;
import io.github.livehook.handler.OnMetadataSet;
import io.github.livehook.handler.OnOwnerChange;
import io.github.livehook.handler.OnRecordingChange;
import io.github.livehook.handler.OnRoomCreate;
import io.github.livehook.handler.OnRoomDestroy;
import io.github.livehook.handler.OnRoomThreshold;
import io.github.livehook.handler.OnRoomUpdate;
import io.github.livehook.handler.OnSeatChange;
import io.github.livehook.handler.OnUnfollow;

/**
 * A handler for each command of Live, and one for those without a record. They keep what
 * they are called with.
 */
final class SampleHandlers {

	final List<CallbackPayload> received = new CopyOnWriteArrayList<>();

	volatile MessageDecision decision = MessageDecision.deliver();

	@BeforeGiftSend
	GiftDecision giftRequested(GiftRequest request) {
		this.received.add(request);
		return GiftDecision.allow();
	}

	@BeforeMessageSend
	MessageDecision messageRequested(MessageRequest request) {
		this.received.add(request);
		return this.decision;
	}

	@BeforeCallback
	CallbackDecision topicRequested(TopicCreationRequest request) {
		this.received.add(request);
		return CallbackDecision.allow();
	}

	@BeforeCallback
	CallbackDecision groupRequested(GroupCreationRequest request) {
		this.received.add(request);
		return CallbackDecision.allow();
	}

	@BeforeCallback
	CallbackDecision joinRequested(JoinRequest request) {
		this.received.add(request);
		return CallbackDecision.allow();
	}

	@BeforeCallback
	MemberDecision invitationRequested(InvitationRequest request) {
		this.received.add(request);
		return MemberDecision.allow();
	}

	@BeforeCallback
	MessageDecision privateMessageRequested(PrivateMessageRequest request) {
		this.received.add(request);
		return this.decision;
	}

	@BeforeCallback
	FriendDecision friendAddRequested(FriendAddRequest request) {
		this.received.add(request);
		return FriendDecision.allow();
	}

	@BeforeCallback
	FriendDecision friendResponseRequested(FriendResponseRequest request) {
		this.received.add(request);
		return FriendDecision.allow();
	}

	@OnAdminChange
	void adminsChanged(AdminsChanged event) {
		this.received.add(event);
	}

	@OnBattleCreate
	void battleCreated(BattleCreated event) {
		this.received.add(event);
	}

	@OnBattleEnd
	void battleEnded(BattleEnded event) {
		this.received.add(event);
	}

	@OnBattleStart
	void battleStarted(BattleStarted event) {
		this.received.add(event);
	}

	@OnFollow
	void followed(Followed event) {
		this.received.add(event);
	}

	@OnMemberStateChange
	void memberStateChanged(MemberStateChanged event) {
		this.received.add(event);
	}

	@OnMessageSend
	void messageSent(MessageSent event) {
		this.received.add(event);
	}

	@OnMetadataDelete
	void metadataDeleted(MetadataDeleted event) {
		this.received.add(event);
	}

	@OnMetadataSet
	void metadataSet(MetadataSet event) {
		this.received.add(event);
	}

	@OnOwnerChange
	void ownerChanged(OwnerChanged event) {
		this.received.add(event);
	}

	@OnRecordingChange
	void recordingChanged(RecordingChanged event) {
		this.received.add(event);
	}

	@OnRoomCreate
	void roomCreated(RoomCreated event) {
		this.received.add(event);
	}

	@OnRoomDestroy
	void roomDestroyed(RoomDestroyed event) {
		this.received.add(event);
	}

	@OnRoomThreshold
	void roomThresholdReached(RoomThresholdReached event) {
		this.received.add(event);
	}

	@OnRoomUpdate
	void roomUpdated(RoomUpdated event) {
		this.received.add(event);
	}

	@OnSeatChange
	void seatsChanged(SeatsChanged event) {
		this.received.add(event);
	}

	@OnUnfollow
	void unfollowed(Unfollowed event) {
		this.received.add(event);
	}

	@BeforeCallback("OfficialAccount.CallbackBeforeCreateOfficialAccount")
	CallbackDecision officialAccountRequested(UnknownCallback request) {
		this.received.add(request);
		return CallbackDecision.allow();
	}

	@BeforeCallback("OfficialAccount.CallbackBeforeAddSubscriber")
	MemberDecision subscriptionRequested(UnknownCallback request) {
		this.received.add(request);
		return MemberDecision.allowExcept(List.of("otto-2"));
	}

	@BeforeCallback("OfficialAccount.CallbackBeforeSendMsg")
	MessageDecision officialMessageRequested(UnknownCallback request) {
		this.received.add(request);
		return this.decision;
	}

	@BeforeCallback("Chatbot.OnC2CSignalMessage")
	SignalDecision signalled(UnknownCallback request) {
		this.received.add(request);
		return SignalDecision.reply("{\"msg\":\"to the bot\"}");
	}

	@BeforeCallback("Chatbot.InterfaceInvocation")
	InvocationDecision invoked(UnknownCallback request) {
		this.received.add(request);
		return InvocationDecision.reply(Map.of("testKey1", "value1", "testKey3", "10"));
	}

	@OnCallback(OnCallback.ANY)
	void unknown(UnknownCallback callback) {
		CallbackCommand known = CommandCatalog.standard().find(callback.command());
		if (known == null || (known.payloadType() == null && known.decision() == null)) {
			this.received.add(callback);
		}
	}

}
