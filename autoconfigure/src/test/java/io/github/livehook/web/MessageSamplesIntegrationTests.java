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

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.Samples;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.follow.Follow;
import io.github.livehook.event.live.follow.Followed;
import io.github.livehook.event.live.follow.Unfollowed;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.recording.RecordingChanged.Recording;
import io.github.livehook.event.live.recording.RecordingEventType;
import io.github.livehook.event.live.recording.RecordingPayload;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.BeforeMessageSend;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.OnFollow;
import io.github.livehook.handler.OnMessageSend;
import io.github.livehook.handler.OnRecordingChange;
import io.github.livehook.handler.OnUnfollow;

import static org.assertj.core.api.Assertions.assertThat;

class MessageSamplesIntegrationTests {

	private static final String FOREIGN = "observed/foreign-trtc-event-no-command.observed.json";

	private static final Instant FOLLOW_TIME = Instant.ofEpochMilli(1702018343678L);

	private static final Instant MESSAGE_TIME = Instant.ofEpochMilli(1670574414123L);

	private static final String MESSAGE_ID = "144115233406643804-1727580296-4026038328";

	private static final List<MessageElement> BODY = List.of(new MessageElement.Text("red packet"));

	private static final String DATA = "your cloud custom data";

	static final Map<String, CallbackPayload> EVENTS = Map.of("Live.CallbackBeforeSendGift.json",
			new GiftRequest("brennanli", "room_id",
					new Gift("from", List.of("to1"), Instant.ofEpochSecond(1703589922), "gift1", 1L, 1000L)),
			"Group.CallbackBeforeSendMsg.json",
			new MessageRequest("@TGS#2J4SZEAEL", "Live", "jared", "admin", 123456L, MESSAGE_ID, BODY, DATA, null, null,
					MESSAGE_TIME),
			"Group.CallbackAfterSendMsg.json",
			new MessageSent("@TGS#2J4SZEAEL", "Live", "jared", "admin", 123456L, MESSAGE_ID, 123L,
					Instant.ofEpochSecond(1490686222), BODY, DATA, null, null, MESSAGE_TIME),
			"Follow.CallbackAfterFollowAdd.json",
			new Followed("UserID_001", List.of(new Follow("UserID_002"), new Follow("UserID_003")), FOLLOW_TIME),
			"Follow.CallbackAfterFollowDelete.json",
			new Unfollowed("UserID_001", List.of("UserID_002", "UserID_003"), FOLLOW_TIME),
			"Live.CallbackAfterCloudRecordingChanged.json", uploadStopped(),
			"Follow.CallbackAfterCloudRecordingChanged.json", uploadStopped(), FOREIGN,
			new UnknownCallback("", Map.of("EventGroupId", 1, "EventType", 102, "CallbackTs", 1757479624820L,
					"EventInfo", Map.of("RoomId", 100, "EventTs", 1757479624, "EventMsTs", 1757479624611L))));

	private static SampleApplication application;

	@BeforeAll
	static void start() {
		application = SampleApplication.start(Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsPostedThenHandlerGetsEachField(String sample) {
		assertAnswer(application.post(sample, ""), "after-ok");
		assertThat(application.received()).isEqualTo(EVENTS.get(sample));
	}

	@Test
	void whenSamplesAreListedThenEachIsPosted() {
		Set<String> posted = new TreeSet<>(EVENTS.keySet());
		posted.addAll(RoomSamplesIntegrationTests.EVENTS.keySet());
		posted.addAll(BattleSamplesIntegrationTests.EVENTS.keySet());
		posted.addAll(RecordingSamplesIntegrationTests.EVENTS.keySet());
		assertThat(posted).containsExactlyElementsOf(new TreeSet<>(Samples.bodies()));
	}

	@ParameterizedTest
	@CsvSource({ "Live.CallbackBeforeSendGift.json, gift-allow", "Group.CallbackBeforeSendMsg.json, msg-allow",
			"Group.CallbackBeforeSendMsg.json, msg-discard", "Group.CallbackBeforeSendMsg.json, msg-forbid",
			"Group.CallbackBeforeSendMsg.json, msg-modify" })
	void whenDecisionHandlerDecidesThenAnswerIsAsDocumented(String sample, String response) {
		Handlers.decision = switch (response) {
			case "msg-discard" -> MessageDecision.dropSilently();
			case "msg-forbid" -> MessageDecision.reject();
			case "msg-modify" -> modified();
			default -> MessageDecision.deliver();
		};
		assertAnswer(application.post(sample, ""), response);
		assertThat(application.received()).isEqualTo(EVENTS.get(sample));
		Handlers.decision = MessageDecision.deliver();
	}

	private static MessageDecision modified() {
		return MessageDecision.deliver()
			.withBody(List.of(new MessageElement.Text("red packet"),
					new MessageElement.Custom("LV1", "CustomElement.MemberLevel", null, null)))
			.withCloudCustomData(DATA);
	}

	private static void assertAnswer(HttpResponse<String> response, String expected) {
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(mapper.readTree(response.body()))
			.isEqualTo(mapper.readTree(Samples.read("responses/" + expected + ".json")));
	}

	private static List<String> samples() {
		return EVENTS.keySet().stream().sorted().toList();
	}

	private static RecordingChanged uploadStopped() {
		return new RecordingChanged(3, RecordingEventType.UPLOAD_STOPPED, Instant.ofEpochMilli(1752580150082L),
				new Recording("635055", Instant.ofEpochSecond(1752580150), Instant.ofEpochMilli(1752580150081L),
						"user1", "-m9-bVVU7id***K-m928oZWQndiborbEWH3zY-lIXlprc-gQvQE",
						new RecordingPayload.Stop(null, 0)));
	}

	record Handlers(SampleApplication.Received received) {

		static volatile MessageDecision decision = MessageDecision.deliver();

		@BeforeGiftSend
		GiftDecision checkGift(GiftRequest request) {
			this.received.add(request);
			return GiftDecision.allow();
		}

		@BeforeMessageSend
		MessageDecision checkMessage(MessageRequest request) {
			this.received.add(request);
			return decision;
		}

		@OnMessageSend
		void sent(MessageSent event) {
			this.received.add(event);
		}

		@OnFollow
		void followed(Followed event) {
			this.received.add(event);
		}

		@OnUnfollow
		void unfollowed(Unfollowed event) {
			this.received.add(event);
		}

		@OnRecordingChange
		void changed(RecordingChanged event) {
			this.received.add(event);
		}

		@OnCallback(OnCallback.ANY)
		void any(UnknownCallback callback) {
			if (callback.command().isEmpty()) {
				this.received.add(callback);
			}
		}

	}

}
