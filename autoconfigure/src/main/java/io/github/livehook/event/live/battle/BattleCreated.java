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

package io.github.livehook.event.live.battle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * A battle, or PK, between live rooms was asked for. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/68259">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who asked for it
 * @param battleId the id of the battle, unique in its app; it may contain {@code /},
 * {@code +} and {@code =}
 * @param fromRoomId the id of the inviting room
 * @param toRoomIds the ids of the invited rooms
 * @param timeout the time that invited rooms have to accept
 * @param duration the duration of the battle
 * @param needResponse whether an invited room has to accept; if not, the battle starts at
 * once
 * @param extensionInfo a text of the application's own
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record BattleCreated(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("BattleId") @Nullable String battleId, @JsonProperty("FromRoomId") @Nullable String fromRoomId,
		@JsonProperty("ToRoomIdList") List<String> toRoomIds, @JsonProperty("Timeout") @Nullable Duration timeout,
		@JsonProperty("Duration") @Nullable Duration duration,
		@JsonProperty("NeedResponse") @Nullable Boolean needResponse,
		@JsonProperty("ExtensionInfo") @Nullable String extensionInfo,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterCreateBattle";

	public BattleCreated {
		toRoomIds = (toRoomIds != null) ? List.copyOf(toRoomIds) : List.of();
	}

}
