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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.github.livehook.autoconfigure.PropertyAssert;
import io.github.livehook.delivery.DeadLetterLimits;

/**
 * {@link ConfigurationProperties Properties} for callbacks that were given up.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("livehook.delivery.dead-letters")
public class LivehookDeadLetterProperties implements InitializingBean {

	/**
	 * Whether the actuator endpoint shows the bodies of dead letters.
	 */
	private boolean showBodies;

	/**
	 * Maximum age of dead letters. Older ones are removed. Not limited if not set.
	 */
	private @Nullable Duration maxAge;

	/**
	 * Maximum number of dead letters. The oldest are removed if there are more. Not
	 * limited if not set.
	 */
	private @Nullable Long maxCount;

	/**
	 * Maximum number of events of one request that are kept as dead letters of a handler
	 * because their bodies do not fit. Further ones are only counted.
	 */
	private int maxUnreadablePerRequest = 10;

	@Override
	public void afterPropertiesSet() {
		if (this.maxAge != null) {
			PropertyAssert.isBetween("livehook.delivery.dead-letters.max-age", this.maxAge, Duration.ofMinutes(1),
					Duration.ofDays(3650), "Must be between 1m and 3650d, such as 90d.");
		}
		PropertyAssert.isTrue(this.maxCount == null || this.maxCount > 0, "livehook.delivery.dead-letters.max-count",
				this.maxCount, "Must be 1 or more, such as 10000.");
		PropertyAssert.isTrue(this.maxUnreadablePerRequest > 0,
				"livehook.delivery.dead-letters.max-unreadable-per-request", this.maxUnreadablePerRequest,
				"Must be 1 or more, such as 10.");
	}

	public boolean isShowBodies() {
		return this.showBodies;
	}

	public void setShowBodies(boolean showBodies) {
		this.showBodies = showBodies;
	}

	public @Nullable Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(@Nullable Duration maxAge) {
		this.maxAge = maxAge;
	}

	public @Nullable Long getMaxCount() {
		return this.maxCount;
	}

	public void setMaxCount(@Nullable Long maxCount) {
		this.maxCount = maxCount;
	}

	public int getMaxUnreadablePerRequest() {
		return this.maxUnreadablePerRequest;
	}

	public void setMaxUnreadablePerRequest(int maxUnreadablePerRequest) {
		this.maxUnreadablePerRequest = maxUnreadablePerRequest;
	}

	DeadLetterLimits limits() {
		return new DeadLetterLimits(this.maxAge, this.maxCount, this.maxUnreadablePerRequest);
	}

}
