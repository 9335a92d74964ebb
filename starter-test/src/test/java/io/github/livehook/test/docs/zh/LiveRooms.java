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

package io.github.livehook.test.docs.zh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

@Component
class LiveRooms {

	private static final Logger logger = LoggerFactory.getLogger(LiveRooms.class);

	@OnBattleStart // PK 开启之后回调：事情已经发生
	void started(BattleStarted battle) {
		logger.info("PK {} 已开启，时长 {}", battle.battleId(), battle.duration());
	}

	@BeforeGiftSend // 发送礼物之前回调：返回值就是应答
	GiftDecision check(GiftRequest request) {
		return "rocket".equals(request.gift().giftId()) ? GiftDecision.reject(102101, "本直播间不能送火箭")
				: GiftDecision.allow();
	}

}
