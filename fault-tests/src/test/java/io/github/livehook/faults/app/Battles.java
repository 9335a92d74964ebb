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

package io.github.livehook.faults.app;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

/**
 * The handler that the faults hit.
 */
@Component
@Profile("!renamed & !orphaned")
class Battles {

	private final HandlerLog log;

	private final Conduct conduct;

	Battles(HandlerLog log, Conduct conduct) {
		this.log = log;
		this.conduct = conduct;
	}

	@OnBattleStart(id = "battles")
	void started(BattleStarted battle, CallbackMetadata metadata) throws Exception {
		this.log.started("battles", "started", battle.battleId(), metadata);
		this.conduct.of(battle.battleId(), metadata);
		this.log.ended("battles", "started", battle.battleId(), metadata);
	}

}
