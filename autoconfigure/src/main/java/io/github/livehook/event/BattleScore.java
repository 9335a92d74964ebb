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
 * What a live room has reached in a battle.
 *
 * @param roomId the id of the room
 * @param score the score of the room
 * @param ownerAccount the user id of the room's owner
 * @since 0.1.0
 * @see BattleEnded
 */
public record BattleScore(@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("Score") @Nullable Long score,
		@JsonProperty("Owner_Account") @Nullable String ownerAccount) {

}
