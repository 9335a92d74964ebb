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

package io.github.livehook.benchmarks;

import java.io.Serializable;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The record that a user would write for the body of a battle that has started.
 */
record Battle(@JsonProperty("CallbackCommand") @Nullable String command,
		@JsonProperty("BattleId") @Nullable String battleId, @JsonProperty("Duration") @Nullable Long duration,
		@JsonProperty("CreateTime") @Nullable Long createTime, @JsonProperty("StartTime") @Nullable Long startTime,
		@JsonProperty("FromRoomInfo") @Nullable Room fromRoom, @JsonProperty("ToRoomList") @Nullable List<Room> toRooms,
		@JsonProperty("EventTime") @Nullable Long eventTime) implements Serializable {

	record Room(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("Owner_Account") @Nullable String ownerAccount) implements Serializable {

	}

}
