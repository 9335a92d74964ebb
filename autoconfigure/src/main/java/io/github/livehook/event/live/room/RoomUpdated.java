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

package io.github.livehook.event.live.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.room.RoomInfo.TakeSeatMode;

/**
 * The information on a live room was changed, by a client or by the REST API. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/67938">Tencent's
 * documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who changed it
 * @param room the changes
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record RoomUpdated(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("RoomInfo") @Nullable RoomChanges room,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterUpdateRoomInfo";

	/**
	 * The changes of a live room. A component that was not sent is {@code null}, which
	 * most likely means that it is unchanged; Tencent does not document it. An empty text
	 * or list was sent as such.
	 *
	 * @param roomId the id of the room
	 * @param roomName the name of the room
	 * @param maxMemberCount the largest number of members
	 * @param messageDisabled whether no member may send messages
	 * @param coverUrl the cover of the room; any text, not always a URL
	 * @param categories the categories of the room, {@code null} if they were not sent
	 * @param activityStatus a mark of the application's own
	 * @param publicVisible whether the room is listed
	 * @param takeSeatMode the way in which seats are taken
	 * @param customInfo a text of the application's own
	 * @see RoomUpdated
	 */
	public record RoomChanges(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("RoomName") @Nullable String roomName,
			@JsonProperty("MaxMemberCount") @Nullable Long maxMemberCount,
			@JsonProperty("IsMessageDisabled") @Nullable Boolean messageDisabled,
			@JsonProperty("CoverURL") @Nullable String coverUrl,
			@JsonProperty("Category") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Long> categories,
			@JsonProperty("ActivityStatus") @Nullable Long activityStatus,
			@JsonProperty("IsPublicVisible") @Nullable Boolean publicVisible,
			@JsonProperty("TakeSeatMode") @Nullable TakeSeatMode takeSeatMode,
			@JsonProperty("CustomInfo") @Nullable String customInfo) {

		public RoomChanges {
			categories = (categories != null) ? List.copyOf(categories) : null;
		}

	}

}
