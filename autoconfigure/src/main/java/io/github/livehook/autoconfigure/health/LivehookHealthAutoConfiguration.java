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

package io.github.livehook.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.health.BacklogHealthIndicator;
import io.github.livehook.health.CallbackHealthIndicator;
import io.github.livehook.web.CallbackProcessor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health indicators.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookWebAutoConfiguration.class)
@ConditionalOnLivehook
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("livehook")
@EnableConfigurationProperties(LivehookHealthProperties.class)
public final class LivehookHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "livehookHealthIndicator")
	CallbackHealthIndicator livehookHealthIndicator(CallbackProcessor processor, CallbackDelivery delivery,
			DecisionThreads decisionThreads, LivehookHealthProperties properties) {
		Map<String, ConcurrencyLimit> limits = new LinkedHashMap<>();
		ConcurrencyLimit events = delivery.concurrencyLimit();
		if (events != null) {
			limits.put("events", events);
		}
		limits.put("decisions", decisionThreads.concurrencyLimit());
		return new CallbackHealthIndicator(processor::isRunning, limits, properties.getMaxSaturation());
	}

	@Bean
	@ConditionalOnBean(Backlog.class)
	@ConditionalOnMissingBean(name = "livehookDeliveryHealthIndicator")
	BacklogHealthIndicator livehookDeliveryHealthIndicator(Backlog backlog, LivehookHealthProperties properties) {
		return new BacklogHealthIndicator(backlog, properties.getMaxBacklogAge(), properties.getMaxDeadLetters());
	}

}
