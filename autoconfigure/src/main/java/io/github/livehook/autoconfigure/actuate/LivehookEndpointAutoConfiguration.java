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

package io.github.livehook.autoconfigure.actuate;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;

import io.github.livehook.actuate.CallbackCounts;
import io.github.livehook.actuate.DeadLettersEndpointExtension;
import io.github.livehook.actuate.LivehookEndpoint;
import io.github.livehook.actuate.LivehookEndpoint.Settings;
import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeadLetterProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryProperties;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the actuator endpoint
 * {@code livehook}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookWebAutoConfiguration.class)
@ConditionalOnLivehook
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(LivehookEndpoint.class)
public final class LivehookEndpointAutoConfiguration {

	@Bean
	CallbackCounts livehookCallbackCounts(@Qualifier("livehookInstantSource") InstantSource clock) {
		return new CallbackCounts(clock);
	}

	@Bean
	@ConditionalOnMissingBean
	LivehookEndpoint livehookEndpoint(CallbackHandlers handlers, ObjectProvider<LivehookApps> apps,
			CallbackCounts counts, ObjectProvider<Backlog> backlog, LivehookProperties properties,
			LivehookDeliveryProperties deliveryProperties, ObjectProvider<DispatcherServletPath> dispatcherServlet,
			CallbackDelivery delivery, DecisionThreads decisionThreads) {
		LivehookApps verified = apps.getIfUnique();
		Settings settings = new Settings(
				dispatcherServlet.getIfAvailable(() -> () -> "").getRelativePath(properties.getPath()),
				(verified != null) ? lowerCase(properties.getVerification()) : "of the application's own",
				lowerCase(deliveryProperties.getMode()), limits(properties, delivery, decisionThreads));
		return new LivehookEndpoint(handlers, (verified != null) ? verified : LivehookApps.of(List.of()), settings,
				counts, backlog.getIfAvailable());
	}

	@Bean
	@ConditionalOnBean(DeadLetters.class)
	@ConditionalOnMissingBean
	DeadLettersEndpointExtension livehookDeadLettersEndpointExtension(DeadLetters deadLetters,
			@Qualifier("livehookInstantSource") InstantSource clock, LivehookDeadLetterProperties properties) {
		return new DeadLettersEndpointExtension(deadLetters, clock, properties.isShowBodies());
	}

	private static Map<String, Object> limits(LivehookProperties properties, CallbackDelivery delivery,
			DecisionThreads decisionThreads) {
		Map<String, Object> limits = new LinkedHashMap<>();
		limits.put("response-timeout", properties.getResponseTimeout().toString());
		limits.put("max-body-size", properties.getMaxBodySize().toString());
		limits.put("max-clock-skew", properties.getMaxClockSkew().toString());
		ConcurrencyLimit concurrencyLimit = delivery.concurrencyLimit();
		if (concurrencyLimit != null) {
			limits.put("delivery.max-concurrency", concurrencyLimit.limit());
		}
		limits.put("decision.max-concurrency", decisionThreads.concurrencyLimit().limit());
		limits.put("deduplication.window", properties.getDeduplication().getWindow().toString());
		limits.put("deduplication.max-entries", properties.getDeduplication().getMaxEntries());
		return limits;
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
