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

package io.github.livehook.autoconfigure.delivery;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.before.CallbackDecisions;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.delivery.memory.InMemoryCallbackDelivery;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for delivering callbacks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookHandlerAutoConfiguration.class)
@ConditionalOnLivehook
@EnableConfigurationProperties({ LivehookDeliveryProperties.class, LivehookDeadLetterProperties.class })
public final class LivehookDeliveryAutoConfiguration {

	@Bean
	CallbackListeners livehookCallbackListeners(ObjectProvider<CallbackListener> listeners) {
		return new CallbackListeners(() -> listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(CallbackDelivery.class)
	InMemoryCallbackDelivery livehookCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackListeners listeners, LivehookProperties properties, LivehookDeliveryProperties deliveryProperties,
			ServerThreads serverThreads) {
		deliveryProperties.checkMode(LivehookDeliveryProperties.Mode.MEMORY);
		if (deliveryProperties.getMode() != LivehookDeliveryProperties.Mode.MEMORY) {
			String mode = deliveryProperties.modeName();
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is '%s', but the class path has not all that this takes".formatted(mode),
					"Add the dependency io.github.livehook:livehook-spring-boot-starter-%s in the place of "
						.formatted(mode) + "livehook-spring-boot-starter, which it brings along.");
		}
		return new InMemoryCallbackDelivery(handlers, dispatcher, listeners,
				serverThreads.maxConcurrency(deliveryProperties.getMaxConcurrency()),
				deduplication(properties.getDeduplication()));
	}

	@Bean
	@ConditionalOnMissingBean
	RetryPolicy livehookRetryPolicy(LivehookDeliveryProperties properties) {
		return properties.createRetryPolicy();
	}

	@Bean
	DecisionThreads livehookDecisionThreads(LivehookProperties properties,
			LivehookDeliveryProperties deliveryProperties, ServerThreads serverThreads, Environment environment) {
		int maxConcurrency = serverThreads.maxConcurrency(deliveryProperties.getMaxConcurrency());
		return new DecisionThreads(
				serverThreads.decisionConcurrency(properties.getDecision().getMaxConcurrency(), maxConcurrency),
				Threading.VIRTUAL.isActive(environment), contextPropagation());
	}

	// The library is there with tracing
	private static TaskDecorator contextPropagation() {
		return ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", null)
				? new ContextPropagatingTaskDecorator() : (task) -> task;
	}

	@Bean
	CallbackDecisions livehookCallbackDecisions(CallbackHandlers handlers, CommandCatalog catalog,
			CallbackDispatcher dispatcher, CallbackCodec codec, CallbackDelivery delivery, DecisionThreads threads,
			CallbackListeners listeners) {
		return new CallbackDecisions(handlers, catalog, dispatcher, codec, delivery, threads, listeners);
	}

	@Bean
	ServerThreads livehookServerThreads(BeanFactory beanFactory, Environment environment) {
		return ServerThreads.find(beanFactory, environment);
	}

	static Deduplication deduplication(LivehookProperties.Deduplication deduplication) {
		return new Deduplication(deduplication.getWindow(), deduplication.getMaxEntries());
	}

}
