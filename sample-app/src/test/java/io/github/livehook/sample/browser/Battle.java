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

package io.github.livehook.sample.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;

/**
 * A battle, and its callbacks.
 *
 * @param id the id
 * @param from the owner of the room that it was started from
 * @param to the owner of the other room
 */
record Battle(String id, String from, String to) {

	static Battle between(String from, String to) {
		return new Battle("battle/" + UUID.randomUUID() + "=", from, to);
	}

	String fromRoom() {
		return "pk-" + this.id.substring(7, 12);
	}

	String toRoom() {
		return "pk-" + this.id.substring(this.id.length() - 6, this.id.length() - 1);
	}

	/**
	 * Return the account of a viewer whose wallet no other test has touched.
	 */
	String viewer() {
		return "v" + this.id.substring(7, 11);
	}

	CallbackRequest start(Duration duration) {
		return CallbackRequest.sample(BattleStarted.class)
			.with("BattleId", this.id)
			.with("Duration", duration.toMillis())
			.with("CreateTime", Instant.now().getEpochSecond())
			.with("StartTime", Instant.now().getEpochSecond())
			.with("FromRoomInfo", Map.of("RoomId", fromRoom(), "Owner_Account", this.from))
			.with("ToRoomList", List.of(Map.of("RoomId", toRoom(), "Owner_Account", this.to)))
			.with("EventTime", Instant.now().toEpochMilli());
	}

	CallbackRequest end(long fromScore, long toScore) {
		return CallbackRequest.sample(BattleEnded.class)
			.with("BattleId", this.id)
			.with("Duration", 60000)
			.with("FromRoomInfo", Map.of("RoomId", fromRoom(), "Score", fromScore, "Owner_Account", this.from))
			.with("ToRoomList", List.of(Map.of("RoomId", toRoom(), "Score", toScore, "Owner_Account", this.to)))
			.with("StartTime", Instant.now().minusSeconds(60).getEpochSecond())
			.with("EndTime", Instant.now().getEpochSecond())
			.with("EventTime", Instant.now().toEpochMilli());
	}

	/**
	 * Return the question whether a viewer may send a gift to the room that the battle
	 * was started from.
	 * @param sender the account of the viewer
	 * @param coins what the gift costs
	 */
	CallbackRequest gift(String sender, long coins) {
		return CallbackRequest.sample(GiftRequest.class)
			.with("Operator_Account", sender)
			.with("RoomId", fromRoom())
			.with("GiftWater.From_Account", sender)
			.with("GiftWater.To_Account", List.of(this.from))
			.with("GiftWater.GiftId", "rocket")
			.with("GiftWater.Count", 1)
			.with("GiftWater.Coins", coins);
	}

}
