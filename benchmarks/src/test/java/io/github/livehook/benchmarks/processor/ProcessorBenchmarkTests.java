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

package io.github.livehook.benchmarks.processor;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.livehook.benchmarks.callback.BattleBody;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.web.CallbackProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessorBenchmark} and what it is made of.
 */
class ProcessorBenchmarkTests {

	@Test
	void whenProcessedThenHandlerIsCalledForEach() {
		try (ConfigurableApplicationContext application = ProcessorApplication.start(100, 100, List.of())) {
			InMemoryExchange exchange = new InMemoryExchange(BattleBody.ofSize(400));
			for (int i = 0; i < 3; i++) {
				exchange.renew();
				application.getBean(CallbackProcessor.class).process(exchange);
				assertThat(exchange.status()).isEqualTo(200);
			}
			assertThat(application.getBean(CountingBattles.class).count()).isEqualTo(3);
			assertThat(application.getBean(CallbackHandlers.class).all()).hasSize(101);
			assertThat(application.getBean(LivehookApps.class).findAll()).hasSize(100);
		}
	}

	@Test
	void whenRepeatsAreRememberedThenStillDistinct() {
		ProcessorBenchmark benchmark = new ProcessorBenchmark();
		benchmark.handlers = 1;
		benchmark.apps = 1;
		benchmark.bodySize = 400;
		benchmark.remembered = "10";
		benchmark.start();
		try {
			assertThat(benchmark.process()).isEqualTo(200);
		}
		finally {
			benchmark.stop();
		}
	}

}
