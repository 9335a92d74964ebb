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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

import io.github.livehook.verification.VerificationMode;

/**
 * {@link ConfigurationProperties Properties} of Livehook.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook")
public class LivehookProperties {

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
	 * Id of the app whose callbacks are accepted, its SDKAppID.
	 */
	private @Nullable String sdkAppId;

	/**
	 * Authentication token of the app, as set at Tencent.
	 */
	private @Nullable String token;

	/**
	 * Further authentication tokens of the app that are valid as well, for the time in
	 * which the token is being changed.
	 */
	private List<String> tokens = new ArrayList<>();

	/**
	 * Further apps whose callbacks are accepted, by names of your choice.
	 */
	private Map<String, App> apps = new LinkedHashMap<>();

	/**
	 * What happens to requests whose signature cannot be verified.
	 */
	private VerificationMode verification = VerificationMode.ENFORCE;

	/**
	 * How far the time of a request may be from this machine's clock, in either
	 * direction.
	 */
	private Duration maxClockSkew = Duration.ofSeconds(60);

	/**
	 * Largest body that is read.
	 */
	private DataSize maxBodySize = DataSize.ofKilobytes(256);

	/**
	 * Time in which every request is answered, whatever a handler does. Tencent waits 2
	 * seconds, the way through the network included.
	 */
	private Duration responseTimeout = Duration.ofSeconds(1);

	/**
	 * HTTP status of the answer when a handler has failed: 500, or 200.
	 */
	private int failureStatus = 500;

	/**
	 * Delivery of callbacks to their handlers.
	 */
	private final Delivery delivery = new Delivery();

	/**
	 * Decisions on what Tencent asks before it happens.
	 */
	private final Decision decision = new Decision();

	/**
	 * Recognition of repeated callbacks.
	 */
	private final Deduplication deduplication = new Deduplication();

	/**
	 * The servlet filter that is the endpoint.
	 */
	private final Filter filter = new Filter();

	/**
	 * Health indicator of the endpoint.
	 */
	private final Health health = new Health();

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

	public @Nullable String getSdkAppId() {
		return this.sdkAppId;
	}

	public void setSdkAppId(@Nullable String sdkAppId) {
		this.sdkAppId = sdkAppId;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public List<String> getTokens() {
		return this.tokens;
	}

	public void setTokens(List<String> tokens) {
		this.tokens = tokens;
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

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
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

	public Delivery getDelivery() {
		return this.delivery;
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

	public Health getHealth() {
		return this.health;
	}

	/**
	 * An app whose callbacks are accepted.
	 */
	public static class App {

		/**
		 * Id of the app whose callbacks are accepted, its SDKAppID.
		 */
		private @Nullable String sdkAppId;

		/**
		 * Authentication token of the app, as set at Tencent.
		 */
		private @Nullable String token;

		/**
		 * Further authentication tokens of the app that are valid as well.
		 */
		private List<String> tokens = new ArrayList<>();

		public @Nullable String getSdkAppId() {
			return this.sdkAppId;
		}

		public void setSdkAppId(@Nullable String sdkAppId) {
			this.sdkAppId = sdkAppId;
		}

		public @Nullable String getToken() {
			return this.token;
		}

		public void setToken(@Nullable String token) {
			this.token = token;
		}

		public List<String> getTokens() {
			return this.tokens;
		}

		public void setTokens(List<String> tokens) {
			this.tokens = tokens;
		}

	}

	/**
	 * Delivery of callbacks to their handlers.
	 */
	public static class Delivery {

		/**
		 * How callbacks are kept until they are handled.
		 */
		private DeliveryMode mode = DeliveryMode.MEMORY;

		/**
		 * Name of the application that stored callbacks belong to, the same on all of its
		 * nodes; by default spring.application.name. Others that share the database never
		 * see them. Without effect in memory.
		 */
		private @Nullable String application;

		/**
		 * How many callbacks may be handled at the same time; more are answered with 503.
		 * Must be below the number of the server's threads, half of which is the default,
		 * or 256 where their number has no limit.
		 */
		private @Nullable Integer maxConcurrency;

		/**
		 * Time that a handler has for one attempt, where callbacks are stored before they
		 * are answered; then it is interrupted.
		 */
		private Duration handlerTimeout = Duration.ofMinutes(1);

		/**
		 * When a handler that has failed is called again.
		 */
		private final Retry retry = new Retry();

		/**
		 * Callbacks that were given up, where they are stored before they are answered.
		 */
		private final DeadLetters deadLetters = new DeadLetters();

		/**
		 * Delivery from a database.
		 */
		private final Jdbc jdbc = new Jdbc();

		public DeliveryMode getMode() {
			return this.mode;
		}

		public void setMode(DeliveryMode mode) {
			this.mode = mode;
		}

		public @Nullable String getApplication() {
			return this.application;
		}

		public void setApplication(@Nullable String application) {
			this.application = application;
		}

		public @Nullable Integer getMaxConcurrency() {
			return this.maxConcurrency;
		}

		public void setMaxConcurrency(@Nullable Integer maxConcurrency) {
			this.maxConcurrency = maxConcurrency;
		}

		public Duration getHandlerTimeout() {
			return this.handlerTimeout;
		}

		public void setHandlerTimeout(Duration handlerTimeout) {
			this.handlerTimeout = handlerTimeout;
		}

		public Retry getRetry() {
			return this.retry;
		}

		public DeadLetters getDeadLetters() {
			return this.deadLetters;
		}

		public Jdbc getJdbc() {
			return this.jdbc;
		}

	}

	/**
	 * When a handler that has failed is called again, where callbacks are stored before
	 * they are answered.
	 */
	public static class Retry {

		/**
		 * How often a handler is called for one callback at most, the first time
		 * included; then the callback is kept as a dead letter.
		 */
		private int maxAttempts = 8;

		/**
		 * Time between the first failure of a handler and its second attempt.
		 */
		private Duration delay = Duration.ofSeconds(1);

		/**
		 * What each delay is multiplied by for the next one.
		 */
		private double multiplier = 3;

		/**
		 * Longest time between two attempts.
		 */
		private Duration maxDelay = Duration.ofMinutes(10);

		/**
		 * By which fraction of itself each delay is made shorter or longer at random, so
		 * that what failed at one time is not tried again at one time.
		 */
		private double jitter = 0.2;

		/**
		 * Exceptions after which a handler is not called again, because it would fail
		 * again; their subclasses and what they have caused included.
		 */
		private List<Class<? extends Throwable>> excludes = new ArrayList<>();

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getDelay() {
			return this.delay;
		}

		public void setDelay(Duration delay) {
			this.delay = delay;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public double getJitter() {
			return this.jitter;
		}

		public void setJitter(double jitter) {
			this.jitter = jitter;
		}

		public List<Class<? extends Throwable>> getExcludes() {
			return this.excludes;
		}

		public void setExcludes(List<Class<? extends Throwable>> excludes) {
			this.excludes = excludes;
		}

	}

	/**
	 * Callbacks that were given up.
	 */
	public static class DeadLetters {

		/**
		 * Whether the actuator endpoint shows their bodies.
		 */
		private boolean showBodies;

		public boolean isShowBodies() {
			return this.showBodies;
		}

		public void setShowBodies(boolean showBodies) {
			this.showBodies = showBodies;
		}

	}

	/**
	 * Delivery from a database.
	 */
	public static class Jdbc {

		/**
		 * When to create the tables that are not there: in a database that runs in the
		 * process of the application, always, or never.
		 */
		private InitializeSchema initializeSchema = InitializeSchema.EMBEDDED;

		/**
		 * What the names of the tables begin with; with a schema, if it has a dot.
		 */
		private String tablePrefix = "livehook_";

		/**
		 * How many handlers each node calls at the same time.
		 */
		private int workers = 8;

		/**
		 * How often each node looks for work that it has not accepted itself, and for
		 * retries that are due.
		 */
		private Duration pollingInterval = Duration.ofSeconds(1);

		/**
		 * How often a node renews its leases. They last four times as long; then others
		 * take the work over.
		 */
		private Duration heartbeatInterval = Duration.ofSeconds(3);

		public InitializeSchema getInitializeSchema() {
			return this.initializeSchema;
		}

		public void setInitializeSchema(InitializeSchema initializeSchema) {
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

	/**
	 * Decisions on what Tencent asks before it happens.
	 */
	public static class Decision {

		/**
		 * How many questions may be decided at the same time; more are answered by what
		 * is to be answered on failure. Together with the callbacks that may be handled,
		 * it must be below the number of the server's threads, a quarter of which is the
		 * default, or 256 where their number has no limit.
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
	 * Recognition of repeated callbacks.
	 */
	public static class Deduplication {

		/**
		 * For how long repeats of a callback are recognised after it was handled; 0 for
		 * only while it is being handled.
		 */
		private Duration window = Duration.ofMinutes(10);

		/**
		 * Of how many callbacks repeats are recognised, or remembered by a node.
		 */
		private long maxEntries = 100_000;

		public Duration getWindow() {
			return this.window;
		}

		public void setWindow(Duration window) {
			this.window = window;
		}

		public long getMaxEntries() {
			return this.maxEntries;
		}

		public void setMaxEntries(long maxEntries) {
			this.maxEntries = maxEntries;
		}

	}

	/**
	 * The servlet filter that is the endpoint.
	 */
	public static class Filter {

		/**
		 * Default of {@link #getOrder()}: right after Spring Boot's filter for
		 * observations.
		 */
		public static final int DEFAULT_ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

		/**
		 * Order of the endpoint among the servlet filters. By default it comes right
		 * after the filter for observations, and before Spring Session, Spring Security
		 * and those of the application.
		 */
		private int order = DEFAULT_ORDER;

		public int getOrder() {
			return this.order;
		}

		public void setOrder(int order) {
			this.order = order;
		}

	}

	/**
	 * Health indicator of the endpoint.
	 */
	public static class Health {

		/**
		 * For how long there may be no room for further callbacks or questions until the
		 * application counts as down.
		 */
		private Duration maxSaturation = Duration.ofSeconds(10);

		/**
		 * How old the oldest work of handlers may be until the application counts as
		 * down, where callbacks are stored before they are answered. Not set, it is only
		 * shown.
		 */
		private @Nullable Duration maxBacklogAge;

		/**
		 * How many dead letters there may be until the application counts as down. Not
		 * set, they are only shown.
		 */
		private @Nullable Long maxDeadLetters;

		public Duration getMaxSaturation() {
			return this.maxSaturation;
		}

		public void setMaxSaturation(Duration maxSaturation) {
			this.maxSaturation = maxSaturation;
		}

		public @Nullable Duration getMaxBacklogAge() {
			return this.maxBacklogAge;
		}

		public void setMaxBacklogAge(@Nullable Duration maxBacklogAge) {
			this.maxBacklogAge = maxBacklogAge;
		}

		public @Nullable Long getMaxDeadLetters() {
			return this.maxDeadLetters;
		}

		public void setMaxDeadLetters(@Nullable Long maxDeadLetters) {
			this.maxDeadLetters = maxDeadLetters;
		}

	}

	/**
	 * The ways to keep callbacks until they are handled.
	 */
	public enum DeliveryMode {

		/**
		 * In memory. A crash loses the callbacks that are being handled.
		 */
		MEMORY,

		/**
		 * In a database, before they are answered. A crash loses nothing.
		 */
		JDBC

	}

	/**
	 * When to create the tables that are not there.
	 */
	public enum InitializeSchema {

		/**
		 * In a database that runs in the process of the application, such as H2 in a
		 * file.
		 */
		EMBEDDED,

		/**
		 * Always.
		 */
		ALWAYS,

		/**
		 * Never.
		 */
		NEVER

	}

}
