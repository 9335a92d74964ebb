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
 * Another class and another method, with the id of {@link Battles}.
 */
@Component
@Profile("renamed")
class RenamedBattles {

	private final HandlerLog log;

	RenamedBattles(HandlerLog log) {
		this.log = log;
	}

	@OnBattleStart(id = "battles")
	void begun(BattleStarted battle, CallbackMetadata metadata) {
		this.log.started("battles", "begun", battle.battleId(), metadata);
		this.log.ended("battles", "begun", battle.battleId(), metadata);
	}

}
