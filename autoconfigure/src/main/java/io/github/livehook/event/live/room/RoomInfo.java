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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.EpochSeconds;

/**
 * A live room. Which components are present depends on the event.
 *
 * @param roomId the id of the room
 * @param roomName the name of the room
 * @param roomType the type of the room, such as {@code Live}
 * @param ownerAccount the user id of the room's owner
 * @param maxMemberCount the largest number of members
 * @param messageDisabled whether no member may send messages
 * @param customInfo a text of the application's own
 * @param seatEnabled whether the room has seats
 * @param takeSeatMode the way in which seats are taken
 * @param maxSeatCount the number of seats
 * @param createTime the time at which the room was created, to the second
 * @param publicVisible whether the room is listed
 * @param coverUrl the cover of the room; any text, not always a URL
 * @param categories the categories of the room
 * @param activityStatus a mark of the application's own
 * @param viewCount the number of visits
 * @param backgroundUrl the background of the room; any text, not always a URL
 * @param unlimitedRoomEnabled whether streams are mixed for a large audience
 * @since 0.1.0
 * @see RoomCreated
 * @see RoomDestroyed
 */
public record RoomInfo(@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("RoomName") @Nullable String roomName, @JsonProperty("RoomType") @Nullable String roomType,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount,
		@JsonProperty("MaxMemberCount") @Nullable Long maxMemberCount,
		@JsonProperty("IsMessageDisabled") @Nullable Boolean messageDisabled,
		@JsonProperty("CustomInfo") @Nullable String customInfo,
		@JsonProperty("IsSeatEnabled") @Nullable Boolean seatEnabled,
		@JsonProperty("TakeSeatMode") @Nullable TakeSeatMode takeSeatMode,
		@JsonProperty("MaxSeatCount") @Nullable Long maxSeatCount,
		@JsonProperty("CreateTime") @EpochSeconds @Nullable Instant createTime,
		@JsonProperty("IsPublicVisible") @Nullable Boolean publicVisible,
		@JsonProperty("CoverURL") @Nullable String coverUrl, @JsonProperty("Category") List<Long> categories,
		@JsonProperty("ActivityStatus") @Nullable Long activityStatus,
		@JsonProperty("ViewCount") @Nullable Long viewCount,
		@JsonProperty("BackgroundURL") @Nullable String backgroundUrl,
		@JsonProperty("IsUnlimitedRoomEnabled") @Nullable Boolean unlimitedRoomEnabled) {

	public RoomInfo {
		categories = (categories != null) ? List.copyOf(categories) : List.of();
	}

	/**
	 * The way in which seats are taken in a room. A mode that is not listed here keeps
	 * its text.
	 *
	 * @param value the {@code TakeSeatMode}
	 * @see RoomInfo
	 */
	public record TakeSeatMode(@JsonValue String value) {

		/**
		 * Seats are not taken.
		 */
		public static final TakeSeatMode NONE = new TakeSeatMode("None");

		/**
		 * Everybody may take a seat.
		 */
		public static final TakeSeatMode FREE_TO_TAKE = new TakeSeatMode("FreeToTake");

		/**
		 * A seat has to be applied for.
		 */
		public static final TakeSeatMode APPLY_TO_TAKE = new TakeSeatMode("ApplyToTake");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public TakeSeatMode {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
