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

package io.github.livehook.autoconfigure.health;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * {@link ConfigurationProperties Properties} for the health indicators.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook.health")
public class LivehookHealthProperties implements InitializingBean {

	/**
	 * How long a concurrency limit may be reached before the application counts as down.
	 */
	private Duration maxSaturation = Duration.ofSeconds(10);

	/**
	 * Maximum age of the oldest work item before the application counts as down. Not
	 * checked if not set. Without effect in memory.
	 */
	private @Nullable Duration maxBacklogAge;

	/**
	 * Maximum number of dead letters before the application counts as down. Not checked
	 * if not set. Without effect in memory.
	 */
	private @Nullable Long maxDeadLetters;

	@Override
	public void afterPropertiesSet() {
		PropertyAssert.isTrue(!this.maxSaturation.isNegative(), "livehook.health.max-saturation", this.maxSaturation,
				"Must be 0 or more, such as 10s.");
		PropertyAssert.isTrue(this.maxBacklogAge == null || !this.maxBacklogAge.isNegative(),
				"livehook.health.max-backlog-age", this.maxBacklogAge, "Must be 0 or more, such as 10m.");
		PropertyAssert.isTrue(this.maxDeadLetters == null || this.maxDeadLetters >= 0,
				"livehook.health.max-dead-letters", this.maxDeadLetters, "Must be 0 or more, such as 100.");
	}

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
