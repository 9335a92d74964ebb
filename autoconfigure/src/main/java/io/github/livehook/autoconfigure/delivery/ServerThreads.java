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

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * The threads that the web server has for requests. The concurrency limits stay below
 * their number, so that a thread is left to answer callbacks beyond the limits.
 *
 * @param max the number of threads, {@code null} if it has no limit or is not known
 * @param unlimited whether the number has no limit
 * @param property the property that limits the number
 */
record ServerThreads(@Nullable Integer max, boolean unlimited, String property) {

	private static final boolean TOMCAT_PRESENT = isPresent(
			"org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties");

	private static final boolean JETTY_PRESENT = isPresent(
			"org.springframework.boot.jetty.autoconfigure.JettyServerProperties");

	private static final String MAX_CONCURRENCY = "livehook.delivery.max-concurrency";

	private static final String DECISION_CONCURRENCY = "livehook.decision.max-concurrency";

	private static final int DEFAULT_THREADS = 200;

	private static final int CONCURRENCY_IF_UNLIMITED = 256;

	static ServerThreads find(BeanFactory beanFactory, Environment environment) {
		boolean virtual = Threading.VIRTUAL.isActive(environment);
		if (JETTY_PRESENT && server(beanFactory) instanceof JettyServletWebServerFactory) {
			return Jetty.threads(beanFactory);
		}
		if (TOMCAT_PRESENT && !virtual && server(beanFactory) instanceof TomcatServletWebServerFactory) {
			TomcatServerProperties properties = beanFactory.getBeanProvider(TomcatServerProperties.class)
				.getIfAvailable(TomcatServerProperties::new);
			return new ServerThreads(properties.getThreads().getMax(), false, "server.tomcat.threads.max");
		}
		return new ServerThreads(null, virtual, "");
	}

	private static @Nullable Object server(BeanFactory beanFactory) {
		return beanFactory.getBeanProvider(ServletWebServerFactory.class).getIfAvailable();
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, ServerThreads.class.getClassLoader());
	}

	int maxConcurrency(@Nullable Integer configured) {
		int maxConcurrency = (configured != null) ? configured : defaultConcurrency();
		PropertyAssert.isTrue(maxConcurrency > 0, MAX_CONCURRENCY, maxConcurrency, "Must be 1 or more.");
		PropertyAssert.isTrue(this.max == null || maxConcurrency < this.max, MAX_CONCURRENCY, maxConcurrency, """
				Must be below the number of threads that the web server has for requests, %d (%s), so that it \
				answers a callback beyond the limit with 503 at once and does not let it wait in a queue."""
			.formatted(this.max, this.property));
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
		PropertyAssert.isTrue(this.max == null || configured < this.max - maxConcurrency, DECISION_CONCURRENCY,
				configured, """
						Must be, together with livehook.delivery.max-concurrency, %d, below the number of threads \
						that the web server has for requests, %d (%s), so that it answers a before-callback beyond \
						the limit at once and does not let it wait in a queue.""".formatted(maxConcurrency, this.max,
						this.property));
		return configured;
	}

	private int defaultDecisionConcurrency(int maxConcurrency) {
		if (this.unlimited) {
			return CONCURRENCY_IF_UNLIMITED;
		}
		int threads = numberOrDefault();
		return Math.max(1, Math.min(threads / 4, threads - maxConcurrency - 1));
	}

	private int defaultConcurrency() {
		if (this.unlimited) {
			return CONCURRENCY_IF_UNLIMITED;
		}
		return Math.max(1, numberOrDefault() / 2);
	}

	private int numberOrDefault() {
		return (this.max != null) ? this.max : DEFAULT_THREADS;
	}

	/**
	 * A class of its own, so that none of Jetty is loaded where it is missing.
	 */
	private static final class Jetty {

		// Jetty itself decides how many threads of the pool are its acceptors and
		// selectors
		static ServerThreads threads(BeanFactory beanFactory) {
			JettyServerProperties.Threads threads = beanFactory.getBeanProvider(JettyServerProperties.class)
				.getIfAvailable(JettyServerProperties::new)
				.getThreads();
			ServerConnector connector = new ServerConnector(new Server(new QueuedThreadPool(threads.getMax())),
					threads.getAcceptors(), threads.getSelectors());
			return new ServerThreads(
					threads.getMax() - connector.getAcceptors() - connector.getSelectorManager().getSelectorCount(),
					false, "server.jetty.threads.max");
		}

	}

}
