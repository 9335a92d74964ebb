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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.observation.DeliveryMetrics;
import io.github.livehook.observation.KnownCommands;
import io.github.livehook.observation.MeteredAttempts;
import io.github.livehook.observation.MeteredCallbacks;
import io.github.livehook.observation.PermitMetrics;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for counters and gauges.
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
	MeteredCallbacks livehookMeteredCallbacks(MeterRegistry registry, CommandCatalog catalog,
			CallbackHandlers handlers) {
		return new MeteredCallbacks(registry, new KnownCommands(catalog, handlers), catalog);
	}

	@Bean
	PermitMetrics livehookPermitMetrics(CallbackDelivery delivery, DecisionThreads decisionThreads) {
		return new PermitMetrics(delivery.concurrencyLimit(), decisionThreads.concurrencyLimit());
	}

	/**
	 * What there is to measure where events are stored before they are answered.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(Backlog.class)
	static final class DurableDeliveryConfiguration {

		@Bean
		DeliveryMetrics livehookDeliveryMetrics(Backlog backlog) {
			return new DeliveryMetrics(backlog);
		}

		// Knows nothing of the delivery, which tells it of attempts
		@Bean
		MeteredAttempts livehookMeteredAttempts(MeterRegistry registry, CallbackHandlers handlers) {
			return new MeteredAttempts(registry, handlers);
		}

	}

}
