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

package io.github.livehook.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

import io.github.livehook.delivery.RecentKeys;
import io.github.livehook.verification.AddressRange;
import io.github.livehook.verification.VerificationMode;

/**
 * {@link ConfigurationProperties Properties} for receiving callbacks.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook")
public class LivehookProperties extends LivehookAppProperties implements InitializingBean {

	private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?");

	private static final Duration MAX_RESPONSE_TIMEOUT = Duration.ofSeconds(2).minusNanos(1);

	/**
	 * Whether to receive callbacks.
	 */
	private boolean enabled = true;

	/**
	 * Path of the webhook endpoint, below the context path and the path of the dispatcher
	 * servlet.
	 */
	private String path = "/webhooks/tencent-live";

	/**
	 * Additional apps whose callbacks are accepted, by names of your choice.
	 */
	private Map<String, App> apps = new LinkedHashMap<>();

	/**
	 * How to treat requests whose signature cannot be verified.
	 */
	private VerificationMode verification = VerificationMode.ENFORCE;

	/**
	 * Maximum difference between the time of a request and the clock of the application,
	 * in either direction.
	 */
	private Duration maxClockSkew = Duration.ofSeconds(60);

	/**
	 * Addresses of callers whose requests are accepted, or ranges of addresses, such as
	 * 203.0.113.7 or 203.0.113.0/24. Defaults to all.
	 */
	private List<AddressRange> allowedAddresses = new ArrayList<>();

	/**
	 * Maximum size of a request body.
	 */
	private DataSize maxBodySize = DataSize.ofKilobytes(256);

	/**
	 * Maximum number of JSON tokens in a request body: names, values, and both ends of
	 * objects and lists.
	 */
	private int maxBodyTokens = 20_000;

	/**
	 * Maximum number of events in a request. Tencent sends at most 100.
	 */
	private int maxBatchSize = 100;

	/**
	 * Deadline for the response to a request, whether handlers have returned or not.
	 * Tencent waits 2 seconds, including the time on the network.
	 */
	private Duration responseTimeout = Duration.ofSeconds(1);

	/**
	 * HTTP status of the response when a handler has failed: 500 or 200.
	 */
	private int failureStatus = 500;

	/**
	 * Decisions on before-callbacks.
	 */
	private final Decision decision = new Decision();

	/**
	 * Recognition of duplicates.
	 */
	private final Deduplication deduplication = new Deduplication();

	/**
	 * Servlet filter that is the endpoint.
	 */
	private final Filter filter = new Filter();

	@Override
	public void afterPropertiesSet() {
		PropertyAssert.isTrue(PATH.matcher(this.path).matches(), "livehook.path", this.path,
				"Must be a path such as /webhooks/tencent-live: segments of letters, digits, '-', '.', '_' and '~'.");
		PropertyAssert.isTrue(!this.maxClockSkew.isNegative(), "livehook.max-clock-skew", this.maxClockSkew,
				"Must be 0 or more, such as 60s.");
		PropertyAssert.isBetween("livehook.max-body-size", this.maxBodySize, DataSize.ofBytes(1),
				DataSize.ofMegabytes(64), "Must be between 1B and 64MB, such as 256KB.");
		PropertyAssert.isTrue(this.maxBodyTokens > 0, "livehook.max-body-tokens", this.maxBodyTokens,
				"Must be 1 or more, such as 20000.");
		PropertyAssert.isTrue(this.maxBatchSize > 0, "livehook.max-batch-size", this.maxBatchSize,
				"Must be 1 or more, such as 100.");
		PropertyAssert.isBetween("livehook.response-timeout", this.responseTimeout, Duration.ofMillis(1),
				MAX_RESPONSE_TIMEOUT,
				"Must be more than 0 and less than the 2 seconds that Tencent waits, such as 1s.");
		PropertyAssert.isTrue(this.failureStatus == 500 || this.failureStatus == 200, "livehook.failure-status",
				this.failureStatus, "Must be 500 or 200.");
		Duration window = this.deduplication.getWindow();
		PropertyAssert.isTrue(!window.isNegative(), "livehook.deduplication.window", window,
				"Must be 0 or more, such as 10m.");
		PropertyAssert.isBetween("livehook.deduplication.max-entries", this.deduplication.getMaxEntries(), 0,
				RecentKeys.MAX_KEYS, "Must be between 0 and 100000000, such as 100000.");
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public Map<String, App> getApps() {
		return this.apps;
	}

	public void setApps(Map<String, App> apps) {
		this.apps = apps;
	}

	public VerificationMode getVerification() {
		return this.verification;
	}

	public void setVerification(VerificationMode verification) {
		this.verification = verification;
	}

	public Duration getMaxClockSkew() {
		return this.maxClockSkew;
	}

	public void setMaxClockSkew(Duration maxClockSkew) {
		this.maxClockSkew = maxClockSkew;
	}

	public List<AddressRange> getAllowedAddresses() {
		return this.allowedAddresses;
	}

	public void setAllowedAddresses(List<AddressRange> allowedAddresses) {
		this.allowedAddresses = allowedAddresses;
	}

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public int getMaxBodyTokens() {
		return this.maxBodyTokens;
	}

	public void setMaxBodyTokens(int maxBodyTokens) {
		this.maxBodyTokens = maxBodyTokens;
	}

	public int getMaxBatchSize() {
		return this.maxBatchSize;
	}

	public void setMaxBatchSize(int maxBatchSize) {
		this.maxBatchSize = maxBatchSize;
	}

	public Duration getResponseTimeout() {
		return this.responseTimeout;
	}

	public void setResponseTimeout(Duration responseTimeout) {
		this.responseTimeout = responseTimeout;
	}

	public int getFailureStatus() {
		return this.failureStatus;
	}

	public void setFailureStatus(int failureStatus) {
		this.failureStatus = failureStatus;
	}

	public Decision getDecision() {
		return this.decision;
	}

	public Deduplication getDeduplication() {
		return this.deduplication;
	}

	public Filter getFilter() {
		return this.filter;
	}

	/**
	 * An app whose callbacks are accepted.
	 */
	public static class App extends LivehookAppProperties {

	}

	/**
	 * Decisions on before-callbacks.
	 */
	public static class Decision {

		/**
		 * Maximum number of before-callbacks that are decided on at the same time.
		 * Further ones are answered as on failure. Together with livehook.delivery.max-
		 * concurrency, it must be below the number of the server's threads. Defaults to a
		 * quarter of them, or to 256 if their number has no limit.
		 */
		private @Nullable Integer maxConcurrency;

		public @Nullable Integer getMaxConcurrency() {
			return this.maxConcurrency;
		}

		public void setMaxConcurrency(@Nullable Integer maxConcurrency) {
			this.maxConcurrency = maxConcurrency;
		}

	}

	/**
	 * Recognition of duplicates.
	 */
	public static class Deduplication {

		/**
		 * How long duplicates of a callback are recognised after it was handled. 0 for
		 * only while it is being handled.
		 */
		private Duration window = Duration.ofMinutes(10);

		/**
		 * Maximum number of callbacks that a node remembers to recognise their
		 * duplicates.
		 */
		private int maxEntries = 100_000;

		public Duration getWindow() {
			return this.window;
		}

		public void setWindow(Duration window) {
			this.window = window;
		}

		public int getMaxEntries() {
			return this.maxEntries;
		}

		public void setMaxEntries(int maxEntries) {
			this.maxEntries = maxEntries;
		}

	}

	/**
	 * Servlet filter that is the endpoint.
	 */
	public static class Filter {

		/**
		 * Default of {@link #getOrder()}, right after Spring Boot's filter for
		 * observations.
		 */
		public static final int DEFAULT_ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

		/**
		 * Order of the endpoint among the servlet filters. Defaults to right after the
		 * filter for observations, before Spring Session, Spring Security and the
		 * application's own filters.
		 */
		private int order = DEFAULT_ORDER;

		public int getOrder() {
			return this.order;
		}

		public void setOrder(int order) {
			this.order = order;
		}

	}

}
