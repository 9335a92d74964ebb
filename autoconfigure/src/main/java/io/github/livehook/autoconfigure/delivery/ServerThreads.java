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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.core.env.Environment;

import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * The threads of the web server, which bound how many callbacks can be handled on them
 * and still leave one to turn the next away.
 *
 * @param usable how many threads there are for requests, {@code null} if they have no
 * limit or it is not known
 * @param unlimited whether they have no limit
 * @param property the property that limits them
 */
record ServerThreads(@Nullable Integer usable, boolean unlimited, String property) {

	private static final String MAX_CONCURRENCY = "livehook.delivery.max-concurrency";

	private static final String DECISION_CONCURRENCY = "livehook.decision.max-concurrency";

	private static final int DEFAULT_THREADS = 200;

	private static final int CONCURRENCY_IF_UNLIMITED = 256;

	static ServerThreads unknown() {
		return new ServerThreads(null, false, "");
	}

	static ServerThreads of(@Nullable ServletWebServerFactory server, Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new ServerThreads(null, true, "spring.threads.virtual.enabled");
		}
		Binder binder = Binder.get(environment);
		if (isA(server, "TomcatServletWebServerFactory")) {
			return new ServerThreads(max(binder, "server.tomcat.threads.max"), false, "server.tomcat.threads.max");
		}
		if (isA(server, "JettyServletWebServerFactory")) {
			int max = max(binder, "server.jetty.threads.max");
			return new ServerThreads(max - acceptorsAndSelectors(binder, max), false, "server.jetty.threads.max");
		}
		return unknown();
	}

	// By name, since the class of a server that is not there cannot be asked for
	private static boolean isA(@Nullable ServletWebServerFactory server, String factoryName) {
		Class<?> type = (server != null) ? server.getClass() : null;
		while (type != null && !type.getSimpleName().equals(factoryName)) {
			type = type.getSuperclass();
		}
		return type != null;
	}

	private static int max(Binder binder, String property) {
		return binder.bind(property, Integer.class).orElse(DEFAULT_THREADS);
	}

	// Jetty takes the threads that wait for connections and for data from the same pool
	private static int acceptorsAndSelectors(Binder binder, int max) {
		int processors = Runtime.getRuntime().availableProcessors();
		int acceptors = binder.bind("server.jetty.threads.acceptors", Integer.class).orElse(-1);
		int selectors = binder.bind("server.jetty.threads.selectors", Integer.class).orElse(-1);
		return ((acceptors >= 0) ? acceptors : Math.max(1, Math.min(4, processors / 8)))
				+ ((selectors > 0) ? selectors : Math.max(1, Math.min(processors / 2, max / 16)));
	}

	int maxConcurrency(@Nullable Integer configured) {
		int maxConcurrency = (configured != null) ? configured : defaultConcurrency();
		PropertyAssert.isTrue(maxConcurrency > 0, MAX_CONCURRENCY, maxConcurrency, "Must be 1 or more.");
		PropertyAssert.isTrue(this.usable == null || maxConcurrency < this.usable, MAX_CONCURRENCY, maxConcurrency, """
				Must be below the number of threads that the web server has for requests, %d (%s), so that it \
				answers a callback beyond the limit with 503 at once and does not let it wait in a queue."""
			.formatted(this.usable, this.property));
		return maxConcurrency;
	}

	/**
	 * Return how many before-callbacks can be decided on while events are being handled.
	 * Each of them holds a thread of the server until it is answered.
	 * @param configured the configured number, {@code null} for the default
	 * @param maxConcurrency how many events can be handled at the same time
	 * @return the number
	 */
	int decisionConcurrency(@Nullable Integer configured, int maxConcurrency) {
		if (configured == null) {
			return defaultDecisionConcurrency(maxConcurrency);
		}
		PropertyAssert.isTrue(configured > 0, DECISION_CONCURRENCY, configured, "Must be 1 or more.");
		PropertyAssert.isTrue(this.usable == null || configured < this.usable - maxConcurrency, DECISION_CONCURRENCY,
				configured, """
						Must be, together with livehook.delivery.max-concurrency, %d, below the number of threads \
						that the web server has for requests, %d (%s), so that it answers a before-callback beyond \
						the limit at once and does not let it wait in a queue.""".formatted(maxConcurrency, this.usable,
						this.property));
		return configured;
	}

	private int defaultDecisionConcurrency(int maxConcurrency) {
		if (this.unlimited) {
			return CONCURRENCY_IF_UNLIMITED;
		}
		int threads = (this.usable != null) ? this.usable : DEFAULT_THREADS;
		return Math.max(1, Math.min(threads / 4, threads - maxConcurrency - 1));
	}

	private int defaultConcurrency() {
		if (this.unlimited) {
			return CONCURRENCY_IF_UNLIMITED;
		}
		return Math.max(1, ((this.usable != null) ? this.usable : DEFAULT_THREADS) / 2);
	}

}
