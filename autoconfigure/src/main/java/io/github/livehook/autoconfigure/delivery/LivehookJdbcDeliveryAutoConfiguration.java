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

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.jdbc.JdbcCallbackDelivery;
import io.github.livehook.delivery.jdbc.JdbcDatabase;
import io.github.livehook.delivery.jdbc.JdbcDeliverySettings;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for delivering callbacks from a
 * database.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookHandlerAutoConfiguration.class, before = LivehookDeliveryAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnLivehook
@ConditionalOnProperty(name = "livehook.delivery.mode", havingValue = "jdbc")
@ConditionalOnClass({ JdbcTemplate.class, DatabaseInitializationMode.class })
@ConditionalOnMissingBean(CallbackDelivery.class)
@EnableConfigurationProperties({ LivehookDeliveryProperties.class, LivehookJdbcDeliveryProperties.class,
		LivehookDeadLetterProperties.class })
@ImportRuntimeHints(LivehookJdbcDeliveryAutoConfiguration.SchemaRuntimeHints.class)
public final class LivehookJdbcDeliveryAutoConfiguration {

	private final LivehookProperties properties;

	private final LivehookDeliveryProperties deliveryProperties;

	private final LivehookJdbcDeliveryProperties jdbcProperties;

	private final LivehookDeadLetterProperties deadLetterProperties;

	private final LifecycleProperties lifecycleProperties;

	private final ServerThreads serverThreads;

	private final Environment environment;

	LivehookJdbcDeliveryAutoConfiguration(LivehookProperties properties, LivehookDeliveryProperties deliveryProperties,
			LivehookJdbcDeliveryProperties jdbcProperties, LivehookDeadLetterProperties deadLetterProperties,
			ObjectProvider<LifecycleProperties> lifecycleProperties, ServerThreads serverThreads,
			Environment environment) {
		this.properties = properties;
		this.deliveryProperties = deliveryProperties;
		this.jdbcProperties = jdbcProperties;
		this.deadLetterProperties = deadLetterProperties;
		this.lifecycleProperties = lifecycleProperties.getIfAvailable(LifecycleProperties::new);
		this.serverThreads = serverThreads;
		this.environment = environment;
	}

	@Bean
	@DependsOnDatabaseInitialization
	JdbcDatabase livehookJdbcDatabase(ObjectProvider<DataSource> dataSource,
			@LivehookDataSource ObjectProvider<DataSource> livehookDataSource) {
		this.deliveryProperties.checkMode(LivehookDeliveryProperties.Mode.JDBC);
		return new JdbcDatabaseFactory(this.properties, this.jdbcProperties)
			.create(JdbcDatabaseFactory.select(dataSource, livehookDataSource.getIfUnique()));
	}

	@Bean
	JdbcCallbackDelivery livehookJdbcCallbackDelivery(JdbcDatabase database, CallbackHandlers handlers,
			CallbackDispatcher dispatcher, CallbackCodec codec, CallbackListeners listeners, RetryPolicy retryPolicy,
			@Qualifier("livehookRequestVerifier") ObjectProvider<RequestVerifier> verifier,
			ObjectProvider<LivehookApps> apps, @Qualifier("livehookInstantSource") InstantSource clock) {
		return new JdbcCallbackDelivery(database, handlers, dispatcher, codec, listeners,
				settings(DurableDelivery.sdkAppIds(verifier, apps), retryPolicy), clock);
	}

	private JdbcDeliverySettings settings(Supplier<List<String>> apps, RetryPolicy retryPolicy) {
		return new JdbcDeliverySettings(this.deliveryProperties.determineApplication(this.environment), apps,
				retryPolicy, LivehookDeliveryAutoConfiguration.deduplication(this.properties.getDeduplication()),
				this.deadLetterProperties.limits(),
				this.serverThreads.maxConcurrency(this.deliveryProperties.getMaxConcurrency()),
				this.jdbcProperties.getWorkers(), Threading.VIRTUAL.isActive(this.environment),
				this.jdbcProperties.getPollingInterval(), this.jdbcProperties.getHeartbeatInterval(),
				DurableDelivery.shutdownTimeout(this.lifecycleProperties));
	}

	@Bean
	DeadLetters livehookDeadLetters(JdbcCallbackDelivery delivery) {
		return delivery.deadLetters();
	}

	@Bean
	Backlog livehookBacklog(JdbcCallbackDelivery delivery) {
		return delivery.backlog();
	}

	/**
	 * {@link RuntimeHintsRegistrar} for the scripts that create tables.
	 */
	static final class SchemaRuntimeHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/github/livehook/delivery/jdbc/schema-*.sql");
		}

	}

}
