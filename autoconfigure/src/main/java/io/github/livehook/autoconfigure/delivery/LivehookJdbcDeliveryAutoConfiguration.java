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

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
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
import io.github.livehook.delivery.jdbc.WorkOwner;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApp;
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
@ImportRuntimeHints(JdbcSchemaRuntimeHints.class)
public final class LivehookJdbcDeliveryAutoConfiguration {

	@Bean
	@DependsOnDatabaseInitialization
	JdbcDatabase livehookJdbcDatabase(ObjectProvider<DataSource> dataSource,
			@LivehookDataSource ObjectProvider<DataSource> livehookDataSource, LivehookProperties properties) {
		return new JdbcDatabaseFactory(properties)
			.create(JdbcDatabaseFactory.select(dataSource, livehookDataSource.getIfUnique()));
	}

	@Bean
	JdbcCallbackDelivery.Receivers livehookJdbcReceivers(CallbackHandlers handlers, CallbackDispatcher dispatcher,
			CallbackCodec codec, CallbackListeners listeners) {
		return new JdbcCallbackDelivery.Receivers(handlers, dispatcher, codec, listeners);
	}

	@Bean
	JdbcDeliverySettings livehookJdbcDeliverySettings(LivehookProperties properties,
			ObjectProvider<ServerThreads> serverThreads, Environment environment) {
		int maxConcurrency = LivehookDeliveryAutoConfiguration.maxConcurrency(properties,
				serverThreads.getIfAvailable(ServerThreads::unknown));
		return JdbcSettings.of(properties, maxConcurrency, environment);
	}

	@Bean
	WorkOwner livehookWorkOwner(LivehookProperties properties, Environment environment,
			@Qualifier("livehookRequestVerifier") ObjectProvider<RequestVerifier> verifier,
			ObjectProvider<LivehookApps> apps) {
		// A verifier of the application accepts other apps as well
		LivehookApps accepted = (verifier.getIfAvailable() != null) ? apps.getIfAvailable() : null;
		return new WorkOwner(ApplicationName.of(properties, environment),
				() -> (accepted != null) ? accepted.findAll().stream().map(LivehookApp::sdkAppId).toList() : List.of());
	}

	@Bean
	JdbcCallbackDelivery livehookJdbcCallbackDelivery(JdbcDatabase database, WorkOwner owner,
			JdbcCallbackDelivery.Receivers receivers, RetryPolicy retryPolicy, JdbcDeliverySettings settings,
			@Qualifier("livehookInstantSource") InstantSource clock) {
		return new JdbcCallbackDelivery(database, owner, receivers, retryPolicy, settings, clock);
	}

	@Bean
	DeadLetters livehookDeadLetters(JdbcCallbackDelivery delivery) {
		return delivery.deadLetters();
	}

	@Bean
	Backlog livehookBacklog(JdbcCallbackDelivery delivery) {
		return delivery.backlog();
	}

}
