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

package io.github.livehook.benchmarks.report;

/**
 * What Livehook is to reach.
 */
public enum Goal {

	/**
	 * Faster than what it replaces.
	 */
	RATE_TO_CONTROLLER("Callbacks per second, in memory, default settings, against the hand-written controller", true,
			1.6),

	/**
	 * Near to the limit.
	 */
	RATE_TO_CONSTANT("The same against the constant servlet, the limit", true, 0.7),

	/**
	 * Not slower for the slowest.
	 */
	TAIL_LATENCY("p99 at half of the controller's highest rate, against the controller's", false, 1),

	/**
	 * Little garbage.
	 */
	ALLOCATION("Bytes allocated per callback, processor alone, against Jackson alone for the same body", false, 2),

	/**
	 * No burden on the start.
	 */
	START_TIME("Start-up time with the starter against without", false, 1.05),

	/**
	 * No leak.
	 */
	HEAP("Heap after the last callback against after a quarter of them", false, 1.05),

	/**
	 * Handlers that are not called cost nothing.
	 */
	HANDLERS("Cost per callback with 100 handlers of other commands against 1", false, 1.05),

	/**
	 * Durable at a bearable price.
	 */
	DURABLE_RATE("Callbacks per second, on PostgreSQL, against a servlet that only inserts the same bytes", true, 0.7),

	/**
	 * Durable without delay.
	 */
	HANDLER_DELAY("Milliseconds from answer to handler, on PostgreSQL, when idle, median", false, 20);

	private final String description;

	private final boolean least;

	private final double limit;

	Goal(String description, boolean least, double limit) {
		this.description = description;
		this.least = least;
		this.limit = limit;
	}

	String description() {
		return this.description;
	}

	String limit() {
		return (this.least ? "≥ " : "≤ ") + Spread.of(this.limit).format(2);
	}

	boolean isMetBy(double value) {
		return this.least ? value >= this.limit : value <= this.limit;
	}

}
