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

package io.github.livehook.autoconfigure.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.observation.DeliveryMetrics;
import io.github.livehook.observation.DurableContexts;
import io.github.livehook.observation.MetricsCallbackListener;
import io.github.livehook.web.CallbackProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class LivehookMetricsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookMetricsAutoConfiguration.class));

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void whenThereIsARegistryThenConcurrencyIsGauged() {
		measured().withPropertyValues("livehook.delivery.max-concurrency=7", "livehook.decision.max-concurrency=3")
			.run((context) -> {
				assertThat(context).hasSingleBean(MetricsCallbackListener.class);
				context.getBean(DeliveryMetrics.class).bindTo(this.registry);
				assertThat(this.registry.get("livehook.concurrency.limit").tag("kind", "event").gauge().value())
					.isEqualTo(7);
				assertThat(this.registry.get("livehook.concurrency.limit").tag("kind", "decision").gauge().value())
					.isEqualTo(3);
			});
	}

	@Test
	void whenDeliveryHasNoLimitThenOnlyThatOfDecisionsIsGauged() {
		CallbackDelivery delivery = (callbacks, progress) -> callbacks.stream()
			.map((callback) -> DeliveryResult.of(DeliveryResult.Status.HANDLED))
			.toList();
		measured().withBean(CallbackDelivery.class, () -> delivery).run((context) -> {
			context.getBean(DeliveryMetrics.class).bindTo(this.registry);
			assertThat(this.registry.get("livehook.concurrency.active").gauges()).singleElement()
				.satisfies((gauge) -> assertThat(gauge.getId().getTag("kind")).isEqualTo("decision"));
		});
	}

	@Test
	void whenCallbacksAreStoredThenBacklogIsGaugedAndAttemptsAreCounted() {
		DurableContexts.measured(this.registry).withBean(Handlers.class).run((context) -> {
			context.getBean(DeliveryMetrics.class).bindTo(this.registry);
			context.getBean(MetricsCallbackListener.class).bindTo(this.registry);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(this.registry.get("livehook.delivery.pending").gauge().value()).isZero());
			assertThat(this.registry.get("livehook.delivery.attempts").counters()).hasSize(5)
				.allSatisfy((counter) -> assertThat(counter.getId().getTag("handler")).isEqualTo("score"));
		});
	}

	@Test
	void whenDeliveryIsInMemoryThenThereIsNoBacklogToGauge() {
		measured().withBean(Handlers.class).run((context) -> {
			context.getBean(DeliveryMetrics.class).bindTo(this.registry);
			context.getBean(MetricsCallbackListener.class).bindTo(this.registry);
			assertThat(this.registry.find("livehook.delivery.pending").gauge()).isNull();
			assertThat(this.registry.get("livehook.delivery.attempts").counters()).hasSize(5);
		});
	}

	@Test
	void whenThereIsNoRegistryThenNothingIsMeasured() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(CallbackProcessor.class)
			.doesNotHaveBean(LivehookMetricsAutoConfiguration.class)
			.doesNotHaveBean(MetricsCallbackListener.class));
	}

	@Test
	void whenThereAreTwoRegistriesThenNothingIsMeasured() {
		measured().withBean("second", MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CallbackProcessor.class)
				.doesNotHaveBean(MetricsCallbackListener.class));
	}

	@Test
	void whenLibraryIsMissingThenNothingIsMeasured() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CallbackProcessor.class)
				.doesNotHaveBean("livehookMetricsCallbackListener"));
	}

	@Test
	void whenLivehookIsDisabledThenNothingIsMeasured() {
		measured().withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

	private WebApplicationContextRunner measured() {
		return this.runner.withBean("first", MeterRegistry.class, () -> this.registry);
	}

	private static final class Handlers {

		@OnBattleStart(id = "score")
		void started(BattleStarted battle) {
		}

		@BeforeGiftSend(id = "wallet")
		GiftDecision check(GiftRequest gift) {
			return GiftDecision.allow();
		}

	}

}
