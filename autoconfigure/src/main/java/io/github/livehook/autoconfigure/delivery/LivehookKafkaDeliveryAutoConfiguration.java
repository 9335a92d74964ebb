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

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.kafka.KafkaCallbackDelivery;
import io.github.livehook.delivery.kafka.KafkaCluster;
import io.github.livehook.delivery.kafka.KafkaDeliverySettings;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for delivering callbacks from Kafka.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookHandlerAutoConfiguration.class, before = LivehookDeliveryAutoConfiguration.class,
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnLivehook
@ConditionalOnProperty(name = "livehook.delivery.mode", havingValue = "kafka")
@ConditionalOnClass({ KafkaMessageListenerContainer.class, KafkaProperties.class })
@ConditionalOnMissingBean(CallbackDelivery.class)
@EnableConfigurationProperties({ LivehookDeliveryProperties.class, LivehookKafkaDeliveryProperties.class,
		LivehookDeadLetterProperties.class, KafkaProperties.class })
public final class LivehookKafkaDeliveryAutoConfiguration {

	private final LivehookProperties properties;

	private final LivehookDeliveryProperties deliveryProperties;

	private final LivehookKafkaDeliveryProperties kafkaProperties;

	private final LivehookDeadLetterProperties deadLetterProperties;

	private final LifecycleProperties lifecycleProperties;

	private final ServerThreads serverThreads;

	private final Environment environment;

	LivehookKafkaDeliveryAutoConfiguration(LivehookProperties properties, LivehookDeliveryProperties deliveryProperties,
			LivehookKafkaDeliveryProperties kafkaProperties, LivehookDeadLetterProperties deadLetterProperties,
			ObjectProvider<LifecycleProperties> lifecycleProperties, ServerThreads serverThreads,
			Environment environment) {
		this.properties = properties;
		this.deliveryProperties = deliveryProperties;
		this.kafkaProperties = kafkaProperties;
		this.deadLetterProperties = deadLetterProperties;
		this.lifecycleProperties = lifecycleProperties.getIfAvailable(LifecycleProperties::new);
		this.serverThreads = serverThreads;
		this.environment = environment;
	}

	@Bean
	KafkaCluster livehookKafkaCluster(KafkaProperties connection, ObjectProvider<KafkaConnectionDetails> details) {
		this.deliveryProperties.checkMode(LivehookDeliveryProperties.Mode.KAFKA);
		return new KafkaClusterFactory(this.properties, this.kafkaProperties).create(
				this.deliveryProperties.determineApplication(this.environment), connection, details.getIfAvailable());
	}

	@Bean
	KafkaCallbackDelivery livehookKafkaCallbackDelivery(KafkaCluster cluster, CallbackHandlers handlers,
			CallbackDispatcher dispatcher, CallbackCodec codec, CallbackListeners listeners, RetryPolicy retryPolicy,
			@Qualifier("livehookRequestVerifier") ObjectProvider<RequestVerifier> verifier,
			ObjectProvider<LivehookApps> apps, @Qualifier("livehookInstantSource") InstantSource clock) {
		return new KafkaCallbackDelivery(cluster, handlers, dispatcher, codec, listeners,
				settings(DurableDelivery.sdkAppIds(verifier, apps), retryPolicy), clock);
	}

	private KafkaDeliverySettings settings(Supplier<List<String>> apps, RetryPolicy retryPolicy) {
		return new KafkaDeliverySettings(apps, retryPolicy,
				LivehookDeliveryAutoConfiguration.deduplication(this.properties.getDeduplication()),
				this.deadLetterProperties.limits(),
				this.serverThreads.maxConcurrency(this.deliveryProperties.getMaxConcurrency()),
				this.kafkaProperties.getWorkers(), Threading.VIRTUAL.isActive(this.environment),
				this.kafkaProperties.getWindow(), this.kafkaProperties.getMaxWaiting(),
				DurableDelivery.shutdownTimeout(this.lifecycleProperties));
	}

	@Bean
	DeadLetters livehookDeadLetters(KafkaCallbackDelivery delivery) {
		return delivery.deadLetters();
	}

	@Bean
	Backlog livehookBacklog(KafkaCallbackDelivery delivery) {
		return delivery.backlog();
	}

}
