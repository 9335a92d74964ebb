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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;

import io.github.livehook.delivery.Deduplication;

/**
 * The settings of a delivery from a database.
 *
 * @param maxConcurrency how many requests are stored at the same time
 * @param workers the threads that call handlers
 * @param intervals how often the database is looked at
 * @param deduplication which duplicates are recognised
 * @param shutdownTimeout how long handlers that are running may take at shutdown until
 * they are interrupted
 * @since 0.1.0
 */
public record JdbcDeliverySettings(int maxConcurrency, Workers workers, Intervals intervals,
		Deduplication deduplication, Duration shutdownTimeout) {

	/**
	 * The threads that call handlers.
	 *
	 * @param number how many handlers are called at the same time
	 * @param virtual whether the threads are virtual, which needs Java 21
	 */
	public record Workers(int number, boolean virtual) {

	}

	/**
	 * How often the database is looked at.
	 *
	 * @param polling for work that this process has not accepted, and for retries
	 * @param heartbeat to tell that this process still works on something
	 */
	public record Intervals(Duration polling, Duration heartbeat) {

	}

}
