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

package io.github.livehook.benchmarks.contender;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hand-written controller that publishes an event in a transaction, where Spring
 * Modulith's registry keeps it until its listener has handled it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ CallbackController.Advice.class, ModulithApplication.Battles.class, Scores.class })
public class ModulithApplication {

	public static void main(String[] args) {
		SpringApplication.run(ModulithApplication.class, args);
	}

	@Bean
	CallbackController controller(JsonMapper jsonMapper, TransactionTemplate transaction,
			ApplicationEventPublisher publisher) {
		return new CallbackController(jsonMapper,
				(battle) -> transaction.executeWithoutResult((status) -> publisher.publishEvent(battle)));
	}

	/**
	 * The handlers.
	 */
	static class Battles {

		private final Scores scores;

		Battles(Scores scores) {
			this.scores = scores;
		}

		@ApplicationModuleListener
		void started(Battle battle) {
			this.scores.open(battle.battleId());
		}

	}

}
