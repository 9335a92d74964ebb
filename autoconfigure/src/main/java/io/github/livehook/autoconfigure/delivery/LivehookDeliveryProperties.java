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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.PropertyAssert;
import io.github.livehook.delivery.RetryPolicy;

/**
 * {@link ConfigurationProperties Properties} for delivering callbacks to their handlers.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook.delivery")
public class LivehookDeliveryProperties {

	private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

	/**
	 * Where callbacks are kept until they are handled.
	 */
	private Mode mode = Mode.MEMORY;

	/**
	 * Name of the application that owns the stored callbacks, the same on all of its
	 * nodes. Applications that share a database or a Kafka cluster do not see each
	 * other's callbacks. Defaults to spring.application.name. Without effect in memory.
	 */
	private @Nullable String application;

	/**
	 * Maximum number of events that are handled, or stored in a durable mode, at the same
	 * time. Further ones are answered with 503. It must be below the number of the
	 * server's threads. Defaults to half of them, or to 256 if their number has no limit.
	 */
	private @Nullable Integer maxConcurrency;

	/**
	 * Maximum time of one attempt, after which the handler is interrupted. Without effect
	 * in memory.
	 */
	private Duration handlerTimeout = Duration.ofMinutes(1);

	/**
	 * Retries of handlers that have failed, where callbacks are stored.
	 */
	private final Retry retry = new Retry();

	public Mode getMode() {
		return this.mode;
	}

	public void setMode(Mode mode) {
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

	/**
	 * Check that the beans are those of the mode. In an application that was processed
	 * ahead of time they are of the mode that was set then.
	 * @param wired the mode of the beans
	 */
	void checkMode(Mode wired) {
		if (this.mode != wired && AotDetector.useGeneratedArtifacts()) {
			String name = modeName();
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is '%s', but the application was processed ahead of time for '%s'"
						.formatted(name, wired.name().toLowerCase(Locale.ROOT)),
					"""
							Process the application again with livehook.delivery.mode=%s, since conditions are settled \
							then: set it in application.yml, or in a profile that is active at build time as well."""
						.formatted(name));
		}
	}

	String modeName() {
		return this.mode.name().toLowerCase(Locale.ROOT);
	}

	String determineApplication(Environment environment) {
		boolean own = StringUtils.hasText(this.application);
		String name = own ? this.application : environment.getProperty("spring.application.name");
		if (!StringUtils.hasText(name)) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is '%s', but the application that callbacks are stored for has no name"
						.formatted(modeName()),
					"""
							Set spring.application.name, or livehook.delivery.application to store callbacks under \
							another name. It is the same on all nodes of the application, and another than that of \
							other applications that use the %s."""
						.formatted((this.mode == Mode.KAFKA) ? "cluster" : "database"));
		}
		String stripped = name.strip();
		PropertyAssert.isTrue(stripped.length() <= 100 && stripped.chars().noneMatch(Character::isISOControl),
				own ? "livehook.delivery.application" : "spring.application.name", stripped,
				"Must be at most 100 characters, none of them a control character, as the name of the application that "
						+ "callbacks are stored for. Another name can be set as livehook.delivery.application.");
		PropertyAssert.isTrue(this.mode != Mode.KAFKA || TOPIC_NAME.matcher(stripped).matches(),
				own ? "livehook.delivery.application" : "spring.application.name", stripped,
				"Must be letters of a to z, digits, '.', '_' and '-' only, since the names of topics hold it. Another "
						+ "name can be set as livehook.delivery.application.");
		return stripped;
	}

	RetryPolicy createRetryPolicy() {
		PropertyAssert.isBetween("livehook.delivery.handler-timeout", this.handlerTimeout, Duration.ofNanos(1),
				RetryPolicy.LONGEST, "Must be more than 0 and at most 365d, such as 1m.");
		this.retry.validate();
		return new RetryPolicy(this.retry.maxAttempts, this.retry.delay, this.retry.multiplier, this.retry.maxDelay,
				this.retry.jitter, this.retry.excludes, this.handlerTimeout);
	}

	/**
	 * Retries of handlers that have failed, where callbacks are stored.
	 */
	public static class Retry {

		/**
		 * Maximum number of attempts of a handler for one callback, including the first.
		 * Then the callback is kept as a dead letter.
		 */
		private int maxAttempts = 8;

		/**
		 * Time between the first attempt and the second.
		 */
		private Duration delay = Duration.ofSeconds(1);

		/**
		 * Multiplier from one delay to the next.
		 */
		private double multiplier = 3;

		/**
		 * Maximum time between two attempts.
		 */
		private Duration maxDelay = Duration.ofMinutes(10);

		/**
		 * Fraction by which each delay is made shorter or longer at random, so that what
		 * failed together is not retried together.
		 */
		private double jitter = 0.2;

		/**
		 * Exceptions after which a handler is not called again, thrown or as a cause,
		 * subclasses included.
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

		private void validate() {
			PropertyAssert.isTrue(this.maxAttempts > 0, "livehook.delivery.retry.max-attempts", this.maxAttempts,
					"Must be 1, for no second attempt, or more, such as 8.");
			PropertyAssert.isBetween("livehook.delivery.retry.multiplier", this.multiplier, 1.0, Double.MAX_VALUE,
					"Must be a number of 1 or more, such as 3.");
			PropertyAssert.isBetween("livehook.delivery.retry.jitter", this.jitter, 0.0, 1.0,
					"Must be a number between 0 and 1, such as 0.2.");
			PropertyAssert.isBetween("livehook.delivery.retry.delay", this.delay, Duration.ZERO, RetryPolicy.LONGEST,
					"Must be between 0 and 365d, such as 1s.");
			PropertyAssert.isBetween("livehook.delivery.retry.max-delay", this.maxDelay, this.delay,
					RetryPolicy.LONGEST,
					"Must be between livehook.delivery.retry.delay, %s, and 365d, such as 10m.".formatted(this.delay));
			// The binder takes any class
			for (Class<?> type : this.excludes) {
				PropertyAssert.isTrue(Throwable.class.isAssignableFrom(type), "livehook.delivery.retry.excludes",
						type.getName(), "Must be classes of exceptions, such as java.lang.IllegalArgumentException.");
			}
		}

	}

	/**
	 * Where callbacks are kept until they are handled.
	 */
	public enum Mode {

		/**
		 * In memory. A crash loses the callbacks that are being handled.
		 */
		MEMORY,

		/**
		 * In a database, before they are answered. A crash loses nothing.
		 */
		JDBC,

		/**
		 * In Kafka, before they are answered. A crash loses nothing.
		 */
		KAFKA

	}

}
