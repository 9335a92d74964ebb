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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.Answers;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.room.AdminsChanged;
import io.github.livehook.event.live.room.AdminsChanged.AdminChange;
import io.github.livehook.event.live.room.MemberStateChanged;
import io.github.livehook.event.live.room.MemberStateChanged.MemberState;
import io.github.livehook.event.live.room.MemberStateChanged.MemberStateCause;
import io.github.livehook.event.live.room.MemberStateChanged.RoomMember;
import io.github.livehook.event.live.room.MetadataDeleted;
import io.github.livehook.event.live.room.MetadataSet;
import io.github.livehook.event.live.room.MetadataSet.MetadataEntry;
import io.github.livehook.event.live.room.OwnerChanged;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.event.live.room.RoomDestroyed.RoomDestroyCause;
import io.github.livehook.event.live.room.RoomDestroyed.RoomStatistics;
import io.github.livehook.event.live.room.RoomInfo;
import io.github.livehook.event.live.room.RoomThresholdReached;
import io.github.livehook.event.live.room.RoomUpdated;
import io.github.livehook.event.live.room.RoomUpdated.RoomChanges;
import io.github.livehook.event.live.room.TakeSeatMode;
import io.github.livehook.handler.OnAdminChange;
import io.github.livehook.handler.OnMemberStateChange;
import io.github.livehook.handler.OnMetadataDelete;
import io.github.livehook.handler.OnMetadataSet;
import io.github.livehook.handler.OnOwnerChange;
import io.github.livehook.handler.OnRoomCreate;
import io.github.livehook.handler.OnRoomDestroy;
import io.github.livehook.handler.OnRoomThreshold;
import io.github.livehook.handler.OnRoomUpdate;

import static org.assertj.core.api.Assertions.assertThat;

class RoomSamplesIntegrationTests {

	private static final Instant TIME = Instant.ofEpochMilli(1703589922780L);

	private static final RoomInfo CREATED = new RoomInfo("tandy-test-rest", "tandy-test-rest", "Live", "user3", 300L,
			true, "custom123", true, TakeSeatMode.APPLY_TO_TAKE, 16L, Instant.ofEpochSecond(1703589922), true,
			"cover url", List.of(1L, 2L), null, null, null, null);

	private static final RoomInfo DESTROYED = new RoomInfo(null, "live name", "Live", "144115216631667826", 400L, false,
			"", true, TakeSeatMode.FREE_TO_TAKE, 4L, null, false, "cover url", List.of(1L, 2L, 3L), 0L, 0L,
			"background url", true);

	private static final RoomInfo OBSERVED = new RoomInfo("100", "r\u00e9union 40\u5ea6", "Live", "10000000001", 100L,
			false, "", true, TakeSeatMode.APPLY_TO_TAKE, 9L, null, true, "", List.of(), 0L, 1L, "", true);

	static final Map<String, CallbackPayload> EVENTS = Map.ofEntries(
			Map.entry("Live.CallbackAfterCreateRoom.json", new RoomCreated("admin", CREATED, null)),
			Map.entry("Live.CallbackAfterCreateRoom.2.json", new RoomCreated("admin", CREATED, TIME)),
			Map.entry("Live.CallbackAfterCreateRoom.3.json", new RoomCreated("admin", CREATED, TIME)),
			Map.entry("Live.CallbackAfterDestroyRoom.json",
					new RoomDestroyed("admin", "tandy-test-rest", RoomDestroyCause.BY_USER, DESTROYED,
							new RoomStatistics(0L, 0L, 0L, 0L, 0L), TIME)),
			Map.entry("Live.CallbackAfterDestroyRoom.2.json",
					new RoomDestroyed("admin", "tandy-test-rest", RoomDestroyCause.BY_USER, null, null, TIME)),
			Map.entry("Live.CallbackAfterDestroyRoom.3.json",
					new RoomDestroyed("admin", "tandy-test-rest", RoomDestroyCause.BY_USER, DESTROYED, null, TIME)),
			Map.entry("observed/Live.CallbackAfterDestroyRoom.observed.json",
					new RoomDestroyed("@TIM#SYSTEM", "100", RoomDestroyCause.BY_SYSTEM, OBSERVED, null,
							Instant.ofEpochMilli(1756986061775L))),
			Map.entry("Live.CallbackAfterUpdateRoomInfo.json", new RoomUpdated("bob",
					new RoomChanges("live-room", "rname-123", 300L, false, "https://xxxx.png", List.of(1L, 2L, 3L), 1L,
							false, TakeSeatMode.APPLY_TO_TAKE, "custom123"),
					Instant.ofEpochMilli(1670574414123L))),
			Map.entry("Live.CallbackAfterSetMetadata.json",
					new MetadataSet("brennanli", "live-room1111",
							List.of(new MetadataEntry("key1", "value1"), new MetadataEntry("key2", "value2")),
							Instant.ofEpochMilli(1739965885831L))),
			Map.entry("Live.CallbackAfterDelMetadata.json",
					new MetadataDeleted("brennanli", "live-room1111", List.of("key1", "key2"),
							Instant.ofEpochMilli(1739966441121L))),
			Map.entry("Live.CallbackAfterCreateRoomReachingThreshold.json",
					new RoomThresholdReached("brennanli", 400L, 500L, Instant.ofEpochMilli(1739966441121L))),
			Map.entry("Live.CallbackAfterMemberStateChanged.json",
					new MemberStateChanged("room_id", MemberState.ONLINE, MemberStateCause.ENTER,
							List.of(new RoomMember("jared"), new RoomMember("tommy")), TIME)),
			Map.entry("Live.CallbackAfterChangeOwner.json",
					new OwnerChanged("room_id", "admin", "user2", "user1", TIME)),
			Map.entry("Live.CallbackAfterModifyAdmin.json",
					new AdminsChanged("room_id", "admin", List.of("user1", "user2"), AdminChange.ADD, TIME)));

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
		Answers.assertOk(application.post(sample, "Live.CallbackAfterSomethingElse"));
		assertThat(application.received()).isEqualTo(EVENTS.get(sample));
	}

	private static List<String> samples() {
		return EVENTS.keySet().stream().sorted().toList();
	}

	record Handlers(SampleApplication.Received received) {

		@OnRoomCreate
		void created(RoomCreated event) {
			this.received.add(event);
		}

		@OnRoomDestroy
		void destroyed(RoomDestroyed event) {
			this.received.add(event);
		}

		@OnRoomUpdate
		void updated(RoomUpdated event) {
			this.received.add(event);
		}

		@OnMetadataSet
		void set(MetadataSet event) {
			this.received.add(event);
		}

		@OnMetadataDelete
		void deleted(MetadataDeleted event) {
			this.received.add(event);
		}

		@OnRoomThreshold
		void reached(RoomThresholdReached event) {
			this.received.add(event);
		}

		@OnMemberStateChange
		void membersChanged(MemberStateChanged event) {
			this.received.add(event);
		}

		@OnOwnerChange
		void ownerChanged(OwnerChanged event) {
			this.received.add(event);
		}

		@OnAdminChange
		void adminsChanged(AdminsChanged event) {
			this.received.add(event);
		}

	}

}
