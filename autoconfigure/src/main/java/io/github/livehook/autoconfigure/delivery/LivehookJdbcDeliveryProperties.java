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
import java.util.regex.Pattern;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * {@link ConfigurationProperties Properties} for delivering callbacks from a database.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook.delivery.jdbc")
public class LivehookJdbcDeliveryProperties implements InitializingBean {

	private static final Pattern TABLE_PREFIX = Pattern
		.compile("(?=.{1,40}$)([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*");

	/**
	 * When to create the tables that are missing: in a database that runs in the process
	 * of the application, always, or never.
	 */
	private DatabaseInitializationMode initializeSchema = DatabaseInitializationMode.EMBEDDED;

	/**
	 * Prefix of the names of the tables, including a schema if it has a dot.
	 */
	private String tablePrefix = "livehook_";

	/**
	 * Number of handlers that each node calls at the same time.
	 */
	private int workers = 8;

	/**
	 * How often each node looks for work items that it has not stored itself and for
	 * retries that are due.
	 */
	private Duration pollingInterval = Duration.ofSeconds(1);

	/**
	 * How often a node renews its leases. They last four times as long, then other nodes
	 * take over the work items.
	 */
	private Duration heartbeatInterval = Duration.ofSeconds(3);

	@Override
	public void afterPropertiesSet() {
		PropertyAssert.isTrue(TABLE_PREFIX.matcher(this.tablePrefix).matches(), "livehook.delivery.jdbc.table-prefix",
				this.tablePrefix,
				"Must be at most 40 letters, digits and '_', with a schema and a dot before it if need "
						+ "be, such as livehook_ or events.livehook_.");
		PropertyAssert.isBetween("livehook.delivery.jdbc.workers", this.workers, 1, 1000,
				"Must be between 1 and 1000, such as 8.");
		PropertyAssert.isBetween("livehook.delivery.jdbc.polling-interval", this.pollingInterval, Duration.ofMillis(10),
				Duration.ofHours(1), "Must be between 10ms and 1h, such as 1s.");
		PropertyAssert.isBetween("livehook.delivery.jdbc.heartbeat-interval", this.heartbeatInterval,
				Duration.ofMillis(500), Duration.ofHours(1), "Must be between 500ms and 1h, such as 3s.");
	}

	public DatabaseInitializationMode getInitializeSchema() {
		return this.initializeSchema;
	}

	public void setInitializeSchema(DatabaseInitializationMode initializeSchema) {
		this.initializeSchema = initializeSchema;
	}

	public String getTablePrefix() {
		return this.tablePrefix;
	}

	public void setTablePrefix(String tablePrefix) {
		this.tablePrefix = tablePrefix;
	}

	public int getWorkers() {
		return this.workers;
	}

	public void setWorkers(int workers) {
		this.workers = workers;
	}

	public Duration getPollingInterval() {
		return this.pollingInterval;
	}

	public void setPollingInterval(Duration pollingInterval) {
		this.pollingInterval = pollingInterval;
	}

	public Duration getHeartbeatInterval() {
		return this.heartbeatInterval;
	}

	public void setHeartbeatInterval(Duration heartbeatInterval) {
		this.heartbeatInterval = heartbeatInterval;
	}

}
