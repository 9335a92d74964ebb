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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.observation.DeliveryMetrics;
import io.github.livehook.observation.MetricsCallbackListener;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookWebAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnLivehook
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class LivehookMetricsAutoConfiguration {

	@Bean
	MetricsCallbackListener livehookMetricsCallbackListener(MeterRegistry registry, CommandCatalog catalog,
			CallbackHandlers handlers) {
		return new MetricsCallbackListener(registry, catalog, handlers);
	}

	@Bean
	DeliveryMetrics livehookDeliveryMetrics(CallbackDelivery delivery, DecisionThreads decisionThreads,
			ObjectProvider<Backlog> backlog) {
		return new DeliveryMetrics(delivery.concurrencyLimit(), decisionThreads.concurrencyLimit(),
				backlog.getIfAvailable());
	}

}
