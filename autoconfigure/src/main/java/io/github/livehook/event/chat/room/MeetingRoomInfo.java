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

package io.github.livehook.event.chat.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.live.room.RoomInfo.TakeSeatMode;

/**
 * A room of TUIRoomKit. Which components are present depends on the event.
 *
 * @param roomId the id of the room
 * @param roomName the name of the room
 * @param roomType the type of the room, such as {@code Meeting}
 * @param ownerAccount the user id of the room's owner
 * @param maxMemberCount the largest number of members
 * @param maxSeatCount the number of seats
 * @param videoDisabled whether no member may send video
 * @param audioDisabled whether no member may send audio
 * @param messageDisabled whether no member may send messages
 * @param screenSharingDisabled whether no member may share a screen
 * @param cloudRecordingDisabled whether the room may not be recorded
 * @param customInfo a text of the application's own
 * @param scheduledStartTime the time at which the room is to start, to the second
 * @param scheduledEndTime the time at which the room is to end, to the second
 * @param roomStatus the state of the room: {@code None}, {@code NotStarted} or
 * {@code Running}
 * @param seatEnabled whether the room has seats
 * @param takeSeatMode the way in which seats are taken
 * @param createTime the time at which the room was created, to the second
 * @since 0.1.0
 * @see MeetingRoomCreated
 * @see MeetingRoomUpdated
 */
public record MeetingRoomInfo(@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("RoomName") @Nullable String roomName, @JsonProperty("RoomType") @Nullable String roomType,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount,
		@JsonProperty("MaxMemberCount") @Nullable Long maxMemberCount,
		@JsonProperty("MaxSeatCount") @Nullable Long maxSeatCount,
		@JsonProperty("IsVideoDisabled") @Nullable Boolean videoDisabled,
		@JsonProperty("IsAudioDisabled") @Nullable Boolean audioDisabled,
		@JsonProperty("IsMessageDisabled") @Nullable Boolean messageDisabled,
		@JsonProperty("IsScreenSharingDisabled") @Nullable Boolean screenSharingDisabled,
		@JsonProperty("IsCloudRecordingDisabled") @Nullable Boolean cloudRecordingDisabled,
		@JsonProperty("CustomInfo") @Nullable String customInfo,
		@JsonProperty("ScheduleStartTime") @EpochSeconds @Nullable Instant scheduledStartTime,
		@JsonProperty("ScheduleEndTime") @EpochSeconds @Nullable Instant scheduledEndTime,
		@JsonProperty("RoomStatus") @Nullable String roomStatus,
		@JsonProperty("IsSeatEnabled") @Nullable Boolean seatEnabled,
		@JsonProperty("TakeSeatMode") @Nullable TakeSeatMode takeSeatMode,
		@JsonProperty("CreateTime") @EpochSeconds @Nullable Instant createTime) {

}
