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

package io.github.livehook.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a live room until it was dissolved.
 *
 * @param viewers how often the room was entered, repeatedly by the same user included
 * @param giftsSent how many gifts were sent
 * @param giftCoins the value of those gifts, in coins
 * @param giftSenders how many users have sent gifts
 * @param likesReceived how many likes the room has received
 * @since 0.1.0
 * @see RoomDestroyed
 */
public record RoomStatistics(@JsonProperty("TotalViewers") @Nullable Long viewers,
		@JsonProperty("TotalGiftsSent") @Nullable Long giftsSent,
		@JsonProperty("TotalGiftCoins") @Nullable Long giftCoins,
		@JsonProperty("TotalUniqueGiftSenders") @Nullable Long giftSenders,
		@JsonProperty("TotalLikesReceived") @Nullable Long likesReceived) {

}
