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

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;

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
		if (maxConcurrency < 1) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.max-concurrency is %d, so no callback could be handled".formatted(configured),
					"Set it to 1 or more, or remove it for the default.");
		}
		if (this.usable != null && maxConcurrency >= this.usable) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.max-concurrency is %d, and the web server has %d threads for requests (%s)"
						.formatted(maxConcurrency, this.usable, this.property),
					"Keep it below the number of threads, so that a callback that finds no room is turned away at once "
							+ "and does not wait in a queue, or raise %s.".formatted(this.property));
		}
		return maxConcurrency;
	}

	/**
	 * Return how many questions can be decided while events are being handled. Each of
	 * them holds a thread of the server until it is answered.
	 * @param configured what is configured, {@code null} for the default
	 * @param maxConcurrency how many callbacks are handled at the same time
	 * @return the number
	 */
	int decisionConcurrency(@Nullable Integer configured, int maxConcurrency) {
		if (configured == null) {
			return defaultDecisionConcurrency(maxConcurrency);
		}
		if (configured < 1) {
			throw new InvalidLivehookConfigurationException(
					"livehook.decision.max-concurrency is %d, so nothing could be decided".formatted(configured),
					"Set it to 1 or more, or remove it for the default.");
		}
		if (this.usable != null && configured >= this.usable - maxConcurrency) {
			throw new InvalidLivehookConfigurationException(
					"livehook.decision.max-concurrency is %d and livehook.delivery.max-concurrency %d, and the web server has %d threads for requests (%s)"
						.formatted(configured, maxConcurrency, this.usable, this.property),
					"Keep the sum below the number of threads, so that a question that finds no room is answered at "
							+ "once and does not wait in a queue, or raise %s.".formatted(this.property));
		}
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
