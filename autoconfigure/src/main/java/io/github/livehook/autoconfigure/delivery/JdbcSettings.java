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

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.jdbc.JdbcCallbackDelivery.Settings;

/**
 * The properties of delivery from a database, checked.
 */
final class JdbcSettings {

	private static final String PREFIX = "livehook.delivery.jdbc.";

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

	private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(500);

	private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

	// Some mean for ever
	private static final Duration LONGEST_SHUTDOWN = Duration.ofDays(365);

	private static final int MAX_WORKERS = 1000;

	private final LivehookProperties properties;

	private final Environment environment;

	JdbcSettings(LivehookProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	Settings create(Supplier<? extends Collection<String>> apps, RetryPolicy retryPolicy, int maxConcurrency) {
		LivehookProperties.Jdbc jdbc = this.properties.getDelivery().getJdbc();
		PropertyAssert.isBetween(PREFIX + "workers", jdbc.getWorkers(), 1, MAX_WORKERS,
				"Must be between 1 and 1000, such as 8.");
		PropertyAssert.isBetween(PREFIX + "polling-interval", jdbc.getPollingInterval(), SHORTEST_INTERVAL,
				LONGEST_INTERVAL, "Must be between 10ms and 1h, such as 1s.");
		PropertyAssert.isBetween(PREFIX + "heartbeat-interval", jdbc.getHeartbeatInterval(), SHORTEST_HEARTBEAT,
				LONGEST_INTERVAL, "Must be between 500ms and 1h, such as 3s.");
		return new Settings(ApplicationName.of(this.properties, this.environment), apps, retryPolicy,
				LivehookDeliveryAutoConfiguration.deduplication(this.properties.getDeduplication()), maxConcurrency,
				jdbc.getWorkers(), Threading.VIRTUAL.isActive(this.environment), jdbc.getPollingInterval(),
				jdbc.getHeartbeatInterval(), shutdownTimeout());
	}

	// What is left of Spring's time is for what is interrupted then
	private Duration shutdownTimeout() {
		Duration timeout = DurationStyle
			.detectAndParse(this.environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", "30s"));
		return (timeout.compareTo(LONGEST_SHUTDOWN) < 0) ? timeout.multipliedBy(9).dividedBy(10) : LONGEST_SHUTDOWN;
	}

}
