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

package io.github.livehook.sample;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

@Component
@Profile("!demo") // where the package demo decides on gifts, which only one method may
class Battles {

	private static final Logger logger = LoggerFactory.getLogger(Battles.class);

	private static final long BALANCE = 5000;

	@OnBattleStart
	void started(BattleStarted battle) {
		List<String> opponents = battle.toRooms().stream().map(Battles::describe).toList();
		logger.info("Battle {} started: {} against {}, for {} s", battle.battleId(), describe(battle.fromRoom()),
				String.join(", ", opponents), (battle.duration() != null) ? battle.duration().toSeconds() : "?");
	}

	@BeforeGiftSend
	GiftDecision check(GiftRequest request) {
		long price = price(request.gift());
		logger.info("Gift for {} coins in room {}", price, request.roomId());
		return (price <= BALANCE) ? GiftDecision.allow() : GiftDecision.reject(102101, "insufficient balance");
	}

	private static long price(@Nullable Gift gift) {
		if (gift == null || gift.count() == null || gift.coins() == null) {
			throw new IllegalArgumentException("Not a gift that could be paid for");
		}
		return Math.multiplyExact(gift.count(), gift.coins());
	}

	private static String describe(@Nullable BattleRoom room) {
		return (room != null) ? "%s (room %s)".formatted(room.ownerAccount(), room.roomId()) : "nobody";
	}

}
