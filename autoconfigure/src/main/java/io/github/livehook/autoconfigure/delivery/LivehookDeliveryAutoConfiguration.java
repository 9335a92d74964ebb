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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;
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
public final class LivehookDeliveryAutoConfiguration {

	@Bean
	CallbackListeners livehookCallbackListeners(ObjectProvider<CallbackListener> listeners) {
		return new CallbackListeners(() -> listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(CallbackDelivery.class)
	InMemoryCallbackDelivery livehookCallbackDelivery(CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackListeners listeners, LivehookProperties properties, ObjectProvider<ServerThreads> serverThreads) {
		if (properties.getDelivery().getMode() != LivehookProperties.DeliveryMode.MEMORY) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is 'jdbc', but the class path has not all that this takes",
					"Add the dependency io.github.livehook:livehook-spring-boot-starter-jdbc in the place of "
							+ "livehook-spring-boot-starter, which it brings along.");
		}
		int maxConcurrency = maxConcurrency(properties, serverThreads.getIfAvailable(ServerThreads::unknown));
		return new InMemoryCallbackDelivery(handlers, dispatcher, listeners, maxConcurrency,
				deduplication(properties.getDeduplication()));
	}

	@Bean
	@ConditionalOnMissingBean
	RetryPolicy livehookRetryPolicy(LivehookProperties properties) {
		return RetrySettings.of(properties.getDelivery());
	}

	@Bean
	DecisionThreads livehookDecisionThreads(LivehookProperties properties, ObjectProvider<ServerThreads> serverThreads,
			Environment environment) {
		ServerThreads server = serverThreads.getIfAvailable(ServerThreads::unknown);
		return new DecisionThreads(
				server.decisionConcurrency(properties.getDecision().getMaxConcurrency(),
						maxConcurrency(properties, server)),
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

	static int maxConcurrency(LivehookProperties properties, ServerThreads server) {
		return server.maxConcurrency(properties.getDelivery().getMaxConcurrency());
	}

	static Deduplication deduplication(LivehookProperties.Deduplication deduplication) {
		PropertyAssert.isTrue(!deduplication.getWindow().isNegative(), "livehook.deduplication.window",
				deduplication.getWindow(), "Must be 0 or more, such as 10m.");
		PropertyAssert.isTrue(deduplication.getMaxEntries() >= 0, "livehook.deduplication.max-entries",
				deduplication.getMaxEntries(), "Must be 0 or more, such as 100000.");
		return new Deduplication(deduplication.getWindow(), deduplication.getMaxEntries());
	}

	/**
	 * What needs a server that Spring Boot starts. In another container there is none.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ServletWebServerFactory.class)
	static final class EmbeddedServerConfiguration {

		@Bean
		ServerThreads livehookServerThreads(ObjectProvider<ServletWebServerFactory> server, Environment environment) {
			return ServerThreads.of(server.getIfAvailable(), environment);
		}

	}

}
