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

package io.github.livehook.observation;

import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.h2.jdbcx.JdbcDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.autoconfigure.delivery.LivehookJdbcDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.observation.LivehookMetricsAutoConfiguration;

/**
 * Applications that store callbacks in a database in memory, and measure.
 */
public final class DurableContexts {

	private DurableContexts() {
	}

	/**
	 * Return an application that works.
	 * @param registry its registry; nothing is bound to it
	 * @return the runner
	 */
	public static WebApplicationContextRunner measured(MeterRegistry registry) {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl(newDatabase());
		return LivehookContexts.servlet()
			.withConfiguration(AutoConfigurations.of(LivehookJdbcDeliveryAutoConfiguration.class,
					LivehookMetricsAutoConfiguration.class))
			.withPropertyValues("livehook.delivery.mode=jdbc", "livehook.delivery.application=tests")
			.withBean(JdbcDataSource.class, () -> dataSource)
			.withBean(MeterRegistry.class, () -> registry);
	}

	/**
	 * Return the URL of a database that exists until the process ends.
	 * @return the URL
	 */
	static String newDatabase() {
		return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
	}

}
