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

package io.github.livehook.sample.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;

// Callbacks are delivered at least once, in no promised order. So a start leaves a battle alone that is known, and an
// end, which holds all there is to know, replaces it: in either order, and however often, the result is the same. If
// both come at one moment, one of them fails on the primary key, and Livehook calls it again.
@Component
@Profile("demo")
record BattleEvents(JdbcClient jdbc, JsonMapper json) {

	// Times are those of this machine, because the page counts down by them
	@OnBattleStart
	void started(BattleStarted battle, CallbackMetadata meta) {
		Instant end = meta.receivedAt().plus(Objects.requireNonNullElse(battle.duration(), Duration.ZERO));
		this.jdbc.sql("delete from demo_battle where ends_at < current_timestamp - interval '10' minute").update();
		this.jdbc.sql("""
				insert into demo_battle (id, event, started_at, ends_at, state) select ?, ?, ?, ?, 'running'
				where not exists (select 1 from demo_battle where id = ?)""")
			.params(Objects.requireNonNull(battle.battleId()), this.json.writeValueAsString(battle), meta.receivedAt(),
					end, Objects.requireNonNull(battle.battleId()))
			.update();
	}

	@OnBattleEnd
	void ended(BattleEnded battle, CallbackMetadata meta) {
		this.jdbc.sql("merge into demo_battle (id, event, ends_at, state) key (id) values (?, ?, ?, 'ended')")
			.params(Objects.requireNonNull(battle.battleId()), this.json.writeValueAsString(battle), meta.receivedAt())
			.update();
	}

}
