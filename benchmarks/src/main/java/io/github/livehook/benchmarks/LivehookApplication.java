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

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

/**
 * An application with Livehook.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ LivehookApplication.Handlers.class, Scores.class })
public class LivehookApplication {

	public static void main(String[] args) {
		SpringApplication.run(LivehookApplication.class, args);
	}

	/**
	 * The handlers.
	 */
	static class Handlers {

		private final Scores scores;

		Handlers(Scores scores) {
			this.scores = scores;
		}

		@OnBattleStart
		void started(BattleStarted battle) {
			this.scores.open(battle.battleId());
		}

		@BeforeGiftSend
		GiftDecision check(GiftRequest request) {
			boolean many = request.gift() != null && request.gift().count() != null && request.gift().count() > 99;
			return many ? GiftDecision.reject(102101, "too many") : GiftDecision.allow();
		}

	}

}
